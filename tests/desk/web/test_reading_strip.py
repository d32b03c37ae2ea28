"""The strip above a customer's message: what was understood, the words that say so, and how sure it is."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import linebreaks, urlize

from tests.desk.makers import make_conversation
from tyyni_desk.care.corrections.actions import correct
from tyyni_desk.care.models import Reading
from tyyni_desk.conversations import actions
from tyyni_desk.jobs import worker
from tyyni_desk.web.reading.labels import labels
from tyyni_desk.web.reading.marks import marked

COMPLAINT = "Kolmas kerta kun kirjoitan! Tilaus 10233 hajosi taas. Haluan rahat takaisin tai haastan teidät oikeuteen!"


def read(text, **fields):
    conversation = make_conversation(text, **fields)
    worker.run_all()
    return conversation


def page(desk, conversation):
    return desk.get(f"/conversations/{conversation.number}").content.decode()


def test_the_strip_tells_feeling_kind_threat_request_repeat_and_order(desk):
    seen = page(desk, read(COMPLAINT))

    strip = seen[seen.index('class="strip') : seen.index('<div class="words"')]
    for words in ("has a real grievance", "speaks of court", "wants the money back", "has written before", "10233"):
        assert words in strip


def test_the_words_behind_a_label_bear_its_mark(desk):
    seen = page(desk, read(COMPLAINT))

    asked = re.findall(r'data-lights="([^"]*)"', seen)
    marks = " ".join(re.findall(r'<mark data-signal="([^"]*)"', seen)).split()
    assert "request.refund" in asked
    assert {"request.refund", "threat.legal", "repeat", "order"} <= set(marks)


def test_a_calm_question_has_no_threat_repeat_or_insult(desk):
    conversation = read("Hei, milloin myymälänne on auki?")

    names = {label.name for label in labels(Reading.objects.get(message__conversation=conversation).labels)}

    assert names <= {"emotion", "kind", "style", "request.other", "request.explanation"}


def test_a_label_says_which_words_made_it_and_how_sure_it_is(desk):
    message = read(COMPLAINT).messages.get()

    menu = desk.get(f"/messages/{message.pk}/labels/request.refund").content.decode()

    assert "rahat takaisin" in menu
    assert re.search(r"Sure: \d+ of 100", menu)
    assert desk.get(f"/messages/{message.pk}/labels/request.repair").status_code == 404


def test_what_it_is_not_sure_of_is_said(desk):
    message = read(COMPLAINT).messages.get()
    reading = message.reading
    reading.labels["unsure"] = ["request.refund"]
    reading.save()

    assert "perhaps wants the money back" in page(desk, message.conversation)
    assert "Not sure:" in desk.get(f"/messages/{message.pk}/labels/request.refund").content.decode()


def test_what_was_drawn_once_follows_corrections_and_the_readers_language(desk, agent):
    conversation = read(COMPLAINT)

    def strip():
        seen = page(desk, conversation)
        return seen[seen.index('class="strip') : seen.index('<div class="words"')]

    english = strip()
    type(agent).objects.update(interface="fi")
    finnish = strip()
    correct(conversation.messages.get(), name="request.refund", value="no", by=agent)

    assert "wants the money back" in english
    assert "haluaa rahat takaisin" in finnish
    assert "haluaa rahat takaisin" not in strip()


def test_links_are_found_as_in_a_whole_line():
    text = "Katso www.lumo.fi, (aino@lumo.example)! It's \"a.b\" <i.fi> & https://lumo.fi/?a=1&b='2'\nrivi"

    assert marked(text, None) == linebreaks(urlize(text, nofollow=True, autoescape=True), autoescape=False)


@pytest.mark.parametrize("text", ["<b>x</b> & <script>alert(1)</script>", "a\r\n\r\nb\nc", "", "🙂 ä\u0000b"])
def test_every_mark_keeps_the_text_and_no_html_gets_through(text):
    whole = {"evidence": [{"signal": "kind.prank", "start": 0, "end": len(text), "text": text}], "order": None}

    html = marked(text, whole)

    assert "<script" not in html
    assert re.sub(r"<[^>]*>|\s", "", html) == re.sub(r"<[^>]*>|\s", "", marked(text, None))


def test_marks_that_overlap_or_end_inside_a_link_leave_both_whole():
    text = "Katso https://lumo.example/tilaus?id=10233 heti"
    found = [("threat.legal", 0, 10), ("repeat", 3, 30)]
    evidence = [{"signal": signal, "start": start, "end": end, "text": text[start:end]} for signal, start, end in found]

    html = marked(text, {"evidence": evidence, "order": "10233"})

    assert 'href="https://lumo.example/tilaus?id=10233"' in html
    assert 'data-signal="threat.legal repeat' in html


def test_a_very_long_word_is_marked_in_a_moment():
    text = "x" * 2_000_000
    evidence = [{"signal": "repeat", "start": at, "end": at + 5, "text": "xxxxx"} for at in range(0, 100_000, 1000)]

    assert marked(text, {"evidence": evidence, "order": None}).count("<mark") == 100


def test_the_strips_cost_the_same_number_of_queries_for_any_length(desk):
    conversation, counts = make_conversation(COMPLAINT), []
    for messages in (1, 20):
        for _ in range(messages):
            actions.receive(conversation, text=COMPLAINT)
        worker.run_all()
        with CaptureQueriesContext(connection) as asked:
            page(desk, conversation)
        counts.append(len(asked))

    assert counts[0] == counts[1]
