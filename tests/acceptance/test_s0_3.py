"""S0.3: a breathing pause is one key away in the composer, and nobody learns that it was taken.

Page: a conversation (b, or Alt B)
"""

import re

import pytest

from tests.acceptance.drafts import LANGUAGES, fury
from tests.acceptance.proofs import without


def dialog(desk, conversation):
    page = desk.get(f"/conversations/{conversation.number}").content.decode()
    assert 'data-open="pause"' in page
    return re.search(r'<dialog id="pause".*?</dialog>', page, re.DOTALL)[0]


@pytest.mark.parametrize("language", LANGUAGES)
@without("tyyni_desk.web.words.pause", list)
def test_the_composer_offers_a_pause_that_can_be_dismissed(desk, language):
    pause = dialog(desk, fury(language))

    assert "Breathe in for four" in pause
    assert '<form method="dialog">' in pause


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_about_it_has_an_address_to_tell(desk, language):
    assert not re.findall(r"hx-|data-(?!open)|action=|href=|name=", dialog(desk, fury(language)))


def test_who_reads_only_is_offered_none(sign_in):
    assert sign_in("observer").get(f"/conversations/{fury('en').number}").status_code == 403
