"""Policy: a few choices with defaults; anything else is refused by name."""

import pytest

from tyyni.protocol.policy import Policy


def test_the_defaults():
    assert Policy.of(None) == Policy.of({}) == Policy(handover=True, last_warning=False, threats_end=False)


def test_a_policy_is_taken_as_it_is_or_from_a_mapping():
    own = Policy(handover=False)

    assert Policy.of(own) is own
    assert Policy.of({"handover": False}) == own


@pytest.mark.parametrize("given", [{"hand_over": True}, {"handover": "yes"}, {"last_warning": 1}, ["handover"]])
def test_what_is_not_known_is_refused_with_what_is_allowed(given):
    with pytest.raises(ValueError, match="handover, last_warning, threats_end"):
        Policy.of(given)
