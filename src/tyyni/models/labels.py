"""The names of every label, in the order that trained weights use. Contract: names never change."""

from __future__ import annotations

CHANNELS = ("email", "chat", "review", "phone_note", "store_note")
EMOTIONS = (
    "anger",
    "frustration",
    "disappointment",
    "anxiety",
    "sadness",
    "joy",
    "gratitude",
    "neutral",
)
ABUSE = ("none", "mild", "severe")
KINDS = ("grievance", "harassment", "prank", "praise", "inquiry")
REQUESTS = (
    "refund",
    "replacement",
    "repair",
    "price_reduction",
    "compensation",
    "delivery_status",
    "cancel_order",
    "withdrawal",
    "cancel_subscription",
    "data_access",
    "data_erasure",
    "manager",
    "human",
    "callback",
    "explanation",
    "apology",
    "billing",
    "account",
    "other",
)
THREATS = ("legal", "authority", "publicity", "chargeback", "churn", "violence", "self_harm")
FLAGS = ("repeat", "vulnerable", "intoxicated", "sarcasm")

# What a reply does badly and well. The last three codes are of the whole reply, never of a sentence.
FAULTS = (
    "F_POLICY",
    "F_BLAME",
    "F_CALM",
    "F_CONDESC",
    "F_CANT",
    "F_HOLLOW",
    "F_NONAPOL",
    "F_IDK",
    "F_PASS",
    "F_VAGUE",
    "F_ABSPROM",
    "F_DISMISS",
    "F_DOUBT",
    "F_ORDER",
    "F_AGGR",
    "F_CANNED",
    "F_REVDEL",
    "F_PUBARG",
    "F_NAME_OVERUSE",
    "F_NO_ACK",
    "F_NO_NEXT",
)
WHOLE_FAULTS = FAULTS[-3:]
STRENGTHS = (
    "acknowledge",
    "apology_specific",
    "ownership",
    "paraphrase",
    "solution",
    "alternative",
    "next_step_time",
    "boundary_polite",
    "handover_clear",
    "question",
    "thanks",
)
VERDICTS = ("send", "revise", "hold")
STEPS = (
    "understand",
    "acknowledge",
    "apologise",
    "calm",
    "boundary",
    "solve",
    "promise",
    "handover",
    "warn",
    "end",
    "safety",
)

# The columns that the heads predict, in the order of every weight matrix.
GROUPS: dict[str, tuple[str, ...]] = {
    "emotion": EMOTIONS,
    "abuse": ABUSE,
    "kind": KINDS,
    "request": REQUESTS,
    "threat": THREATS,
    "flag": FLAGS,
    "intensity": ("intensity",),
}
# The columns of one sentence of a reply; "accuses" is blame or doubt that does harm as it stands, "promise" that the
# customer may expect something of the company.
SENTENCE_GROUPS: dict[str, tuple[str, ...]] = {
    "fault": FAULTS[:-3],
    "strength": STRENGTHS,
    "mark": ("accuses", "promise"),
}
ONE_OF = ("emotion", "abuse", "kind")
MANY_OF = ("request", "threat", "flag")


# The public sets that the encoder also learned from: XED's 8 and GoEmotions' 28 labels.
PUBLIC_WIDTH = 36


def _columns(groups: dict[str, tuple[str, ...]]) -> dict[str, slice]:
    columns: dict[str, slice] = {}
    start = 0
    for group, labels in groups.items():
        columns[group] = slice(start, start + len(labels))
        start += len(labels)
    return columns


COLUMNS = _columns(GROUPS)
WIDTH = COLUMNS["intensity"].stop
# Where each kind of column stands among the encoder's heads.
MESSAGE_COLUMNS = slice(0, WIDTH)
# The last two threats, which a layer of their own reads too: what the customer may do to others and to themselves.
DANGERS = THREATS[-2:]
DANGER_COLUMNS = slice(COLUMNS["threat"].stop - len(DANGERS), COLUMNS["threat"].stop)
PUBLIC_COLUMNS = slice(WIDTH, WIDTH + PUBLIC_WIDTH)
# Within the columns of a sentence.
SENTENCE = _columns(SENTENCE_GROUPS)
SENTENCE_WIDTH = SENTENCE["mark"].stop
