"""What the company knows and the reply may say: given by the desk or the agent, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

STATES = ("received", "packed", "shipped", "delayed", "delivered", "returned", "refunded", "cancelled")
_OTHER_NAMES = {"next": "next_step"}


@dataclass(frozen=True, slots=True)
class Facts:
    """All optional, in the reply's language. ``docs/drafts.md`` says what form each takes."""

    order: str | None = None
    remedy: str | None = None
    options: tuple[str, ...] = ()
    next_step: str | None = None
    when: str | None = None
    sender: str | None = None
    company: str | None = None
    product: str | None = None
    state: str | None = None
    answer: str | None = None
    apology_for: str | None = None

    @classmethod
    def of(cls, given: Mapping[str, object] | Facts | None) -> Facts:
        """Raises ValueError that names what is allowed when a key or a type is not."""
        if isinstance(given, Facts):
            return given
        allowed = [field.name for field in fields(cls)]
        values: dict[str, str | tuple[str, ...]] = {}
        for key, value in (given or {}).items():
            name = _OTHER_NAMES.get(key, key)
            if name not in allowed:
                raise ValueError(f"unknown fact {key!r}; allowed are {', '.join(allowed)}")
            if value is not None:
                values[name] = _options(value) if name == "options" else _text(name, value)
        return cls(**{name: value for name, value in values.items() if value})  # type: ignore[arg-type] # by name


def _options(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(option, str) for option in value):
        raise ValueError("facts: options must be a list of strings")
    return tuple(plain for option in value if (plain := _plain(option)))


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"facts: {name} must be a string")
    if name == "state" and value not in STATES:
        raise ValueError(f"facts: state must be one of {', '.join(STATES)}")
    return _plain(value) if name != "answer" else " ".join(value.split())


def _plain(value: str) -> str:
    """On one line, without the full stop that the sentence around it brings."""
    return " ".join(value.encode("utf-8", "replace").decode().split()).rstrip(".")
