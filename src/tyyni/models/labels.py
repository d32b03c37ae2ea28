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
ONE_OF = ("emotion", "abuse", "kind")
MANY_OF = ("request", "threat", "flag")


def _columns() -> dict[str, slice]:
    columns: dict[str, slice] = {}
    start = 0
    for group, labels in GROUPS.items():
        columns[group] = slice(start, start + len(labels))
        start += len(labels)
    return columns


COLUMNS = _columns()
WIDTH = COLUMNS["intensity"].stop
