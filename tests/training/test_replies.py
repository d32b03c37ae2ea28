"""The labelled replies and dialogues: every line is well formed, and none is another one over again."""

import json
from collections import Counter

import pytest
from training.nearness import closest_by_grams
from training.replies import LANGUAGES, BadLine, load, load_dialogues, read_dialogues, read_replies

from tyyni.models.labels import FAULTS

LARGEST_SHARE = 0.5  # of the character 5-grams of two replies that both may hold

GOOD = {
    "id": "a",
    "message": "Where is it?",
    "reply": "It left today. It is with you on Friday.",
    "verdict": "send",
    "sent_at": "2026-03-10T12:00",
    "timezone": "Europe/London",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reply_is_nearly_another_within_or_across_the_splits(language):
    replies = load("train", [language]) + load("test", [language])

    pairs = closest_by_grams({reply.id: reply.reply for reply in replies})

    print(language, "largest:", pairs[:3])
    assert not [pair for pair in pairs if pair[0] > LARGEST_SHARE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_id_is_used_once(language):
    rows = [
        *load("train", [language]),
        *load("test", [language]),
        *load_dialogues("train", [language]),
        *load_dialogues("test", [language]),
    ]

    ids = Counter(row.id for row in rows)

    assert ids
    assert not [identity for identity, count in ids.items() if count > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_test_split_is_half_clean_and_holds_every_code(language):
    replies = load("test", [language])

    clean = [reply for reply in replies if not reply.faults]
    codes = Counter(fault.code for reply in replies for fault in reply.faults)

    assert len(replies) >= 150
    assert 0.45 <= len(clean) / len(replies) <= 0.55
    assert min(codes[code] for code in FAULTS) >= 5


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"faults": [{"code": "F_CALM", "text": "calm down"}], "verdict": "revise"}, "does not stand in the reply"),
        ({"faults": [{"code": "F_RUDE", "text": "It left"}], "verdict": "revise"}, "F_RUDE"),
        ({"faults": [{"code": "F_AGGR", "text": "It left"}], "verdict": "revise"}, "F_AGGR"),
        ({"faults": [{"code": "F_NO_ACK", "text": None}], "verdict": "send"}, "verdict send"),
        ({"faults": [{"code": "F_PUBARG", "text": "It left"}], "verdict": "hold"}, "public"),
        ({"faults": [{"code": "F_VAGUE"}], "verdict": "revise"}, "no words"),
        ({"promises": [{"text": "It left", "due": "2026-03-09T12:00"}]}, "before it was sent"),
        ({"timezone": "Europe/Atlantis"}, "Atlantis"),
        ({"mood": 1}, "mood"),
    ],
)
def test_a_bad_reply_is_named_with_its_file_number_and_field(tmp_path, change, reason):
    path = tmp_path / "en-x.jsonl"
    path.write_text(json.dumps(GOOD | change), "utf-8")

    with pytest.raises(BadLine, match=rf"en-x\.jsonl:1: .*{reason}"):
        list(read_replies(path))


def test_a_bad_dialogue_is_named_too(tmp_path):
    path = tmp_path / "en-x.jsonl"
    path.write_text('{"id": "d", "turns": [{"role": "customer", "text": "Hi", "next": ["wait"]}]}', "utf-8")

    with pytest.raises(BadLine, match=r"en-x\.jsonl:1: turn 1: next"):
        list(read_dialogues(path))
