"""A draft that would do harm rests, is seen afresh, and goes with a reason; a hard stop waits for a lead."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.care.holds import actions, queries
from tyyni_desk.care.holds.models import Cooling, Hold, SentAnyway
from tyyni_desk.jobs import worker
from tyyni_desk.people.models import Agent

HARSH = "Olet idiootti. Turpa kiinni."
PUBLIC = "Hei Matti, tilauksesi 10233 toimitetaan osoitteeseen Kauppakatu 5 B 12 huomenna klo 12 mennessä."
KIND = "Hei Matti, olen pahoillani, että keitin hajosi. Palautan rahat tänään klo 16 mennessä."


@pytest.fixture
def conversation(db):
    made = make_conversation("Keitin hajosi taas! Haluan rahat takaisin.")
    worker.run_all()
    made.refresh_from_db()
    return made


@pytest.fixture
def public(db):
    made = make_conversation("Missä pakettini on?", channel="review")
    worker.run_all()
    return made


def send(conversation, text, *, by, why=""):
    return actions.send(conversation, by=by, text=text, seen=None, why=why)


def hold(conversation, text, *, by, why=""):
    with pytest.raises(actions.Held) as stop:
        send(conversation, text, by=by, why=why)
    return stop.value.hold


def cooled(held):
    Hold.objects.filter(pk=held.pk).update(until=timezone.now())


def test_a_harsh_answer_rests_for_a_minute_and_is_not_sent(conversation, agent):
    held = hold(conversation, HARSH, by=agent)

    assert "F_AGGR" in held.codes
    assert timedelta(seconds=55) < held.until - timezone.now() <= timedelta(seconds=60)
    assert not conversation.messages.filter(kind="agent").exists()


def test_a_reason_does_not_shorten_the_rest(conversation, agent):
    hold(conversation, HARSH, by=agent)

    assert hold(conversation, HARSH, by=agent, why="kiire").is_resting


def test_after_the_rest_it_goes_with_a_reason_that_names_nobody(conversation, agent):
    cooled(hold(conversation, HARSH, by=agent))

    hold(conversation, HARSH, by=agent)
    send(conversation, HARSH, by=agent, why="Sovittu puhelimessa")

    kept = SentAnyway.objects.get()
    assert kept.why == "Sovittu puhelimessa"
    assert "F_AGGR" in kept.codes
    assert not Hold.objects.exists()


@pytest.mark.parametrize("model", [Hold, SentAnyway, Cooling])
def test_no_table_of_held_drafts_knows_a_person_or_a_message(model):
    related = {field.related_model for field in model._meta.get_fields() if field.is_relation}

    assert Agent not in related
    assert {found.__name__ for found in related} <= {"Conversation"}


def test_the_words_of_a_draft_that_rests_are_not_kept(conversation, agent):
    assert hold(conversation, HARSH, by=agent).text == ""
    assert not queries.for_leads().exists()


def test_other_words_that_would_do_harm_rest_anew_and_kind_ones_go_at_once(conversation, agent):
    cooled(hold(conversation, HARSH, by=agent))

    assert hold(conversation, f"{HARSH} Idiootti.", by=agent, why="x").is_resting
    send(conversation, KIND, by=agent)
    assert not Hold.objects.exists()


def test_a_lead_sees_it_when_its_author_asks_and_may_let_it_go_at_once(conversation, agent):
    held = hold(conversation, HARSH, by=agent)
    actions.ask_lead(conversation, HARSH)

    asked = queries.for_leads().get()
    assert asked.text == HARSH
    actions.answer(asked, by=make_agent("lead"), releases=True, advice="")
    assert asked.pk == held.pk
    send(conversation, HARSH, by=agent, why="Lead luki")


def test_a_hard_stop_goes_by_a_leads_leave_only(public, agent):
    held = hold(public, PUBLIC, by=agent)
    cooled(held)

    assert held.is_hard
    assert "H_PUBLIC_DATA" in held.codes
    hold(public, PUBLIC, by=agent, why="Asiakas pyysi")
    actions.answer(queries.for_leads().get(), by=make_agent("lead"), releases=True, advice="")
    send(public, PUBLIC, by=agent, why="Asiakas pyysi")


def test_where_somebody_may_be_in_danger_nothing_rests_and_nobody_is_waited_for(agent):
    conversation = make_conversation("En jaksa enää elää, aion tappaa itseni tänä iltana.", channel="review")
    worker.run_all()

    send(conversation, PUBLIC, by=agent)

    assert conversation.messages.filter(text=PUBLIC).exists()


@pytest.mark.parametrize(("seconds", "rests"), [(0, False), (600, True)])
def test_a_company_sets_how_long_drafts_rest(conversation, agent, seconds, rests):
    actions.set_cooling(seconds, by=make_agent("lead"))

    assert hold(conversation, HARSH, by=agent).is_resting is rests


def test_after_thirty_days_reasons_and_held_drafts_are_gone(conversation, agent):
    old, today = timezone.localdate() - timedelta(days=31), timezone.localdate()
    for day in (old, today):
        SentAnyway.objects.create(conversation=conversation, codes=[], why="x", on=day)
    Hold.objects.filter(pk=hold(conversation, HARSH, by=agent).pk).update(at=timezone.now() - timedelta(days=31))

    actions.forget_old()

    assert SentAnyway.objects.get().on == today
    assert not Hold.objects.exists()
