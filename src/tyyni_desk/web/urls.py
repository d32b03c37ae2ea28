"""The agents' pages, one module a screen."""

from __future__ import annotations

from django.urls import path

from tyyni_desk.web import bulk, compose, conversation, guidance, health, queue, search, states

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
    path("messages/<int:message_id>/sending", compose.sending, name="sending"),
    path("messages/<int:message_id>/html", conversation.html, name="message_html"),
    path("attachments/<int:attachment_id>", conversation.attachment, name="attachment"),
    path("search", search.search, name="search"),
    path("views", search.keep, name="keep_view"),
    path("health", health.health, name="health"),
]
