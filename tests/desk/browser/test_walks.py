"""Three hard conversations from end to end, as docs/guide/walks.md shows them."""

import pytest

from tests.desk.browser import walks

pytestmark = pytest.mark.browser


def no_picture(name, page):
    """The pictures are for the guide."""


def test_a_broken_promise_becomes_one_that_is_kept(sign_in, demo):
    walks.a_broken_promise(sign_in("aino"), demo, no_picture)


def test_a_complaint_with_abuse_is_answered_though_the_contact_ends(sign_in, demo):
    walks.a_complaint_with_abuse(sign_in("marek"), sign_in("helena"), demo, no_picture)


def test_a_harsh_draft_rests_gets_better_and_goes(sign_in):
    walks.a_held_draft(sign_in("grace"), sign_in("helena"), no_picture)
