"""A hostile reply costs no more than a long one."""

import time

import pytest

from tyyni.lexicon.rules import LANGUAGES
from tyyni.promises.find import LONGEST, find_promises


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "piece", ["tomorrow ", "huomenna klo ", "we will ", "1-2 ", "a", ", and ", "12.3. ", "do ", "\n"]
)
def test_a_reply_at_the_limit_takes_seconds_at_most(language, piece):
    reply = (piece * LONGEST)[: LONGEST * 2]
    find_promises("warm", language=language)

    began = time.perf_counter()
    find_promises(reply, language=language)

    assert time.perf_counter() - began < 5
