"""Severe abuse is shown calmly first; the story from the customer's side; the line of the temperature."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.care.corrections.actions import correct
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.conversations import actions
from tyyni_desk.jobs import worker

ABUSE = "Hey you worthless pieces of shit. My order 10233 of 3 May never came. I want £40 back, you fucking morons!"
ANGRY = "Kolmas kerta kun kirjoitan! Tilaus 10233 hajosi taas, olen raivoissani!"


def page(desk, conversation, part=""):
    worker.run_all()
    return desk.get(f"/conversations/{conversation.number}{part}").content.decode()


def severe(text=ABUSE):
    conversation = make_conversation(text)
    worker.run_all()
    correct(conversation.messages.get(), name="abuse", value="severe", by=make_agent())
    return conversation


def test_severe_abuse_is_first_shown_calmly_with_its_facts_and_the_raw_text_is_folded(desk):
    seen = page(desk, severe())

    calm, _, raw = seen[seen.index("without the insults") :].partition('<details class="raw">')
    assert "morons" not in calm
    for fact in ("10233", "3 May", "£40"):
        assert fact in calm
    assert "morons" in re.sub("</?mark[^>]*>", "", raw)


@pytest.mark.parametrize("danger", ["violence", "self_harm"])
def test_danger_is_never_softened(desk, danger):
    conversation = severe()
    correct(conversation.messages.get(), name=f"threat.{danger}", value="yes", by=make_agent())

    assert 'class="raw"' not in page(desk, conversation)


def test_rudeness_and_anger_are_shown_as_written(desk):
    assert 'class="raw"' not in page(desk, make_conversation(ANGRY))


def test_the_line_leads_to_each_message_and_stands_as_a_table_too(desk):
    conversation = make_conversation(ANGRY)
    actions.receive(conversation, text="Kiitos, nyt kaikki on hyvin!")
    seen = page(desk, conversation)

    points = re.findall(r'<a href="#m(\d+)" class="heat-(\w+)"', seen)
    assert [int(number) for number, _ in points] == list(conversation.messages.values_list("pk", flat=True))
    assert points[0][1] in ("upset", "angry", "furious")
    assert seen[seen.index("as a table") :].count("<tr><td>") == 2


def test_the_line_tells_nothing_of_an_abusive_messages_raw_words(desk):
    conversation = severe()
    actions.receive(conversation, text="Well?")
    seen = page(desk, conversation)

    assert "morons" not in seen[seen.index('class="course"') : seen.index('class="turns"')]


def test_one_message_has_no_line_and_a_long_talk_shows_the_last_twelve(desk):
    assert 'class="course"' not in page(desk, make_conversation(ANGRY))
    conversation = make_conversation(ANGRY)
    for _ in range(14):
        actions.receive(conversation, text=ANGRY)

    assert page(desk, conversation).count("data-tells") == 12


def test_the_story_counts_every_channel_and_the_days_waited(desk, agent):
    customer, now = make_customer(), timezone.now()
    make_conversation(ANGRY, customer=customer, channel="phone_note", at=now - timedelta(days=9))
    conversation = make_conversation(ANGRY, customer=customer, at=now - timedelta(days=6))
    actions.reply(conversation, by=agent, text="Selvitän asian.", seen=conversation.messages.last().pk)
    actions.receive(conversation, text="Entä nyt?")
    seen = page(desk, conversation, "/step")

    story = seen[seen.index('id="story"') :]
    for words in ("3 messages since", "phone 1", "email 2", "told it in 2 conversations", "1 answer from us"):
        assert words in story
    assert "waiting now for 9 days" in story
    assert "the longest wait was 9 days" in story


def test_a_broken_promise_is_a_part_of_their_story(desk, agent):
    conversation = make_conversation(ANGRY)
    answer = actions.reply(conversation, by=agent, text="Selvitän asian.", seen=conversation.messages.last().pk)
    Promise.objects.create(message=answer, words="tänään", due_at=timezone.now(), state=Promise.State.BROKEN)

    assert "1 promise to them was broken" in page(desk, conversation, "/step")


def test_somebody_who_wrote_once_today_has_no_story(desk):
    assert 'id="story"' not in page(desk, make_conversation("Missä tilaukseni on?"), "/step")
