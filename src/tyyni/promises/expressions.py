"""Time expressions in a text: "huomenna klo 12 mennessä", "do piątku", "within two working days".

The words are data (``lexicon/<language>/due.toml``). A *time* there is a phrase in the notation of the packs and
what it says; ``{name}`` in it stands for a word list of the file, and a list of numbers, days or months gives its
value. Neighbouring times ("next week" + "Tuesday" + "at 10") make one expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import islice
from typing import Any

import re2

from tyyni.lexicon.patterns import translate
from tyyni.lexicon.rules import Language, pack_file
from tyyni.text.value import Text

_PER_TIME = 200  # a text that says "tomorrow" more often is not a reply
_NEAR = 60
_FAR = 30
_NAME = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Says:
    """What an expression says; None where it is silent. Offsets count from the day of sending."""

    kind: str = "due"  # due, past, recurring (opening hours), vague, event (counted from something else)
    amount: float | None = None
    unit: str | None = None  # minute, hour, day, workday, week, month
    day: int | None = None  # offset in days: 1 is tomorrow
    weekday: int | None = None  # 1 is Monday
    week: int | None = None  # offset in calendar weeks: 1 is next week
    iso_week: int | None = None
    date: int | None = None  # day of the month
    month: int | None = None
    months: int | None = None  # offset in calendar months
    year: int | None = None
    years: int | None = None  # offset in calendar years
    feast: str | None = None  # a movable feast by its English name
    edge: str | None = None  # early, middle or eve (the Friday before the weekend) of a week or month
    clock: int | None = None  # minutes after midnight
    part: str | None = None  # morning, afternoon, evening or office
    same: bool | None = None  # the day that was named last
    before: bool | None = None
    after: bool | None = None  # a lower bound: "after 3 pm"

    def parts(self) -> dict[str, Any]:
        """What is said, without the silent fields."""
        return {name: value for name, value in asdict(self).items() if value is not None and name != "kind"}

    def day_parts(self) -> dict[str, Any]:
        """What is said of the day alone."""
        return {name: value for name, value in self.parts().items() if name not in _OF_THE_DAY}

    @property
    def is_exact(self) -> bool:
        """Counted in hours or minutes from the moment of sending."""
        return self.unit in ("hour", "minute")

    @property
    def names_a_day(self) -> bool:
        """Says more than a time of day."""
        return bool(self.day_parts())


# Characters that make the digits after them a part of something longer: "+358", "#12", "€12", "2/12".
_PART_OF_NUMBER = (b"-", b"+", b"#", b"/", b".", b",", b":", b"$", b"\x8e", b"\x8f")
_BOUNDS = {"before", "after"}
_SLOT = {"short_day": "weekday"}
_ENDS = re.compile(rb"[.!?;]\s|\n")
_OF_THE_DAY = {"clock", "part", "before", "after"}


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression; the span is in the normal form of the text."""

    start: int
    end: int
    says: Says


Join = Callable[[Expression, Expression, bytes], Expression | None]


def find_expressions(text: Text, language: Language) -> tuple[Expression, ...]:
    """Expressions in reading order, those of the past and of opening hours included."""
    pack = _pack(language)
    found = _longest_first_wins(pack.times_in(text.folded))
    for join in (pack.both, pack.either):  # "tomorrow at 7 or on Friday at 4": each day has its hour
        found = _joined(found, join, text.folded)
    return tuple(_on_their_day([pack.in_context(expression, text.folded) for expression in found], text.folded))


def _on_their_day(times: Sequence[Expression], folded: bytes) -> Iterator[Expression]:
    """The times with the day that an earlier one names: "that day", or an hour alone in the same sentence."""
    day: Expression | None = None
    for time in times:
        if day and (time.says.same or _is_its_hour(day, time, folded)):
            time = replace(time, says=replace(time.says, **day.says.day_parts(), kind="due", same=None))
        elif time.says.kind == "due" and time.says.names_a_day and not time.says.is_exact:
            day = time
        yield time


def _is_its_hour(day: Expression, time: Expression, folded: bytes) -> bool:
    """An hour alone after a day that has one of its own, or is far; a near one completes the day (``timely``)."""
    alone = time.says.kind == "due" and time.says.clock is not None and not time.says.names_a_day
    apart = day.says.clock is not None or time.start - day.end > _FAR
    return alone and apart and not _ENDS.search(folded[day.end : time.start])


def _joined(times: list[Expression], join: Join, folded: bytes) -> list[Expression]:
    found: list[Expression] = []
    for time in times:
        joined = join(found[-1], time, folded) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(time)
    return found


def _longest_first_wins(found: Iterator[Expression]) -> list[Expression]:
    kept: list[Expression] = []
    taken = bytearray()
    for time in sorted(found, key=lambda time: (time.start - time.end, time.says.kind == "due", time.start)):
        taken.extend(bytes(max(0, time.end - len(taken))))
        if not any(taken[time.start : time.end]):
            taken[time.start : time.end] = b"\1" * (time.end - time.start)
            kept.append(time)
    return sorted(kept, key=lambda time: time.start)


class _Pack:
    """The times of one language, compiled."""

    def __init__(self, language: Language) -> None:
        raw = pack_file(language, "due")
        self._language = language
        self._afternoon = raw["afternoon_until"]
        self._lists = {name: _patterns(words, language) for name, words in raw["lists"].items()}
        self._numbers: list[tuple[re2.Pattern, int]] = [
            (_full(word, language), value) for word, value in raw["numbers"].items()
        ]
        self._shorthand = _shorthand(raw)
        self._times = [(self._compiled(time), _says(time)) for time in raw["times"]]
        self._glue = _full(rf"[\s,(]*(?:(?:{raw['glue']})[\s,(]+)*", language)
        self._or = _full(rf"\s*(?:{raw['or']})\s*(?:(?:{raw['glue']})\s+)*", language)
        voids = raw["voids"]
        self._not_after = _regex(rf"\b(?:{voids['not_after']})\s?$", language)
        self._labels = _regex(rf"\b(?:{voids['labels']})\s?$", language)
        self._past_after = _regex(rf"\b(?:{voids['past_after']}) ?$", language)
        self._not_before = _regex(rf"^(?: ?(?:{voids['not_before']})(?:\W|$)|[%\d/€£$]|[-,.:]\d| \d\d\d\b)", language)
        self._past_before = _regex(rf"^,? ?(?:{voids['past_before']})(?:\W|$)", language)
        self._event = _regex(rf"^,? ?(?:{raw['from_event']})", language)
        self._now = _regex(rf"^,? ?(?:{raw['from_now']})(?:\W|$)", language)

    def _compiled(self, time: dict[str, Any]) -> re2.Pattern:
        follows = time.get("follows", "")  # words before the time that are no part of it
        find = rf"\b{follows}(?<core>{{lead}}(?:{time['find']}){{tail}})(?:\b|\W|$)"
        return _regex(_spelt(find, self._shorthand), self._language)

    def times_in(self, folded: bytes) -> Iterator[Expression]:
        """Every time that stands in the text, overlapping ones too."""
        for pattern, says in self._times:
            for match in islice(pattern.finditer(folded), _PER_TIME):
                start, end = match.span(1)
                if not self._is_void(folded, start, end):
                    groups = {name.decode(): found for name, found in match.groupdict().items() if found}
                    yield Expression(start, end, self._said(says, groups))

    def _is_void(self, folded: bytes, start: int, end: int) -> bool:
        before = folded[max(0, start - _NEAR) : start]
        if folded[start : start + 1].isdigit() and (before[-1:] in _PART_OF_NUMBER or self._labels.search(before)):
            return True
        return bool(self._not_after.search(before) or self._not_before.search(folded[end : end + _NEAR]))

    def _said(self, says: Says, groups: dict[str, bytes]) -> Says:
        """The fixed part of a time with the values of its words."""
        found: dict[str, Any] = {name: True for name in groups if name in _BOUNDS and getattr(says, name) is None}
        if "number" in groups:
            times = says.amount or 1
            found["amount"] = self._number(groups["number"]) * times
        elif says.unit:
            found["amount"] = says.amount or 1
        for name in self._lists:
            if name in groups:
                found[_SLOT.get(name, name)] = self._place(name, groups[name])
        for name in ("date", "year", "iso_week"):
            if name in groups:
                found[name] = self._number(groups[name])
        if "month_number" in groups:
            found["month"] = int(groups["month_number"])
        if found.get("year", 100) < 100:
            found["year"] += 2000
        if "hour" in groups:
            found["clock"] = self._clock(groups, says.clock or 0)
        return replace(says, **found)

    def _clock(self, groups: dict[str, bytes], shift: int) -> int:
        hour, minute = self._number(groups["hour"]), int(groups.get("minute", b"0"))
        half = groups.get("half", b"")
        if half.startswith(b"p") or (not half and 1 <= hour <= self._afternoon and groups["hour"][:1] != b"0"):
            hour += 12 if hour < 12 else 0
        if half.startswith(b"a") and hour == 12:
            hour = 0
        return min(hour * 60 + minute + shift, 23 * 60 + 59)

    def _number(self, word: bytes) -> int:
        if word[-1:].isdigit():
            return int(word)
        return next(value for pattern, value in self._numbers if pattern.match(word))

    def _place(self, name: str, word: bytes) -> int:
        return next(place for place, pattern in enumerate(self._lists[name], 1) if pattern.match(word))

    def both(self, first: Expression, second: Expression, folded: bytes) -> Expression | None:
        """One expression of two neighbours: "Friday" and "at 10"."""
        between = folded[first.end : second.start]
        if _is_vague(first, second) or self._or.match(between) or not self._glue.match(between):
            return None
        says = _both(first.says, second.says)
        return Expression(first.start, second.end, says) if says else None

    def either(self, first: Expression, second: Expression, folded: bytes) -> Expression | None:
        """The later of two: "Monday or Tuesday"."""
        if _is_vague(first, second) or not self._or.match(folded[first.end : second.start]):
            return None
        return Expression(first.start, second.end, _later(first.says, second.says))

    def in_context(self, expression: Expression, folded: bytes) -> Expression:
        """The expression with what the words around it make of it."""
        before = folded[max(0, expression.start - _NEAR) : expression.start]
        after = folded[expression.end : expression.end + _NEAR]
        kind = expression.says.kind
        if self._past_after.search(before) or self._past_before.search(after):
            kind = "past"
        elif kind == "due" and expression.says.amount and self._event.search(after) and not self._now.search(after):
            kind = "event"
        return replace(expression, says=replace(expression.says, kind=kind))


def _is_vague(*times: Expression) -> bool:
    return any(time.says.kind == "vague" for time in times)


def _both(first: Says, second: Says) -> Says | None:
    """Both at once; None where they speak of the same thing or count from now to the hour."""
    one, other = first.parts(), second.parts()
    shared = one.keys() & other.keys() - _BOUNDS
    if any(one[name] != other[name] for name in shared) or first.is_exact or second.is_exact:
        return None
    return replace(first, **other, kind=first.kind if first.kind != "due" else second.kind)


def _later(first: Says, second: Says) -> Says:
    """The second, which is the later, with what only the first says of the day or the hour."""
    one = first.parts()
    kept = {name: one[name] for name in one.keys() & _OF_THE_DAY} if second.names_a_day else one
    if second.is_exact or second.amount:
        kept = {}
    return replace(Says(kind=first.kind if first.kind != "due" else second.kind), **(kept | second.parts()))


def _says(time: dict[str, Any]) -> Says:
    return Says(**{name: value for name, value in time.items() if name not in ("find", "follows")})


def _shorthand(raw: dict[str, Any]) -> dict[str, str]:
    """What each {name} stands for: plain words, or words whose value is asked for by the name."""
    numbers = rf"\d{{1,3}}|{'|'.join(raw['numbers'])}"
    words: dict[str, str] = {name: f"(?:{words})" for name, words in raw["words"].items()}
    words |= {name: f"(?<{name}>{'|'.join(words)})" for name, words in raw["lists"].items()}
    words["number"] = f"(?<number>{numbers})"
    words["some"] = f"(?:{numbers})"
    words["date"] = r"(?<date>3[01]|[12]\d|0?[1-9])"
    words["month_number"] = r"(?<month_number>1[0-2]|0?[1-9])"
    words["two_digit_month"] = r"(?<month_number>1[0-2]|0[1-9])"
    words["year"] = r"(?<year>\s?20\d\d|\d\d)"
    words["long_year"] = r"(?<year>20\d\d)"
    words["iso_week"] = r"(?<iso_week>5[0-3]|[1-4]\d|0?[1-9])"
    words["hour"] = r"(?<hour>2[0-4]|1\d|0?\d)(?:[.:](?<minute>[0-5]\d))?"
    words["days"] = r"(?:3[01]|[12]\d|0?[1-9])"
    words["hours"] = r"(?:2[0-4]|1\d|0?\d)(?:[.:][0-5]\d)?"
    return words


def _spelt(find: str, shorthand: dict[str, str]) -> str:
    while name := _NAME.search(find):  # a word list may name another
        find = find.replace(name[0], shorthand[name[1]])
    return find


def _patterns(words: list[str], language: Language) -> list[re2.Pattern]:
    return [_full(word, language) for word in words]


def _full(find: str, language: Language) -> re2.Pattern:
    return _regex(rf"^(?:{find})$", language)


def _regex(find: str, language: Language) -> re2.Pattern:
    return re2.compile(translate(find, language).encode("latin-1"), _OPTIONS)


def _options() -> re2.Options:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    return options


_OPTIONS = _options()


@cache
def _pack(language: Language) -> _Pack:
    return _Pack(language)
