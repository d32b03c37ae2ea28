"""The labelled set: every line is well formed, and no message is another one over again."""

from collections import Counter, defaultdict

import pytest
from training.messages import LANGUAGES, ROOT, BadLine, load, read

LARGEST_SHARE = 0.5  # of the character 5-grams of two messages that both may hold
_SIZE = 5
_COMMON = 10  # a 5-gram in more messages than this says nothing about copying
_FEW = 6  # messages that share fewer rare 5-grams than this cannot be near one another


def grams(text):
    letters = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    return {letters[i : i + _SIZE] for i in range(len(letters) - _SIZE + 1)}


def closest_pairs(messages):
    """The shares of shared 5-grams (Jaccard), largest first, with the ids of the two messages."""
    all_grams = [grams(message.text) for message in messages]
    holders = defaultdict(list)
    for number, found in enumerate(all_grams):
        for gram in found:
            holders[gram].append(number)
    shared = Counter()
    for numbers in holders.values():
        if 1 < len(numbers) <= _COMMON:
            shared.update((a, b) for i, a in enumerate(numbers) for b in numbers[i + 1 :])
    pairs = [
        (len(all_grams[a] & all_grams[b]) / len(all_grams[a] | all_grams[b]), messages[a].id, messages[b].id)
        for (a, b), count in shared.items()
        if count >= _FEW
    ]
    return sorted(pairs, reverse=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_nearly_another_within_or_across_the_splits(language):
    messages = load("train", [language]) + load("test", [language])

    pairs = closest_pairs(messages)

    print(language, "largest:", pairs[:3])
    assert not [pair for pair in pairs if pair[0] > LARGEST_SHARE]


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
