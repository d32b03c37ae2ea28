"""Statutory clocks on the pages: seen beside the conversation, closed only when answered, switched by an admin."""

import pytest

from tests.desk.care.test_clocks import ANSWER, HOLDING, complaint
from tests.desk.makers import make_conversation
from tyyni_desk.care.clocks import queries
from tyyni_desk.care.clocks.models import Clock
from tyyni_desk.conversations import actions as talks

HX = {"HX-Request": "true"}


@pytest.fixture
def talk(db):
    return complaint()


def page(desk, talk):
    return desk.get(f"/conversations/{talk.number}").content.decode()


def test_the_clock_stands_beside_the_conversation_with_the_words_that_started_it(desk, talk):
    seen = page(desk, talk)

    clock = Clock.objects.get()
    assert "By law</h2>" in seen
    assert "complaint: silence means yes (UPK art. 7a, PL)" in seen
    assert f"<q>{clock.why[0]}</q>" in seen
    assert "Information, not legal advice." in seen


def test_closing_says_why_not_and_what_to_do(desk, talk):
    desk.post(f"/conversations/{talk.number}/closure")

    talk.refresh_from_db()
    assert not talk.is_closed
    assert "If none is needed, say why beside the conversation first." in page(desk, talk)


def test_a_holding_reply_sent_with_close_is_not_lost(desk, agent, talk):
    answer = desk.post(f"/conversations/{talk.number}/reply", {"text": HOLDING, "close": "1"}, headers=HX)

    assert "Nothing was changed: the law wants an answer" in answer.content.decode()
    assert talk.drafts.get(agent=agent).text == HOLDING


def test_after_a_holding_reply_one_key_says_that_the_answer_is_given(desk, agent, talk):
    talks.reply(talk, by=agent, text=HOLDING, seen=None)
    assert "takes no position yet" in page(desk, talk)

    desk.post(f"/clocks/{Clock.objects.get().pk}/settlement", {"answered": "1"}, headers=HX)

    assert not queries.running(talk).exists()


@pytest.mark.parametrize(("fields", "stops"), [({"why": "Ei ole reklamaatio"}, True), ({"why": " "}, False)])
def test_a_clock_that_needs_no_answer_is_stopped_with_a_reason(desk, talk, fields, stops):
    desk.post(f"/clocks/{Clock.objects.get().pk}/settlement", fields, headers=HX)

    assert queries.running(talk).exists() is not stops


def test_closing_many_closes_none_when_one_must_be_answered(desk, talk):
    other = make_conversation()

    desk.post("/bulk", {"verb": "close", "number": [talk.number, other.number]})

    other.refresh_from_db()
    assert not other.is_closed
    assert "Nothing was changed: the law wants an answer" in desk.get("/queue/open").content.decode()


def test_merging_it_away_says_why_not(desk, talk):
    other = make_conversation("Hei", customer=talk.customer)

    answer = desk.post(f"/conversations/{talk.number}/merge", {"into": other.number}, follow=True)

    assert "Nothing was changed: the law wants an answer" in answer.content.decode()


def test_an_answered_one_is_closed_like_any_other(desk, agent, talk):
    talks.reply(talk, by=agent, text=ANSWER, seen=None)

    desk.post(f"/conversations/{talk.number}/closure", {"promises": "kept"})

    talk.refresh_from_db()
    assert talk.is_closed
    assert "By law" not in page(desk, talk)


def test_an_admin_sees_every_rule_with_its_source_and_switches_it(db, signed_in):
    admin = signed_in("admin")

    seen = admin.get("/statutory-clocks").content.decode()
    refused = admin.post("/statutory-clocks", {"rule": "FI-VASTAUS", "on": "1"})
    admin.post("/statutory-clocks", {"rule": "FI-VASTAUS", "on": "1", "checked_by": "Maija Laki"})
    admin.post("/statutory-clocks", {"rule": "PL-REK-14", "on": "0"})

    for rule in queries.rules():
        assert f'id="{rule.data.id}"' in seen
    assert refused.status_code == 422
    assert {rule.data.id for rule in queries.rules() if rule.is_on} == {"FI-VASTAUS", "EU-CRD-14", "EU-GDPR-1M"}
