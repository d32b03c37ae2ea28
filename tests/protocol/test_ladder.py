"""The ladder: no rung skipped, each really taken, each only after abuse."""

from collections import Counter

from tyyni.protocol.conversation import AgentTurn
from tyyni.protocol.ladder import climbed, rungs

FULL = rungs(handover=True, last_warning=True)


def agent(number, *moves, strengths=()):
    return AgentTurn(number, "", frozenset(strengths), frozenset(), Counter(moves))


def test_the_rungs_are_those_that_the_policy_has():
    assert FULL == ("boundary", "handover", "warn", "warn_last")
    assert rungs(handover=False, last_warning=False) == ("boundary", "warn")


def test_each_rung_is_taken_in_its_turn():
    turns = [agent(2, "boundary"), agent(4, strengths=["handover_clear"]), agent(6, "warning"), agent(8, "warning")]

    assert climbed(FULL, turns, [1, 3, 5, 7]) == set(FULL)


def test_a_warning_without_a_boundary_before_it_is_no_rung():
    assert climbed(FULL, [agent(2, "warning")], [1]) == set()


def test_a_warning_before_the_hand_over_is_no_rung_while_somebody_is_free():
    turns = [agent(2, "boundary"), agent(4, "warning")]

    assert climbed(FULL, turns, [1, 3]) == {"boundary"}
    assert climbed(rungs(handover=False, last_warning=False), turns, [1, 3]) == {"boundary", "warn"}


def test_a_first_boundary_counts_although_no_abuse_was_read_before_it():
    assert climbed(FULL, [agent(2, "boundary"), agent(4, strengths=["handover_clear"])], []) == {"boundary"}


def test_the_next_rung_needs_abuse_after_the_one_before():
    turns = [agent(2, "boundary"), agent(4, strengths=["handover_clear"])]

    assert climbed(FULL, turns, [1]) == {"boundary"}


def test_one_turn_takes_one_rung():
    assert climbed(rungs(handover=False, last_warning=False), [agent(2, "boundary", "warning")], [1]) == {"boundary"}
