"""S4.7: each channel has its response clock, public posts the shortest, and only working hours count.

Page: /response-clocks; a conversation; the queue
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.acceptance.proofs import without
from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.conversations import actions
from tyyni_desk.jobs import worker

CASES = {
    "fi": ("FI", "Europe/Helsinki", "Odotan hyvitystä tilauksesta 10233."),
    "pl": ("PL", "Europe/Warsaw", "Czekam na zwrot za zamówienie 10233."),
    "en": ("GB", "Europe/London", "I am waiting for the refund of order 10233."),
}
FRIDAY = datetime(2099, 11, 27, 16, 30)  # far ahead, so that nothing is late yet


@pytest.fixture
def clocks(sign_in):
    """A lead gives public posts an hour and mail a working day, as the page asks."""

    def set_clocks(language):
        country, zone, _ = CASES[language]
        lead = sign_in("lead")
        for channel, minutes in (("review", 60), ("email", 480)):
            hours = {"opens": "09:00", "closes": "17:00", "country": country, "time_zone": zone}
            form = {"channel": channel, "first_minutes": minutes, "next_minutes": minutes, **hours}
            assert lead.post("/response-clocks", form).status_code == 302
        return ZoneInfo(zone)

    return set_clocks


def page(desk, conversation):
    return desk.get(f"/conversations/{conversation.number}").content.decode()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.conversations.actions.due", lambda conversation: None)
def test_a_public_post_of_friday_evening_is_due_on_monday_morning_and_a_mail_in_its_evening(desk, clocks, language):
    at = FRIDAY.replace(tzinfo=clocks(language))
    post, mail = (make_conversation(CASES[language][2], channel=channel, at=at) for channel in ("review", "email"))

    assert post.answer_due_at == datetime(2099, 11, 30, 9, 30, tzinfo=at.tzinfo)
    assert mail.answer_due_at == datetime(2099, 11, 30, 16, 30, tzinfo=at.tzinfo)
    assert "answer by 30 Nov 2099" in page(desk, post)


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.conversations.actions.due", lambda conversation: None)
def test_what_is_late_says_so_in_the_queue_and_on_its_page(desk, clocks, language):
    clocks(language)
    post = make_conversation(CASES[language][2], channel="review", at=timezone.now() - timedelta(days=5))

    assert "answer was due" in desk.get("/queue/open").content.decode()
    assert "answer was due" in page(desk, post)


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.actions._PUBLIC", timedelta())
def test_a_public_post_goes_before_a_mail_with_the_same_words(desk, clocks, language):
    clocks(language)
    now = timezone.now()
    make_conversation(CASES[language][2], subject="Postia", at=now - timedelta(minutes=1))
    make_conversation(CASES[language][2], subject="Julkisesti", channel="review", at=now)
    worker.run_all()

    queue = desk.get("/queue/open/rows").content.decode()

    assert queue.index("Julkisesti") < queue.index("Postia")
    assert queue.count("public post") == 1


def test_an_answer_stops_the_clock_and_a_channel_without_one_has_none(desk, clocks):
    zone = clocks("fi")
    answered = make_conversation("Hei", channel="review", at=FRIDAY.replace(tzinfo=zone))
    actions.reply(answered, by=make_agent(), text="Hei!", seen=None)
    call = make_conversation("Hei", channel="phone_note")

    for conversation in (answered, call):
        assert "answer by" not in page(desk, conversation)
        assert "answer was due" not in page(desk, conversation)
