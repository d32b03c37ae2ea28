"""Facts: what is believed of a turn, and when; opening messages say more than what follows them."""

from collections import Counter

import pytest

from tests.makers import make_reading
from tyyni.protocol.choice import choose
from tyyni.protocol.conversation import AgentTurn, Conversation, CustomerTurn
from tyyni.protocol.facts import Facts
from tyyni.protocol.playbook import playbook
from tyyni.protocol.policy import Policy
from tyyni.protocol.telling import facts
from tyyni.reading.result import Evidence

UNSURE, SURE = 0.7, 0.95


def said(number=1, *, ruled=(), moves=(), **known):
    confidence = {"abuse": UNSURE, "kind": UNSURE, "vulnerable": UNSURE, **known.pop("confidence", {})}
    evidence = tuple(Evidence(f"customer.{move}", 0, 1, "x") for move in moves)
    return CustomerTurn(number, make_reading(confidence=confidence, **known), evidence, frozenset(ruled))


def answered(number=2, *, strengths=(), faults=(), moves=()):
    return AgentTurn(number, "", frozenset(strengths), frozenset(faults), Counter(moves))


def told(*turns, **policy):
    customer = tuple(turn for turn in turns if isinstance(turn, CustomerTurn))
    agent = tuple(turn for turn in turns if isinstance(turn, AgentTurn))
    heard = Conversation(customer, agent, "en")
    return facts(heard, policy=Policy(**policy), public=False, limits=playbook().limits)


def in_danger(number, probability):
    return said(number, threats=("self_harm",), confidence={"threat.self_harm": probability})


def test_an_opening_message_is_believed_sooner_than_a_line_in_the_middle():
    assert told(in_danger(1, UNSURE)).self_harm
    assert not told(said(), answered(), in_danger(3, UNSURE)).self_harm
    assert told(said(), answered(), in_danger(3, SURE)).self_harm


def test_a_line_in_the_middle_makes_nobody_vulnerable_unless_surely():
    assert told(said(vulnerable=True)).vulnerable
    assert not told(said(), answered(), said(3, vulnerable=True)).vulnerable
    assert told(said(), answered(), said(3, vulnerable=True, confidence={"vulnerable": SURE})).vulnerable


def test_an_agent_who_asks_about_safety_has_seen_why():
    asked = answered(moves=["safety"])

    assert told(said(), asked, said(3)).self_harm
    assert not told(said(intoxicated=True), asked, said(3)).self_harm
    assert told(said(intoxicated=True, vulnerable=True), asked, said(3)).self_harm


def test_violence_is_not_forgotten_while_the_customer_is_unhappy():
    threat = said(threats=("violence",), ruled=["threat.violence"])
    later = (answered(2), said(3), answered(4), said(5))

    assert not told(threat, *later, answered(6), said(7)).violence
    assert told(threat, *later, answered(6), said(7, emotion="anger", intensity=0.5)).violence


def test_a_threat_that_was_reported_and_taken_back_is_over():
    threat = said(threats=("violence",), ruled=["threat.violence"])
    sorry = said(3, moves=["calmer"], emotion="anger", intensity=0.5)

    assert not told(threat, answered(moves=["report"]), sorry).violence
    assert told(threat, answered(), sorry).violence


def test_an_insult_that_is_taken_back_is_none():
    insulted = said(ruled=["abuse.insult"])

    assert told(insulted, answered(), said(3, ruled=["abuse.insult"])).abusive
    assert not told(insulted, answered(), said(3, ruled=["abuse.insult"], moves=["calmer"])).abusive


@pytest.mark.parametrize(("confidence", "abusive"), [(0.85, False), (SURE, True)])
def test_with_a_matter_abuse_must_be_surer(confidence, abusive):
    matter = said(kind="grievance")
    rough = said(3, abuse="severe", confidence={"abuse": confidence})

    assert told(matter, answered(), rough).abusive is abusive


def test_after_a_limit_a_remark_is_enough_unless_it_comes_with_thanks():
    remark = {"kind": "harassment", "abuse": "severe"}
    limit = answered(moves=["boundary"])

    assert told(said(), limit, said(3, **remark)).abusive
    assert not told(said(), limit, said(3, moves=["thanks"], **remark)).abusive


def test_a_hostile_answer_is_told_apart_from_a_clumsy_one():
    assert told(said(), answered(faults=["F_AGGR"]), said(3)).hostile
    clumsy = told(said(), answered(faults=["F_ORDER"]), said(3))
    assert clumsy.misstep
    assert not clumsy.hostile


def chosen(**holding):
    return choose(playbook(), Facts(turn=3, replies=1, **holding)).play.step


@pytest.mark.parametrize("upset", [True, False])
def test_a_hostile_answer_is_apologised_for_first(upset):
    assert chosen(hostile=True, upset=upset, asks=True) == "apologise"


@pytest.mark.parametrize("upset", [True, False])
def test_who_turns_an_offer_down_gets_another_answer(upset):
    assert chosen(refuses=True, upset=upset, acknowledged=True, solved=True, promised=True) == "solve"


def test_who_is_in_a_hard_place_is_not_closed_politely_while_sad():
    assert chosen(vulnerable=True, troubled=True, acknowledged=True) == "acknowledge"
    assert chosen(vulnerable=True, troubled=True, acknowledged=True, thanks=True) == "end"


def test_an_answer_that_leaves_it_unclear_is_asked_about_once_more():
    assert chosen(unclear=True, answers=True, asked=True) == "understand"


@pytest.mark.parametrize(("emotion", "violent"), [("neutral", False), ("anger", True)])
def test_a_line_in_the_middle_is_violent_by_its_reading_only_where_it_is_unhappy(emotion, violent):
    line = said(3, threats=("violence",), confidence={"threat.violence": SURE}, emotion=emotion)

    assert told(said(), answered(), line).violence is violent


@pytest.mark.parametrize(("abuse", "abusive"), [("none", False), ("mild", True)])
def test_swearing_at_a_thing_insults_nobody(abuse, abusive):
    swore = said(abuse=abuse, ruled=["abuse.profanity"])

    assert told(swore, answered(), said(3, abuse="mild")).abusive is abusive


def test_a_remark_about_the_person_is_harassment_where_nothing_else_is_said():
    remark = said(kind="harassment")

    assert told(remark).harassing
    assert not told(said(kind="grievance"), answered(), said(3, kind="harassment")).harassing


@pytest.mark.parametrize("upset", [True, False])
def test_who_takes_up_an_offer_is_told_what_happens_when(upset):
    assert told(said(), answered(moves=["offer"]), said(3)).chooses
    taken = {"chooses": True, "answers": True, "acknowledged": True, "upset": upset}
    assert chosen(**taken) == "promise"
    assert chosen(**taken, asks=True) != "promise"


def test_thanks_beside_a_choice_are_no_goodbye():
    assert chosen(chooses=True, thanks=True) == "promise"
    assert chosen(thanks=True) == "end"


def test_who_is_still_upset_is_not_closed_politely():
    assert chosen(upset=True, acknowledged=True, apologised=True, solved=True, promised=True) == "solve"


def test_who_wrote_in_private_as_asked_in_public_is_promised_an_answer():
    wrote = {"public": True, "failed": True, "answers": True, "acknowledged": True}

    assert chosen(**wrote) == "promise"
    assert chosen(**wrote, asks=True) == "solve"
