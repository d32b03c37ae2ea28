"""The playbook is checked when it is read: each mistake is an error with its file and line."""

import re

import pytest

from tests.protocol.makers import SHIPPED, make_playbook
from tyyni.models.labels import STEPS
from tyyni.protocol.conditions import Condition
from tyyni.protocol.playbook import BadPlaybook, parse, playbook

LAST_TRACK = SHIPPED.rindex("[[track]]")


def refused(folder, old, new, text=SHIPPED):
    """What is said against the shipped playbook with one passage changed."""
    with pytest.raises(BadPlaybook) as problem:
        make_playbook(folder, old, new, text)
    return str(problem.value)


def at(passage, problem, text=SHIPPED, lines=0):
    """A problem as it is told, with the line of ``passage``."""
    return f"own.toml:{text[: text.index(passage)].count(chr(10)) + 1 + lines}: {problem}"


def test_the_shipped_playbook_passes_and_is_read_once(tmp_path):
    assert playbook() is playbook()
    assert make_playbook(tmp_path).tracks == playbook().tracks
    assert {play.step for track in playbook().tracks for play in track.plays} == set(STEPS)


@pytest.mark.parametrize("tracks", ["track = 5", "track = ['calm']"])
def test_tracks_of_another_shape_are_told_not_a_crash(tracks):
    with pytest.raises(BadPlaybook, match="not written as in the shipped playbook"):
        parse(f"{tracks}\n{SHIPPED[: SHIPPED.index('[[track]]')]}", "own.toml")


def test_a_track_and_its_plays_know_their_lines():
    lines = SHIPPED.splitlines()

    for track in playbook().tracks:
        assert lines[track.line - 1] == "[[track]]"
        assert all(f'{{ step = "{play.step}"' in lines[play.line - 1] for play in track.plays)


def test_a_number_is_asked_with_at_least():
    assert Condition.of("heat >= 60") == Condition("heat", 60)
    assert str(Condition("heat", 60)) == "heat >= 60"


def test_an_unknown_fact(tmp_path):
    said = refused(tmp_path, 'if = ["violence"]', 'if = ["violense"]')

    assert said.startswith(at('name = "violence"', "unknown fact 'violense'", lines=-1))
    assert "self_harm" in said


def test_an_unknown_fact_in_a_play(tmp_path):
    said = refused(tmp_path, '"fresh_person"', '"fresh person"')

    assert said.startswith(at('"fresh_person"', "unknown fact 'fresh person'"))


def test_an_unknown_step_of_a_play(tmp_path):
    said = refused(tmp_path, '{ step = "safety"', '{ step = "rescue"')

    assert said.startswith(at('{ step = "safety"', "unknown step 'rescue'"))


def test_an_unknown_step_of_a_table(tmp_path):
    said = refused(tmp_path, "[step.calm]", "[step.relax]")

    assert said.startswith(at("[step.calm]", "unknown step 'relax'"))


def test_an_unknown_key_of_a_play(tmp_path):
    said = refused(tmp_path, '{ step = "safety"', '{ step = "safety", wait = 1')

    assert at('{ step = "safety"', "unknown wait") in said


def test_a_missing_key(tmp_path):
    said = refused(tmp_path, 'title = "Threatening violence"\n', "")

    assert said == at('name = "violence"', "title is missing", lines=-1)


def test_a_missing_limit(tmp_path):
    said = refused(tmp_path, "memory =", "forgetting =")

    assert said == at("[limits]", "memory is missing")


def test_a_value_of_the_wrong_kind(tmp_path):
    said = refused(tmp_path, 'if = ["violence"]', "if = 3")

    assert re.match(r"own\.toml:\d+: .*not iterable", said)


def test_what_is_no_toml(tmp_path):
    assert refused(tmp_path, "[limits]", "[limits").startswith("own.toml: ")


def test_no_track(tmp_path):
    text = SHIPPED[: SHIPPED.index("[[track]]")]

    assert refused(tmp_path, "", "", text) == "own.toml:1: there is no track"


def test_a_step_that_no_track_has(tmp_path):
    text = SHIPPED.replace('"warn"', '"boundary"').replace('"warn_last"', '"boundary"')

    assert "own.toml:1: no track has the step warn" in refused(tmp_path, "", "", text)


def test_a_step_behind_one_that_never_ends_is_unreachable(tmp_path):
    said = refused(
        tmp_path, 'plays = [\n  { step = "safety"', 'plays = [\n  { step = "calm", done = [] },\n  { step = "safety"'
    )

    assert "the step safety is unreachable on the track" in said
    assert "the step calm is a loop without an exit: nothing that an agent does ends it" in said


def test_a_step_that_its_own_track_rules_out_is_unreachable(tmp_path):
    said = refused(tmp_path, "plays = [\n", 'plays = [\n  { step = "calm", unless = ["self_harm"] },\n')

    assert said == at("plays = [", "the step calm is unreachable on the track harm", lines=1)


def test_a_track_behind_one_that_always_holds_is_unreachable(tmp_path):
    said = refused(tmp_path, 'if = ["violence"]\n', "")

    assert "the track harassment is unreachable: an earlier track holds whenever it does" in said


def test_a_step_that_only_the_customer_can_end_is_a_loop(tmp_path):
    said = refused(tmp_path, 'done = ["paused"]', 'done = ["content"]')

    assert "the step calm is a loop without an exit: nothing that an agent does ends it" in said


def test_a_track_without_an_exit_is_a_loop(tmp_path):
    track = '[[track]]\nname = "odd"\ntitle = ""\nabout = ""\nif = ["repeat"]\nplays = [\n  { step = "solve" },\n]\n'
    text = SHIPPED[:LAST_TRACK] + track + SHIPPED[LAST_TRACK:]

    said = refused(tmp_path, "", "", text)

    assert at('name = "odd"', "the track odd is a loop without an exit", text, lines=-1) in said


def test_the_last_step_of_a_track_is_open_to_all(tmp_path):
    said = refused(tmp_path, " },\n]", ', if = ["heat >= 60"] },\n]')

    assert "must be open to all" in said


def test_the_last_track_holds_for_all(tmp_path):
    text = SHIPPED[:LAST_TRACK] + SHIPPED[LAST_TRACK:].replace("plays = [", 'if = ["asks"]\nplays = [', 1)

    assert "the last track, calm, must hold for every conversation" in refused(tmp_path, "", "", text)


def test_phrases_that_a_language_lacks(tmp_path):
    said = refused(tmp_path, 'say = ["solve"]', 'say = ["solve_all"]')

    assert "the phrases solve_all are missing in fi" in said


def test_too_few_phrases(tmp_path):
    said = refused(tmp_path, 'say = ["solve"]', 'say = ["deadline_noted"]')

    assert "the step solve has fewer than 2 phrases to say in fi, neutral" in said


def test_a_track_goes_on_with_one_that_exists(tmp_path):
    said = refused(tmp_path, 'then = "calm"', 'then = "clam"')

    assert said.startswith(at('name = "vulnerable"', "unknown track 'clam'", lines=-1))
    assert "calm" in said
