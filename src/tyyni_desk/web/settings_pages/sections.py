"""The pages of settings and care, in groups: the list beside each of them, and the palette's."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tyyni_desk.people.may import may
from tyyni_desk.people.models import Agent


@dataclass(frozen=True, slots=True)
class Section:
    """A page by the name of its URL; ``inner`` are the pages that open from it."""

    name: str
    title: str | Promise
    ability: str
    inner: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return reverse(self.name)


@dataclass(frozen=True, slots=True)
class Group:
    """Sections that belong together, under a title."""

    title: str | Promise
    sections: tuple[Section, ...]


_REMEDIES = ("remedy", "new_remedy", "goodwill", "remedy_requests")
_GROUPS = (
    Group(
        _("You"),
        (
            Section("me", _("My profile"), "see_own_account"),
            Section("met", _("What I met"), "see_own_account"),
        ),
    ),
    Group(
        _("Answers"),
        (
            Section("snippets", _("Snippets"), "use_snippets", ("snippet", "new_snippet")),
            Section("remedies", _("Remedies"), "give_remedies", _REMEDIES),
            Section("guides", _("Guides"), "see_conversations", ("guide", "new_guide")),
            Section("avoided_phrases", _("Phrases to avoid"), "edit_snippets"),
            Section("playbook", _("Playbook"), "edit_playbook"),
            Section("promise_limit", _("Promises"), "set_promise_limit"),
            Section("response_clocks", _("Response clocks"), "set_response_clocks"),
            Section("statutory_clocks", _("Statutory clocks"), "set_statutory_clocks"),
        ),
    ),
    Group(
        _("Care"),
        (
            Section("incidents", _("Incidents"), "raise_incidents"),
            Section("held_drafts", _("Held drafts"), "release_drafts"),
            Section("policy", _("Policy"), "edit_policy"),
            Section("boundaries", _("Boundaries"), "review_boundaries", ("boundary_review", "new_boundary")),
            Section("lane", _("Legal lane"), "read_legal_lane"),
            Section("survey_settings", _("Survey"), "set_survey"),
            Section("team_care", _("Team care"), "look_after_people"),
        ),
    ),
    Group(
        _("Mail"),
        (
            Section("mailboxes", _("Mailboxes"), "manage_mailboxes", ("mailbox", "new_mailbox", "connection")),
            Section("mail", _("Mail that needs a look"), "see_mail_state"),
            Section("deliveries", _("Deliveries"), "see_mail_state"),
            Section("failed_jobs", _("Failed jobs"), "see_mail_state"),
            Section("blocked_senders", _("Blocked senders"), "block_senders"),
        ),
    ),
    Group(
        _("Company"),
        (
            Section("people", _("People"), "manage_people", ("person", "invitations")),
            Section("teams", _("Teams"), "manage_people", ("team",)),
            Section("routing", _("Routing"), "edit_routing", ("routing_rule", "new_routing_rule", "routing_trial")),
            Section("audit_log", _("Audit log"), "see_audit_log"),
        ),
    ),
    Group(
        _("Connections"),
        (
            Section("order_imports", _("Import orders"), "import_orders"),
            Section("tokens", _("API tokens"), "manage_integrations"),
            Section("webhooks", _("Webhooks"), "manage_integrations", ("webhook", "webhook_secret")),
            Section("language_model", _("Language model"), "manage_integrations"),
            Section("corrections", _("Corrections"), "share_corrections"),
        ),
    ),
)


def groups(agent: Agent) -> list[Group]:
    """What ``agent`` may open; a group that would be empty is left out."""
    allowed = [Group(g.title, tuple(s for s in g.sections if may(agent, s.ability))) for g in _GROUPS]
    return [group for group in allowed if group.sections]
