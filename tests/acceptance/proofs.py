"""A proof runs twice: against the desk as it is, and with the feature switched off, when it must fail."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest

# Every page is loaded before a feature is switched off, or one loaded meanwhile would stay without it.
import tyyni_desk.conf.urls  # noqa: F401


def without(target: str, stand_in: Any) -> Callable:
    """Decorates a proof; ``target`` is the function that carries the feature, ``stand_in`` what is left without it."""

    def decorate(proof):
        @wraps(proof)
        def twice(*, feature, monkeypatch, **fixtures):
            if feature == "on":
                proof(**fixtures)
                return
            monkeypatch.setattr(target, stand_in)
            with pytest.raises((AssertionError, pytest.fail.Exception)):
                proof(**fixtures)

        signature = inspect.signature(proof)
        more = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in ("feature", "monkeypatch")]
        twice.__signature__ = signature.replace(parameters=[*signature.parameters.values(), *more])
        return pytest.mark.parametrize("feature", ["on", "off"])(twice)

    return decorate
