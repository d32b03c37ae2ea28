"""The labelled sentences: every id is used once, none is said twice, and none stands in a test reply."""

from collections import Counter

import pytest
from training.replies import LANGUAGES, ROOT

from training import replies, sentences

STOCK = 5  # words; what is shorter anybody may say


def own(language):
    paths = sorted((ROOT / "sentences" / "train").glob(f"{language}-*.jsonl"))
    return [sentence for path in paths for sentence in sentences.read(path)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_id_and_every_sentence_is_there_once(language):
    found = own(language)

    counts = Counter(sentence.id for sentence in found) + Counter(sentence.text.casefold() for sentence in found)

    assert len(found) >= 500
    assert not [what for what, count in counts.items() if count > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_training_sentence_stands_in_a_test_reply(language):
    test = "\n".join(reply.reply for reply in replies.load("test", [language])).casefold()

    taken = [sentence.text for sentence in own(language) if sentence.text.strip(" .!?").casefold() in test]

    assert not [text for text in taken if len(text.split()) > STOCK]
