"""The golden drafts stand as they were read over, and their own review lets them go."""

import pytest

from tests.drafting.golden import cases, drafted, path

CASES = [pytest.param(*case, id=f"{case[0]}-{case[1]}") for case in cases()]


@pytest.mark.parametrize(("language", "name", "given", "how"), CASES)
def test_a_draft_is_what_was_read_over(language, name, given, how):
    made = drafted(language, given, how)

    assert made.draft + "\n" == path(language, name).read_text("utf-8")


@pytest.mark.parametrize(("language", "name", "given", "how"), CASES)
def test_a_draft_may_be_sent(language, name, given, how):
    assert drafted(language, given, how).review.verdict == "send"
