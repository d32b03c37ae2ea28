"""What the shared encoder learns at once: the columns of one target vector, with gaps where unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from training.messages import Message
from training.public import GOEMOTIONS, XED_EMOTIONS, Labelled
from training.sentences import Sentence
from tyyni.models.labels import FLAGS, GROUPS, ONE_OF, SENTENCE_GROUPS

Floats = NDArray[np.float32]
Kind = Literal["one", "many", "number"]


@dataclass(frozen=True, slots=True)
class Task:
    """Columns ``start`` to ``end`` of the target: one label of many, many at once, or a number."""

    name: str
    kind: Kind
    labels: tuple[str, ...]
    start: int

    @property
    def end(self) -> int:
        """The column after the last."""
        return self.start + len(self.labels)

    @property
    def columns(self) -> slice:
        """The task's part of a target or an output."""
        return slice(self.start, self.end)


def _tasks(layout: list[tuple[str, Kind, tuple[str, ...]]]) -> tuple[Task, ...]:
    made: list[Task] = []
    for name, kind, labels in layout:
        made.append(Task(name, kind, labels, made[-1].end if made else 0))
    return tuple(made)


def _kind(name: str) -> Kind:
    return "one" if name in ONE_OF else "number" if name == "intensity" else "many"


_MESSAGE: list[tuple[str, Kind, tuple[str, ...]]] = [(name, _kind(name), labels) for name, labels in GROUPS.items()]
_PUBLIC: list[tuple[str, Kind, tuple[str, ...]]] = [
    ("xed", "many", tuple(f"xed{number}" for number in range(XED_EMOTIONS))),
    ("goemotions", "many", tuple(f"go{number}" for number in range(GOEMOTIONS))),
]
_SENTENCE: list[tuple[str, Kind, tuple[str, ...]]] = [
    (name, "many", labels) for name, labels in SENTENCE_GROUPS.items()
]

TASKS = _tasks([*_MESSAGE, *_PUBLIC, *_SENTENCE])
TASK = {task.name: task for task in TASKS}
WIDTH = TASKS[-1].end
# The columns of the heads that are no encoder: of a message, and of a sentence of a reply.
MESSAGE_TASKS = _tasks(_MESSAGE)
SENTENCE_TASKS = _tasks(_SENTENCE)
OWN_WIDTH = MESSAGE_TASKS[-1].end
SENTENCE_WIDTH = SENTENCE_TASKS[-1].end


def of_message(message: Message) -> Floats:
    """The target of one of our own messages; the public sets' columns are gaps (NaN)."""
    target = np.full(WIDTH, np.nan, np.float32)
    target[:OWN_WIDTH] = 0
    flags = tuple(flag for flag in FLAGS if getattr(message, flag))
    for name, labels in (
        ("emotion", (message.emotion,)),
        ("abuse", (message.abuse,)),
        ("kind", (message.kind,)),
        ("request", message.requests),
        ("threat", message.threats),
        ("flag", flags),
    ):
        for label in labels:
            target[TASK[name].start + TASK[name].labels.index(label)] = 1
    target[TASK["intensity"].start] = message.intensity
    return target


def of_public(name: str, row: Labelled) -> Floats:
    """The target of a line of XED or GoEmotions."""
    target = np.full(WIDTH, np.nan, np.float32)
    target[TASK[name].columns] = 0
    for label in row.labels:
        target[TASK[name].start + label] = 1
    return target


def of_sentence(sentence: Sentence) -> Floats:
    """The target of a sentence of a reply, in the columns of SENTENCE_TASKS; gaps where a label is not known."""
    target = np.full(SENTENCE_WIDTH, np.nan, np.float32)
    known = {"fault": sentence.faults, "strength": sentence.strengths, "mark": sentence.marks}
    for task in SENTENCE_TASKS:
        labels = known[task.name]
        if labels is not None:
            target[task.columns] = [label in labels for label in task.labels]
    return target


def among_all(target: Floats) -> Floats:
    """A sentence's target among the columns of the encoder's heads."""
    whole = np.full(WIDTH, np.nan, np.float32)
    whole[WIDTH - SENTENCE_WIDTH :] = target
    return whole
