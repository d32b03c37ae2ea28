"""People of the desk, their teams, and the audit log; for admins."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tyyni_desk.conversations import leaving
from tyyni_desk.people import agents, audit, members
from tyyni_desk.people import teams as team_actions
from tyyni_desk.people.models import Agent, Invitation, Team
from tyyni_desk.web.http import AgentRequest, needs, toast
from tyyni_desk.web.settings_pages.forms import Invite, Person, TeamName

PAGE = 50


@require_GET
@needs("manage_people")
def people(request: AgentRequest) -> HttpResponse:
    return _people(request, Invite(initial={"language": request.user.interface}))


@require_POST
@needs("manage_people")
def invitations(request: AgentRequest) -> HttpResponse:
    """Invite somebody; the link is shown this once, to be handed over if the letter gets lost."""
    form = Invite(request.POST)
    if not form.is_valid():
        return _people(request, form, status=422)
    try:
        link = agents.invite(**form.cleaned_data, by=request.user)
    except agents.AlreadyHere:
        form.add_error("email", _("Somebody with this address is on the desk already."))
        return _people(request, form, status=422)
    return _people(request, Invite(), link=link, invited=form.cleaned_data["email"])


@require_POST
@needs("manage_people")
def withdrawal(request: AgentRequest, invitation_id: int) -> HttpResponse:
    agents.withdraw(get_object_or_404(Invitation, pk=invitation_id, accepted_at=None), by=request.user)
    toast(request, _("The invitation does not work any more."))
    return redirect("people")


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def person(request: AgentRequest, agent_id: int) -> HttpResponse:
    agent = get_object_or_404(Agent, pk=agent_id)
    form = Person(request.POST or None, initial=_values(agent))
    if request.method == "POST" and form.is_valid():
        try:
            agents.change(agent, by=request.user, **{**form.cleaned_data, "teams": list(form.cleaned_data["teams"])})
            toast(request, _("Saved."))
            return redirect("people")
        except agents.LastAdmin:
            form.add_error("role", _("This is the last admin. Make somebody else an admin first."))
    held = leaving.held_by(agent).count()
    return render(request, "desk/settings/person.html", {"person": agent, "form": form, "held": held})


@require_POST
@needs("manage_people")
def access(request: AgentRequest, agent_id: int) -> HttpResponse:
    """Keep somebody out (what they held goes back to the queue), or let them in again."""
    agent = get_object_or_404(Agent, pk=agent_id)
    on = request.POST.get("on") == "1"
    try:
        agents.switch(agent, by=request.user, on=on)
    except agents.LastAdmin:
        toast(request, _("This is the last admin. Make somebody else an admin first."))
        return redirect("person", agent_id=agent.pk)
    if not on:
        leaving.release(agent, by=request.user)
    return redirect("people")


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def teams(request: AgentRequest) -> HttpResponse:
    form = TeamName(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            team_actions.add(form.cleaned_data["name"], by=request.user)
            return redirect("teams")
        except team_actions.NameTaken:
            form.add_error("name", _("There is a team with this name."))
    return render(request, "desk/settings/teams.html", {"teams": members.teams(), "form": form})


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def team(request: AgentRequest, team_id: int) -> HttpResponse:
    found = get_object_or_404(Team, pk=team_id)
    form = TeamName(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        try:
            team_actions.rename(found, form.cleaned_data["name"], by=request.user)
            return redirect("teams")
        except team_actions.NameTaken:
            form.add_error("name", _("There is a team with this name."))
    return render(request, "desk/settings/team.html", {"team": found, "form": form})


@require_POST
@needs("manage_people")
def team_removal(request: AgentRequest, team_id: int) -> HttpResponse:
    team_actions.remove(get_object_or_404(Team, pk=team_id), by=request.user)
    toast(request, _("The team is gone; its conversations are in everybody's queue."))
    return redirect("teams")


@require_GET
@needs("see_audit_log")
def audit_log(request: AgentRequest) -> HttpResponse:
    action = request.GET.get("action", "")
    page = Paginator(audit.entries(action), PAGE).get_page(request.GET.get("page"))
    lines = [(entry, audit.words(entry.action)) for entry in page]
    context = {"page": page, "lines": lines, "actions": audit.ACTIONS, "action": action}
    return render(request, "desk/settings/audit.html", context)


def _people(request: AgentRequest, form: Invite, *, status: int = 200, **more: str) -> HttpResponse:
    context = {"people": members.everybody(), "invitations": members.open_invitations(), "form": form, **more}
    return render(request, "desk/settings/people.html", context, status=status)


def _values(agent: Agent) -> dict[str, object]:
    return {
        "role": agent.role,
        "teams": agent.teams.all(),
        "languages": agent.languages,
        "topics": agent.topics,
    }
