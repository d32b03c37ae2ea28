"""The agents' pages, one module a screen."""

from __future__ import annotations

from django.urls import path

from tyyni_desk.web import bulk, compose, conversation, guidance, health, queue, search, states
from tyyni_desk.web.customers import cards
from tyyni_desk.web.merges import conversations as talk_merges
from tyyni_desk.web.merges import customers as customer_merges
from tyyni_desk.web.settings_pages import account, mail_places, mailboxes, people, rules

urlpatterns = [
    path("", queue.home, name="home"),
    path("queue/<slug:name>", queue.box, name="queue"),
    path("queue/<slug:name>/rows", queue.rows, name="queue_rows"),
    path("conversations", conversation.new, name="new_conversation"),
    path("conversations/<int:number>", conversation.show, name="conversation"),
    path("conversations/<int:number>/turns", conversation.turns, name="turns"),
    path("conversations/<int:number>/presence", conversation.presence, name="presence"),
    path("conversations/<int:number>/draft", compose.draft, name="draft"),
    path("conversations/<int:number>/reply", compose.reply, name="reply"),
    path("conversations/<int:number>/note", compose.note, name="note"),
    path("conversations/<int:number>/step", guidance.step, name="step"),
    path("conversations/<int:number>/review", guidance.review, name="review"),
    path("conversations/<int:number>/suggestion", guidance.suggestion, name="suggestion"),
    path("conversations/<int:number>/assignee", states.assignee, name="assignee"),
    path("conversations/<int:number>/snooze", states.snooze, name="snooze"),
    path("conversations/<int:number>/closure", states.closure, name="closure"),
    path("bulk", bulk.bulk, name="bulk"),
    path("conversations/<int:number>/sides", bulk.side, name="side"),
    path("conversations/<int:number>/tags", states.tags, name="tags"),
    path("conversations/<int:number>/watching", states.watching, name="watching"),
    path("conversations/<int:number>/merge", talk_merges.merge, name="merge"),
    path("conversations/<int:number>/split", talk_merges.split, name="split"),
    path("merges/<int:merge_id>/undoing", talk_merges.undoing, name="undoing"),
    path("messages/<int:message_id>/sending", compose.sending, name="sending"),
    path("messages/<int:message_id>/html", conversation.html, name="message_html"),
    path("attachments/<int:attachment_id>", conversation.attachment, name="attachment"),
    path("search", search.search, name="search"),
    path("views", search.keep, name="keep_view"),
    # Customers and their orders.
    path("customers", cards.customers, name="customers"),
    path("customers/<int:customer_id>", cards.card, name="customer"),
    path("customers/<int:customer_id>/name", cards.name, name="customer_name"),
    path("customers/<int:customer_id>/identities", cards.identities, name="identities"),
    path("customers/<int:customer_id>/notes", cards.notes, name="customer_notes"),
    path("customers/<int:customer_id>/export", cards.export, name="customer_export"),
    path("customers/<int:customer_id>/merge", customer_merges.merge, name="customer_merge"),
    path("customer-merges/<int:customer_merge_id>/undoing", customer_merges.undoing, name="customer_undoing"),
    path("identities/<int:identity_id>/removal", cards.identity_removal, name="identity_removal"),
    path("customer-notes/<int:note_id>/removal", cards.note_removal, name="customer_note_removal"),
    path("health", health.health, name="health"),
    # People and settings.
    path("join/<str:token>", account.join, name="join"),
    path("me", account.me, name="me"),
    path("me/duty", account.duty, name="duty"),
    path("people", people.people, name="people"),
    path("people/invitations", people.invitations, name="invitations"),
    path("people/invitations/<int:invitation_id>/withdrawal", people.withdrawal, name="withdrawal"),
    path("people/<int:agent_id>", people.person, name="person"),
    path("people/<int:agent_id>/access", people.access, name="access"),
    path("teams", people.teams, name="teams"),
    path("teams/<int:team_id>", people.team, name="team"),
    path("teams/<int:team_id>/removal", people.team_removal, name="team_removal"),
    path("audit", people.audit_log, name="audit_log"),
    path("mailboxes", mailboxes.mailboxes, name="mailboxes"),
    path("mailboxes/new", mailboxes.new_mailbox, name="new_mailbox"),
    path("mailboxes/<int:mailbox_id>", mailboxes.mailbox, name="mailbox"),
    path("mailboxes/<int:mailbox_id>/connection", mailboxes.connection, name="connection"),
    path("mail", mail_places.mail, name="mail"),
    path("mail/<int:mail_id>/source", mail_places.source, name="mail_source"),
    path("mail/<int:mail_id>/another-try", mail_places.another_try, name="mail_another_try"),
    path("mail/<int:mail_id>/inbox", mail_places.into_inbox, name="mail_into_inbox"),
    path("deliveries", mail_places.deliveries, name="deliveries"),
    path("deliveries/<int:delivery_id>/resolution", mail_places.resolution, name="resolution"),
    path("jobs", mail_places.failed_jobs, name="failed_jobs"),
    path("jobs/<int:job_id>/retry", mail_places.job_retry, name="job_retry"),
    path("blocked-senders", rules.blocked_senders, name="blocked_senders"),
    path("blocked-senders/<int:sender_id>/removal", rules.unblocking, name="unblocking"),
    path("response-clocks", rules.response_clocks, name="response_clocks"),
    path("response-clocks/<slug:channel>/removal", rules.clock_removal, name="clock_removal"),
]
