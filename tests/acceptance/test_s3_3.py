"""S3.3: a count to ten, a reminder to mute, and a scratch pad that is never stored or sent.

Page: a conversation (b, or Alt B)
"""

import re

import pytest

from tests.acceptance.drafts import LANGUAGES, fury
from tests.acceptance.proofs import without
from tests.acceptance.test_s0_3 import dialog


@pytest.mark.parametrize("language", LANGUAGES)
@without("tyyni_desk.web.words.pause", list)
def test_a_call_is_muted_and_ten_is_counted_to(desk, language):
    pause = dialog(desk, fury(language, channel="phone_note"))

    assert "mute yourself" in pause
    assert "Count slowly to ten" in pause


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scratch_pad_belongs_to_no_form_and_leads_on_to_breathing(desk, language):
    pad = re.search(r"<details id=\"scratch\".*?</details>", dialog(desk, fury(language)), re.DOTALL)[0]

    assert "Then breathe" in pad
    assert re.search(r"<textarea[^>]*autocomplete=\"off\"", pad)
    assert not re.search(r"<textarea[^>]* (?:name|form)=", pad)


def test_what_is_sent_with_an_answer_is_the_answer_alone(desk):
    conversation = fury("en")

    desk.post(f"/conversations/{conversation.number}/draft", {"text": "Hello Priya", "scratch-text": "Grr"})

    assert conversation.drafts.get().text == "Hello Priya"
