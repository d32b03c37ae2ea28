"""What a company allows: the few choices that change the order of the steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Policy:
    """Each is true or false; rows S3.5, S3.6 and W.2 of the requirements."""

    handover: bool = True  # somebody fresh is free to take over
    last_warning: bool = False  # one more warning before the end
    threats_end: bool = False  # a threat of violence ends the contact once a person has seen to safety

    @classmethod
    def of(cls, given: object) -> Policy:
        """The policy of a mapping, as it comes in JSON, or None; raises ValueError with what is allowed."""
        if isinstance(given, Policy):
            return given
        allowed = [field.name for field in fields(cls)]
        if given is not None and not isinstance(given, Mapping):
            raise ValueError(f"policy must be an object with {', '.join(allowed)}")
        values: dict[str, bool] = {}
        for name, value in (given or {}).items():
            if name not in allowed or not isinstance(value, bool):
                raise ValueError(f"policy: {name!r} must be one of {', '.join(allowed)}, and true or false")
            values[name] = value
        return cls(**values)
