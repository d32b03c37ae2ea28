"""Dates and sums as Finns, Poles and the English write them in a table."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache

from django.utils import timezone, translation
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_ALT, MONTHS_AP
from django.utils.encoding import force_str

_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ]{1,2}(\d{1,2})[-./ ]{1,2}(\d{4}|\d{2})")
_DAY_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[ -]([^\W\d_]+)\.?,?[ -](\d{4})")
_MONTH_NAMED = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_HOUR = re.compile(r"[ T,]+(?:klo|kello|godz\.?|o|at)? ?(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?\s*$")
# Every other currency is known by its three letters.
_CURRENCIES = {"€": "EUR", "euroa": "EUR", "zł": "PLN", "zl": "PLN", "£": "GBP", "$": "USD", "kr": "SEK"}
_LARGEST = Decimal(10) ** 10


def moment(text: str) -> datetime:
    """A date, with an hour or without; the day comes before the month. Raises ValueError."""
    text = " ".join(text.split())
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = _written(text)
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def amount(text: str) -> Decimal:
    """A sum with or without its currency: 1 234,50 €, 1.234,50, 1,234.50. Raises ValueError."""
    digits = re.sub(r"[^\d.,-]", "", re.sub(r"(?i)kr\.|zł\.", "", text).replace("−", "-"))
    # 12,- and 12,– are twelve and no cents.
    whole, cents = _parted(re.sub(r"[.,]-*$", "", digits))
    if not re.fullmatch(r"-?\d+", whole) or not re.fullmatch(r"\d{0,4}", cents):
        raise ValueError(text)
    value = Decimal(f"{whole}.{cents or '0'}").quantize(Decimal("0.01"))
    if abs(value) >= _LARGEST:
        raise ValueError(text)
    return value


def currency(text: str) -> str:
    """The three letters of a currency that ``text`` names by its sign or letters; "" when it names none."""
    word = re.sub(r"[\d\s.,+−-]", "", text).lower()
    if word in _CURRENCIES:
        return _CURRENCIES[word]
    return word.upper() if re.fullmatch(r"[a-z]{3}", word) else ""


def _parted(digits: str) -> tuple[str, str]:
    """The last sign parts off the cents, unless three digits follow it: then it only groups."""
    last = max(digits.rfind(","), digits.rfind("."))
    after = digits[last + 1 :]
    groups = last < 0 or (len(after) == 3 and len(set(digits) & {",", "."}) == 1)
    whole, cents = (digits, "") if groups else (digits[:last], after)
    return re.sub(r"[.,]", "", whole), cents


def _written(text: str) -> datetime:
    hour = _HOUR.search(text)
    day = _day(text[: hour.start()] if hour else text)
    at = time(int(hour[1]), int(hour[2]), int(hour[3] or 0)) if hour else time()
    return datetime.combine(day, at)


def _day(text: str) -> date:
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return date(year, int(found[2]), int(found[1]))
    if found := _DAY_NAMED.fullmatch(text):
        return date(int(found[3]), _months().get(found[2].lower(), 0), int(found[1]))
    if found := _MONTH_NAMED.fullmatch(text):
        return date(int(found[3]), _months().get(found[1].lower(), 0), int(found[2]))
    raise ValueError(text)


@cache
def _months() -> dict[str, int]:
    """Every name of a month, also inflected and short, from the framework's own translations."""
    found = {}
    for language in ("fi", "pl", "en"):
        with translation.override(language):
            for table in (MONTHS, MONTHS_3, MONTHS_AP, MONTHS_ALT):
                for number, name in table.items():
                    found[force_str(name).strip(".").lower()] = number
    return found
