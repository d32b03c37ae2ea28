"""What hangs on a conversation and goes with its messages: drafts, side conversations, watchers, tags."""

from __future__ import annotations

from typing import Any

from tyyni_desk.conversations.models import Attachment, Conversation, Draft


def hand_over(source: Conversation, target: Conversation) -> dict[str, Any]:
    """Give all of it to ``target``, and say what went, for ``hand_back``. Watchers and tags stay on both."""
    watchers = set(source.watchers.values_list("pk", flat=True)) - set(target.watchers.values_list("pk", flat=True))
    tags = set(source.tags.values_list("pk", flat=True)) - set(target.tags.values_list("pk", flat=True))
    sides = list(source.sides.values_list("pk", flat=True))
    drafts = [_join(draft, target) for draft in source.drafts.order_by("pk")]
    source.sides.update(parent=target)
    target.watchers.add(*watchers)
    target.tags.add(*tags)
    return {"drafts": drafts, "sides": sides, "watchers": sorted(watchers), "tags": sorted(tags)}


def hand_back(target: Conversation, source: Conversation, moved: dict[str, Any]) -> None:
    Conversation.objects.filter(pk__in=moved["sides"], parent=target).update(parent=source)
    target.watchers.remove(*moved["watchers"])
    target.tags.remove(*moved["tags"])
    for row in moved["drafts"]:
        _part(row, target, source)


def _join(draft: Draft, target: Conversation) -> dict[str, Any]:
    """An agent has one draft a conversation: where there is one already, the text comes after it."""
    files = list(draft.attachments.values_list("pk", flat=True))
    row = {"agent": draft.agent_id, "kind": draft.kind, "seen": draft.seen_id, "text": draft.text, "files": files}
    there = Draft.objects.filter(conversation=target, agent=draft.agent_id).first()
    if there is None:
        draft.conversation = target
        draft.save()
        return {**row, "before": None, "joined": draft.text}
    before, there.text = there.text, "\n\n".join(filter(None, (there.text, draft.text)))
    # What stops the send is the older of the two: nothing that one of them had not seen goes unread.
    there.seen = min((one for one in (there.seen, draft.seen) if one), key=lambda message: message.pk, default=None)
    there.save()
    draft.attachments.update(draft=there)
    draft.delete()
    return {**row, "before": before, "joined": there.text}


def _part(row: dict[str, Any], target: Conversation, source: Conversation) -> None:
    """The draft goes back as it was; if its author has written on, both keep the words. One that was sent is gone."""
    there = Draft.objects.filter(conversation=target, agent=row["agent"]).first()
    if there is None:
        return
    if row["before"] is None:
        there.conversation = source
        there.save()
        return
    if there.text == row["joined"]:
        there.text = row["before"]
        there.save()
    back = Draft.objects.create(
        conversation=source, agent_id=row["agent"], kind=row["kind"], seen_id=row["seen"], text=row["text"]
    )
    Attachment.objects.filter(pk__in=row["files"], draft=there).update(draft=back)
