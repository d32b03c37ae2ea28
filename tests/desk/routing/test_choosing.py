"""Who is chosen, whatever the facts: only who may have it, evenly, and nobody hostile things twice in a row."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tyyni_desk.care.fit.colleagues import Colleague
from tyyni_desk.routing.choosing import Candidate, Talk, Why, choose, with_one_more
from tyyni_desk.routing.rules.values import Rule, Rulebook

BOOK = Rulebook(most=10)
LANGUAGES = st.sampled_from(["fi", "pl", "en"])
TEAMS = st.frozensets(st.integers(1, 3), max_size=3)


def person(number, **fields):
    colleague = {"languages": frozenset(["fi", "pl", "en"]), "is_on_duty": True, "is_at_work": True, "met": 0}
    colleague |= {name: fields.pop(name) for name in list(fields) if name in colleague}
    return Candidate(Colleague(id=number, **colleague), **fields)


@st.composite
def people(draw):
    on_duty = draw(st.booleans())
    return {
        "languages": draw(st.frozensets(LANGUAGES, max_size=3)),
        "is_on_duty": on_duty,
        "is_at_work": on_duty and draw(st.booleans()),
        "met": draw(st.integers(0, 9)),
        "teams": draw(TEAMS),
        "load": draw(st.integers(0, 14)),
        "had_hostile": draw(st.booleans()),
        "topics": draw(st.sampled_from([(), ("refunds",), ("tents",)])),
    }


DESKS = st.lists(people(), max_size=6).map(lambda rows: [person(number, **row) for number, row in enumerate(rows, 1)])
RULES = st.lists(
    st.builds(
        Rule,
        id=st.just(1),
        language=st.sampled_from(["", "fi", "pl"]),
        to_team=st.one_of(st.none(), st.integers(1, 3)),
        to_agent=st.one_of(st.none(), st.integers(1, 6)),
    ),
    max_size=3,
)
TALKS = st.builds(
    Talk,
    language=st.one_of(st.just(""), LANGUAGES),
    team=st.one_of(st.none(), st.integers(1, 3)),
    about=st.sampled_from([frozenset(), frozenset(["refund"])]),
    is_hostile=st.booleans(),
    is_vulnerable=st.booleans(),
)


def may_have(talk, one, *, team):
    return (
        one.colleague.is_at_work
        and one.colleague.languages
        and one.colleague.speaks(talk.language)
        and (team is None or team in one.teams)
        and (talk.is_vulnerable or one.load < BOOK.most)
    )


@given(talk=TALKS, desk=DESKS, rules=RULES)
def test_only_somebody_at_work_in_the_language_and_team_is_chosen_and_always_when_there_is_one(talk, desk, rules):
    choice = choose(talk, desk, book=replace(BOOK, rules=tuple(rules)))

    fitting = {one.id for one in desk if may_have(talk, one, team=choice.team)}
    assert choice.agent in fitting if fitting else choice.agent is None
    assert (choice.why is None) == (choice.agent is not None)


@given(talk=TALKS, desk=DESKS, rules=RULES)
def test_a_hostile_one_goes_twice_in_a_row_only_to_somebody_when_no_other_can_take_it(talk, desk, rules):
    talk = replace(talk, is_hostile=True)

    choice = choose(talk, desk, book=replace(BOOK, rules=tuple(rules)))

    if any(one.had_hostile for one in desk if one.id == choice.agent):
        assert all(one.had_hostile for one in desk if may_have(talk, one, team=choice.team))


@given(talk=TALKS, desk=DESKS, rules=RULES)
def test_a_reason_tells_no_count_no_name_and_nothing_of_what_others_met(talk, desk, rules):
    book = replace(BOOK, rules=tuple(rules))
    reasons = choose(talk, desk, book=book).reasons

    assert {code for code, _value in reasons} <= {"rule", "language", "topic", "even"}
    assert not any(sign.isdigit() for _code, value in reasons for sign in value)
    assert not reasons or reasons[-1] == ("even", "")


@given(count=st.integers(1, 6), talks=st.integers(0, 30), is_hostile=st.booleans())
def test_among_equals_all_get_the_same(count, talks, is_hostile):
    desk = [person(number) for number in range(1, count + 1)]
    talk = Talk(language="fi", is_hostile=is_hostile)

    for moment in range(talks):
        chosen = choose(talk, desk, book=Rulebook(most=99)).agent
        desk = [with_one_more(one, talk, at=moment + 1) if one.id == chosen else one for one in desk]

    loads = [one.load for one in desk]
    assert max(loads) - min(loads) <= 1


@given(desk=DESKS, language=LANGUAGES)
def test_where_somebody_may_be_hurt_whoever_is_on_duty_gets_it_however_much_they_have(desk, language):
    choice = choose(Talk(language=language, is_danger=True), desk, book=BOOK)

    on_duty = [one for one in desk if one.colleague.is_on_duty]
    chosen = next((one for one in desk if one.id == choice.agent), None)
    assert chosen in on_duty if on_duty else chosen is None
    if any(one.colleague.speaks(language) for one in on_duty):
        assert chosen.colleague.speaks(language)


@pytest.mark.parametrize("topic", ["returns", "palautukset", "zwroty"])
def test_who_knows_the_topic_gets_it_in_whatever_language_the_topic_is_written(topic):
    desk = [person(1), person(2, topics=(topic,), load=3)]

    choice = choose(Talk(language="pl", about=frozenset(["refund"])), desk, book=BOOK)

    assert choice.agent == 2
    assert choice.reasons == (("language", "pl"), ("topic", topic), ("even", ""))


def test_a_topic_counts_only_while_its_expert_has_not_much_more_to_do():
    desk = [person(1), person(2, topics=("refunds",), load=6)]

    assert choose(Talk(about=frozenset(["refund"])), desk, book=BOOK).agent == 1


def test_who_was_worn_out_by_a_hostile_one_does_not_get_it_back():
    desk = [person(1, load=0), person(2, load=5)]

    assert choose(Talk(is_hostile=True, known_to=frozenset([1])), desk, book=BOOK).agent == 2


@pytest.mark.parametrize(
    ("desk", "why"),
    [
        ([person(1, languages=frozenset(["fi"]))], Why.LANGUAGE),
        ([person(1, languages=frozenset())], Why.LANGUAGE),
        ([person(1, is_at_work=False)], Why.AWAY),
        ([person(1, load=10)], Why.FULL),
        ([person(1, teams=frozenset([2]))], None),
        ([], Why.TEAM),
    ],
)
def test_that_nobody_gets_it_is_explained(desk, why):
    assert choose(Talk(language="pl"), desk, book=BOOK).why == why


def test_the_first_rule_that_holds_and_leads_somewhere_decides():
    desk = [person(1), person(2, teams=frozenset([7])), person(3)]
    gone, off = Rule(1, language="pl", to_team=99), Rule(2, language="pl", to_agent=1, is_on=False)
    to_team, late = Rule(3, language="pl", to_team=7), Rule(4, to_agent=3)
    book = replace(BOOK, rules=(gone, off, to_team, late))

    polish, finnish = (choose(Talk(language=language), desk, book=book) for language in ("pl", "fi"))

    assert (polish.agent, polish.team, polish.rule) == (2, 7, to_team)
    assert (finnish.agent, finnish.rule) == (3, late)
    assert ("rule", "") in polish.reasons


def test_a_rule_for_somebody_who_is_away_leaves_it_to_the_best_fit():
    desk = [person(1, is_at_work=False), person(2)]
    choice = choose(Talk(), desk, book=replace(BOOK, rules=(Rule(1, to_agent=1),)))

    assert choice.agent == 2
    assert ("rule", "") not in choice.reasons


def test_a_lead_steps_in_only_when_no_agent_can_or_before_somebody_gets_two_hostile_ones_in_a_row():
    desk = [person(1, load=9, had_hostile=True), person(2, leads=True)]

    assert choose(Talk(), desk, book=BOOK).agent == 1
    assert choose(Talk(is_hostile=True), desk, book=BOOK).agent == 2
    assert choose(Talk(), desk, book=replace(BOOK, most=9)).agent == 2
