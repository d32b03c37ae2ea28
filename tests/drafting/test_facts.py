"""The facts that a reply may be given."""

import pytest

from tyyni.drafting.facts import Facts


def test_facts_are_taken_as_given_on_one_line():
    given = {"next": "I'll call\nyou.", "options": ["a", " ", "b."], "order": None, "answer": " Yes.  Do. "}

    facts = Facts.of(given)

    assert facts == Facts(next_step="I'll call you", options=("a", "b"), answer="Yes. Do.")
    assert Facts.of(facts) is facts
    assert Facts.of(None) == Facts()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"colour": "red"}, "allowed are order, remedy"),
        ({"order": 12}, "order must be a string"),
        ({"options": "one"}, "options must be a list of strings"),
        ({"options": [1]}, "options must be a list of strings"),
        ({"state": "lost"}, "state must be one of received"),
    ],
)
def test_what_is_not_known_is_named(given, said):
    with pytest.raises(ValueError, match=said):
        Facts.of(given)
