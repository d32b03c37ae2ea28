"""Temperature: it rises at once and falls slowly."""

from hypothesis import given
from hypothesis import strategies as st

from tyyni.protocol.temperature import rises, temperatures

INTENSITIES = st.lists(st.floats(0, 1), min_size=1, max_size=12)


def test_it_rises_at_once():
    assert temperatures([0.1, 0.9], memory=0.6) == (10, 90)


def test_it_falls_slowly():
    course = temperatures([0.9, 0.1, 0.1, 0.1], memory=0.6)

    assert list(course) == sorted(course, reverse=True)
    assert course[1] > 50
    assert 10 < course[3] < 40


def test_without_memory_it_is_the_last_turn_alone():
    assert temperatures([0.9, 0.1], memory=0) == (90, 10)


@given(INTENSITIES, st.floats(0, 1))
def test_it_is_never_below_the_turn_and_stays_within_bounds(intensities, memory):
    course = temperatures(intensities, memory=memory)

    assert all(100 >= heat >= round(100 * now) for heat, now in zip(course, intensities, strict=True))


def test_rises_counts_the_last_hotter_turns_in_a_row():
    assert rises([0.5], least=0.02) == 0
    assert rises([0.9, 0.2, 0.3, 0.5], least=0.02) == 2
    assert rises([0.2, 0.4, 0.405], least=0.02) == 0
