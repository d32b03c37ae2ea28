"""What happens to a conversation: whose turn it is, and that nothing crosses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.conversations import actions, drafts
from tyyni_desk.conversations.models import Draft

pytestmark = pytest.mark.django_db


def again(conversation):
    conversation.refresh_from_db()
    return conversation


def test_a_new_message_waits_for_us():
    conversation = make_conversation()

    assert conversation.state == "open"
    assert conversation.waiting_since is not None


def test_an_answer_hands_the_turn_to_the_customer(agent):
    conversation = make_conversation()

    actions.reply(conversation, by=agent, text="Se lähti tänään.", seen=None)

    assert again(conversation).state == "waiting"
    assert conversation.waiting_since is None
    assert conversation.assignee == agent


def test_a_reply_to_a_closed_conversation_reopens_it(agent):
    conversation = make_conversation()
    actions.close(conversation, by=agent)

    actions.receive(conversation, text="Se ei tullut.")

    assert again(conversation).state == "open"
    assert "reopened" in [event.kind for event in conversation.events.all()]


def test_an_automatic_mail_wakes_nobody(agent):
    conversation = make_conversation()
    actions.close(conversation, by=agent)

    actions.receive(conversation, text="Olen lomalla.", is_automatic=True)

    assert again(conversation).state == "closed"


def test_a_send_is_stopped_when_something_new_arrived(agent):
    conversation = make_conversation()
    seen = conversation.messages.last().pk
    actions.receive(conversation, text="Älkää lähettäkö, löysin sen.")

    with pytest.raises(actions.NewerMessage) as stop:
        actions.reply(conversation, by=agent, text="Lähetämme uuden.", seen=seen)

    assert [message.text for message in stop.value.messages] == ["Älkää lähettäkö, löysin sen."]
    assert again(conversation).state == "open"


def test_two_agents_cannot_answer_at_once(agent):
    conversation = make_conversation()
    seen = conversation.messages.last().pk
    actions.reply(conversation, by=make_agent(), text="Hoidan tämän.", seen=seen)

    with pytest.raises(actions.NewerMessage):
        actions.reply(conversation, by=agent, text="Minä hoidan.", seen=seen)


def test_an_empty_answer_is_refused(agent):
    with pytest.raises(actions.NothingToSay):
        actions.reply(make_conversation(), by=agent, text=" \n", seen=None)


def test_a_tag_without_a_value_never_goes_out(agent):
    with pytest.raises(actions.TagWithoutValue, match=r"order\.number"):
        actions.reply(make_conversation(), by=agent, text="Tilaus {{ order.number }} lähti.", seen=None)


def test_a_snoozed_conversation_wakes_when_the_customer_writes(agent):
    conversation = make_conversation()
    actions.snooze(conversation, until=timezone.now() + timedelta(days=2), by=agent)

    actions.receive(conversation, text="No?")

    assert again(conversation).state == "open"
    assert conversation.snoozed_until is None


def test_snoozing_into_the_past_is_refused(agent):
    with pytest.raises(ValueError, match="later"):
        actions.snooze(make_conversation(), until=timezone.now(), by=agent)


def test_closing_twice_is_told(agent):
    conversation = make_conversation()
    actions.close(conversation, by=agent)

    with pytest.raises(actions.AlreadyClosed):
        actions.close(conversation, by=agent)


def test_a_mention_tells_and_watches(agent):
    marek = make_agent(name="Marek Nowak")
    conversation = make_conversation()

    actions.note(conversation, by=agent, text="@marek katsotko?")

    assert marek.mentions.count() == 1
    assert marek in conversation.watchers.all()


def test_an_answer_called_back_is_a_draft_again_and_the_customer_waits(agent):
    conversation = make_conversation()
    since = conversation.waiting_since
    message = actions.reply(conversation, by=agent, text="Hups", seen=None)

    draft = actions.unsend(message, by=agent)

    assert draft.text == "Hups"
    assert again(conversation).state == "open"
    assert conversation.waiting_since == since


def test_a_draft_is_kept_and_gone_once_sent(agent):
    conversation = make_conversation()
    drafts.keep(conversation, by=agent, text="Hei", seen=conversation.messages.last().pk)
    assert Draft.objects.get().text == "Hei"

    actions.reply(conversation, by=agent, text="Hei Matti", seen=None)

    assert not Draft.objects.exists()


def test_a_draft_remembers_what_its_author_had_seen_first(agent):
    conversation = make_conversation()
    first = conversation.messages.last()
    drafts.keep(conversation, by=agent, text="H", seen=first.pk)
    newer = actions.receive(conversation, text="Ja vielä yksi asia")

    drafts.keep(conversation, by=agent, text="He", seen=newer.pk)

    assert Draft.objects.get().seen == first
