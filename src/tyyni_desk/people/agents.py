"""Everything that changes agents: inviting, joining, roles, duty and profiles. Teams are in ``teams.py``."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from tyyni_desk.people import audit, letters, tasks
from tyyni_desk.people.models import Agent, Invitation, Team

PROFILE = ("name", "interface", "languages", "topics", "time_zone", "working_hours", "signatures")


class AlreadyHere(Exception):
    """Somebody with this address is on the desk already."""


class InvitationOver(Exception):
    """The link was used, taken back, or is older than a week."""


class LastAdmin(Exception):
    """Without this admin nobody could manage the desk; make somebody else an admin first."""


@transaction.atomic
def invite(email: str, *, role: str, by: Agent, language: str = "") -> str:
    """Send somebody a link to join with; returns it too, for it is kept nowhere. An earlier link stops working."""
    email = email.strip().lower()
    if Agent.objects.filter(email=email).exists():
        raise AlreadyHere
    Invitation.objects.filter(email=email, accepted_at=None).delete()

    token = _invitation(email, role=role, by=by)
    link = join_link(token)
    tasks.post(letters.invitation(email, link=link, by=by, language=language or by.interface))
    audit.note(by=by, action="invited", subject=email, detail={"role": [None, role]})
    return link


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Agent) -> None:
    """The link stops working."""
    audit.note(by=by, action="invitation_withdrawn", subject=invitation.email)
    invitation.delete()


@transaction.atomic
def first_admin_link() -> str | None:
    """A link with which the first admin joins; None when the desk has one. An earlier such link stops working."""
    if _active_admins().exists():
        return None
    Invitation.objects.filter(email="").delete()
    return join_link(_invitation("", role=Agent.Role.ADMIN, by=None))


def join_link(token: str) -> str:
    return settings.BASE_URL.rstrip("/") + reverse("join", args=[token])


def invitation_of(token: str) -> Invitation:
    """The open invitation behind a link; raises InvitationOver."""
    invitation = Invitation.objects.filter(token_hash=_digest(token)).select_related("by").first()
    if invitation is None or not invitation.is_open or (not invitation.email and _active_admins().exists()):
        raise InvitationOver
    return invitation


@transaction.atomic
def join(token: str, *, name: str, interface: str, password: str, email: str = "") -> Agent:
    """Use an invitation up. ``email`` counts only for the first admin, whom nobody invited by address."""
    Invitation.objects.select_for_update().filter(token_hash=_digest(token)).first()
    invitation = invitation_of(token)
    address = invitation.email or email.strip().lower()
    if Agent.objects.filter(email=address).exists():
        raise AlreadyHere

    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=timezone.now())
    agent = Agent.objects.create_user(
        address, password, name=name, interface=interface, role=invitation.role, languages=[interface]
    )
    audit.note(by=agent, action="joined", subject=address, detail={"role": [None, agent.role]})
    return agent


@transaction.atomic
def change(agent: Agent, *, by: Agent, teams: list[Team], role: str, **fields: Any) -> None:
    """What an admin may change of somebody: role, teams, languages, topics. Raises LastAdmin."""
    agent = _guarded(agent, role=role, is_active=agent.is_active)
    before = _summary(agent)
    agent.role = role
    for name, value in fields.items():
        setattr(agent, name, value)
    agent.save(update_fields=["role", *fields])
    agent.teams.set(teams)
    changes = audit.difference(before, _summary(agent))
    if changes:
        audit.note(by=by, action="agent_changed", subject=agent.email, detail=changes)


@transaction.atomic
def switch(agent: Agent, *, by: Agent, on: bool) -> None:
    """Let somebody in, or keep them out from now on, in every browser. Raises LastAdmin."""
    agent = _guarded(agent, role=agent.role, is_active=on)
    if agent.is_active == on:
        return
    agent.is_active = on
    agent.save(update_fields=["is_active"])
    audit.note(by=by, action="agent_switched_on" if on else "agent_switched_off", subject=agent.email)


@transaction.atomic
def change_profile(agent: Agent, **fields: Any) -> None:
    """What everybody may change of themselves: the fields of PROFILE, nothing that gives rights."""
    unknown = fields.keys() - set(PROFILE)
    if unknown:
        raise ValueError(f"not of the profile: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(agent, name, value)
    agent.save(update_fields=list(fields))


def go_on_duty(agent: Agent, *, on: bool) -> None:
    """On duty, or away: whoever gives out work sees it."""
    agent.on_duty = on
    agent.save(update_fields=["on_duty"])


def _invitation(email: str, *, role: str, by: Agent | None) -> str:
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(email=email, role=role, by=by, token_hash=_digest(token))
    return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _active_admins() -> Any:  # a QuerySet or one of values, by use
    return Agent.objects.filter(role=Agent.Role.ADMIN, is_active=True)


def _guarded(agent: Agent, *, role: str, is_active: bool) -> Agent:
    """The agent's row under a lock on all admins', so that two admins cannot both leave at once."""
    admins = {admin.pk for admin in _active_admins().select_for_update()}
    if admins == {agent.pk} and (role != Agent.Role.ADMIN or not is_active):
        raise LastAdmin
    return Agent.objects.select_for_update().get(pk=agent.pk)


def _summary(agent: Agent) -> dict[str, Any]:
    return {
        "role": agent.role,
        "teams": sorted(agent.teams.values_list("name", flat=True)),
        "languages": agent.languages,
        "topics": agent.topics,
    }
