"""What each role may do. One table; views and the API ask here, and docs/guide/roles.md is written from it."""

from __future__ import annotations

from tyyni_desk.people.models import Agent

Role = Agent.Role
_EVERYBODY = frozenset(Role)
_AGENTS = frozenset({Role.AGENT, Role.LEAD, Role.ADMIN})
LEADS = frozenset({Role.LEAD, Role.ADMIN})  # who lead others
_ADMINS = frozenset({Role.ADMIN})

ABILITIES: dict[str, tuple[str, frozenset[Agent.Role]]] = {
    "see_insights": ("See numbers and charts", _EVERYBODY),
    "see_own_account": ("Change the own profile, password and second factor", _EVERYBODY),
    "see_conversations": ("Read conversations, customers and orders", _AGENTS),
    "answer": ("Answer, note, assign, snooze, close, tag, merge and split", _AGENTS),
    "ask_for_help": ("Ask for help, come to help, escalate and hand over", _AGENTS),
    "edit_customers": ("Write customer notes, merge customers", _AGENTS),
    "use_snippets": ("Insert snippets and keep saved views", _AGENTS),
    "edit_snippets": ("Write and change snippets, and the list of phrases to avoid", LEADS),
    "edit_guides": ("Write guides and support lines", LEADS),
    "share_views": ("Share a saved view with everybody", LEADS),
    "set_boundaries": ("Set boundaries with a customer and go up the ladder", _AGENTS),
    "give_remedies": ("Give remedies up to the own limit, take them back, ask a lead for more", _AGENTS),
    "edit_remedies": ("Write the catalogue of remedies, set limits and budgets", LEADS),
    "decide_remedies": ("Decide on remedies over an agent's limit", LEADS),
    "set_survey": ("Set whether customers are asked how it went", LEADS),
    "edit_playbook": ("Change the playbook of steps", LEADS),
    "edit_routing": ("Decide how conversations are given out", LEADS),
    "edit_policy": ("Write the company's policy", LEADS),
    "review_boundaries": ("Look at boundaries again, keep or lift them", LEADS),
    "release_drafts": ("Read held drafts that wait for a lead, release them, set the cooling time", LEADS),
    "read_legal_lane": ("Read mail after the end of a contact, decide appeals", LEADS),
    "raise_incidents": ("See and report threats, persons in danger and injuries", _AGENTS),
    "settle_incidents": ("Settle incidents", LEADS),
    "look_after_people": ("See whom to speak with after a severe message, and figures of teams", LEADS),
    "import_orders": ("Import orders", LEADS),
    "see_mail_state": ("See mail that needs a look, deliveries and failed jobs, and retry them", LEADS),
    "block_senders": ("Block and unblock a sender", LEADS),
    "set_response_clocks": ("Set how soon each channel is answered", LEADS),
    "set_promise_limit": ("Set how far ahead may be promised", LEADS),
    "set_statutory_clocks": ("Switch statutory clocks on and off", _ADMINS),
    "manage_people": ("Invite agents, change roles and teams", _ADMINS),
    "manage_mailboxes": ("Set up mailboxes", _ADMINS),
    "share_corrections": ("Allow corrections to become training data, and download them", _ADMINS),
    "manage_integrations": ("Make API tokens and webhooks, connect a language model", _ADMINS),
    "see_audit_log": ("Read the audit log", _ADMINS),
}


def may(agent: Agent, ability: str) -> bool:
    """Whether ``agent`` may; an ability that is not in the table is a defect."""
    return agent.is_active and agent.role in ABILITIES[ability][1]
