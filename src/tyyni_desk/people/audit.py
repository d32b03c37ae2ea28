"""The audit log: who changed a role, a mailbox or a setting, and from what to what. Nothing is ever taken out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tyyni_desk.people.models import Agent, AuditEntry

# What the log says of each action; the subject stands beside it.
ACTIONS = {
    "invited": _("invited"),
    "invitation_withdrawn": _("took back the invitation of"),
    "joined": _("joined"),
    "agent_changed": _("changed the account of"),
    "agent_switched_off": _("switched off the account of"),
    "agent_switched_on": _("switched on the account of"),
    "team_added": _("added the team"),
    "team_renamed": _("renamed the team"),
    "team_removed": _("removed the team"),
    "mailbox_added": _("added the mailbox"),
    "mailbox_changed": _("changed the mailbox"),
    "mailbox_secret_changed": _("changed the password of the mailbox"),
    "sender_blocked": _("blocked the sender"),
    "sender_unblocked": _("unblocked the sender"),
    "response_clock_set": _("set the response clock of"),
    "response_clock_removed": _("removed the response clock of"),
    "promise_limit_set": _("set how far ahead may be promised"),
    "clock_rule_switched_on": _("switched on the statutory clock"),
    "clock_rule_switched_off": _("switched off the statutory clock"),
    "snippet_added": _("wrote the snippet"),
    "snippet_changed": _("changed the snippet"),
    "snippet_retired": _("retired the snippet"),
    "snippet_restored": _("brought back the snippet"),
    "guide_added": _("wrote the guide"),
    "guide_changed": _("changed the guide"),
    "guide_retired": _("retired the guide"),
    "guide_restored": _("brought back the guide"),
    "job_retried": _("tried again the job"),
    "token_made": _("made the API token"),
    "token_revoked": _("took back the API token"),
    "webhook_added": _("added the webhook"),
    "webhook_changed": _("changed the webhook"),
    "webhook_removed": _("removed the webhook"),
    "playbook_changed": _("changed the playbook of"),
    "routing_changed": _("changed how conversations are given out, rule"),
    "policy_changed": _("changed the company's policy,"),
    "sharing_began": _("allowed as training data:"),
    "sharing_ended": _("no longer allows as training data:"),
    "corrections_exported": _("downloaded"),
    "model_connected": _("connected the language model"),
    "model_removed": _("took away the language model"),
    "draft_released": _("let a held draft go in"),
    "cooling_set": _("changed how long drafts rest,"),
    "remedy_added": _("wrote the remedy"),
    "remedy_changed": _("changed the remedy"),
    "remedy_retired": _("retired the remedy"),
    "remedy_restored": _("brought back the remedy"),
    "goodwill_rules_set": _("changed the limits of"),
    "survey_set": _("changed when customers are asked how it went,"),
    "orders_imported": _("imported orders from"),
    "customer_merged": _("merged into one the customer"),
    "customer_parted": _("undid the merge of the customer"),
    "customer_exported": _("downloaded what may be read by the customer"),
    "identity_added": _("added a way to reach the customer"),
    "identity_removed": _("removed a way to reach the customer"),
    "customer_note_removed": _("removed a note about the customer"),
}


def note(*, by: Agent | None, action: str, subject: str, detail: Mapping[str, Any] | None = None) -> AuditEntry:
    """Write down a change, in the transaction that makes it. ``detail`` holds no secrets, only what changed."""
    return AuditEntry.objects.create(by=by, action=action, subject=str(subject)[:200], detail=dict(detail or {}))


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What changed, as ``{field: [old, new]}``."""
    return {name: [before.get(name), after[name]] for name in after if before.get(name) != after[name]}


def entries(action: str = "") -> QuerySet[AuditEntry]:
    """The log, the latest first; of one action, or of all."""
    found = AuditEntry.objects.select_related("by").order_by("-at", "-id")
    return found.filter(action=action) if action else found


def words(action: str) -> str:
    """An action in words; one that is not in the table shows its name."""
    return str(ACTIONS.get(action, action))
