"""The labelled set: every line is well formed, and no message is another one over again."""

from collections import Counter

import pytest
from training.messages import LANGUAGES, ROOT, BadLine, load, read
from training.nearness import closest_by_grams, closest_by_meaning

LARGEST_SHARE = 0.5  # of the character 5-grams of two messages that both may hold
LARGEST_COSINE = 0.97  # of the vectors of a training and a test message; short questions of one kind come near .95


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_nearly_another_within_or_across_the_splits(language):
    messages = load("train", [language]) + load("test", [language])

    pairs = closest_by_grams({message.id: message.text for message in messages})

    print(language, "largest:", pairs[:3])
    assert not [pair for pair in pairs if pair[0] > LARGEST_SHARE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_test_message_means_nearly_what_a_training_message_does(language):
    test, train = ({message.id: message.text for message in load(split, [language])} for split in ("test", "train"))

    pairs = closest_by_meaning(test, train)

    print(language, "largest:", pairs[:3])
    assert not [pair for pair in pairs if pair[0] > LARGEST_COSINE]


@pytest.mark.parametrize("split", ["train", "test"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_well_formed_and_every_id_is_used_once(split, language):
    ids = Counter(message.id for message in load(split, [language]))

    assert ids
    assert not [identity for identity, count in ids.items() if count > 1]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ('{"id": "a", "text": "Hei", "emotion": "rage", "intensity": 0.1, "kind": "inquiry"}', "emotion"),
        ('{"id": "a", "text": "Hei", "emotion": "joy", "intensity": 2, "kind": "inquiry"}', "intensity"),
        ('{"id": "a", "text": "Hei", "emotion": "joy", "intensity": 0, "kind": "inquiry", "name": "Aino"}', "Aino"),
        ('{"id": "a", "text": "Hei", "emotion": "joy", "intensity": 0, "kind": "inquiry", "mood": 1}', "mood"),
    ],
)
def test_a_bad_line_is_named_with_its_file_number_and_field(tmp_path, line, reason):
    path = tmp_path / "fi-x.jsonl"
    path.write_text(line, "utf-8")

    with pytest.raises(BadLine, match=rf"fi-x\.jsonl:1: .*{reason}"):
        list(read(path))


def test_the_calm_messages_are_many_and_different():
    for language in LANGUAGES:
        lines = (ROOT / "test" / f"{language}-calm.txt").read_text("utf-8").splitlines()
        assert len(lines) == len(set(lines)) >= 300
