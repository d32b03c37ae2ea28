"""Sums of money: how they are written in a language, and what sums a text names. Currencies are never added up."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils import translation
from django.utils.formats import number_format

CURRENCIES = {"EUR": "€", "PLN": "zł", "GBP": "£"}  # those that the company's customers pay in
_SIGNS = {**CURRENCIES, "USD": "$"}
_BEFORE = {"en": "€£$"}  # signs that stand before the sum
_CENT = Decimal("0.01")
# Words for a currency as customers write them; pennies and groszy are left alone.
_WORDS = {
    "EUR": r"€|eur\w*|(?<![^\W\d])e\b",
    "PLN": r"zł\w*|zl\b|pln",
    "GBP": r"£|gbp|pounds?|quid",
}
_AMOUNT = re.compile(r"\d[\d \u00a0.,]*")
_PARTED = re.compile(r"[.,](\d{1,2})$")


def written(amount: Decimal, currency: str, language: str) -> str:
    """ "64,90 €" in Finnish and Polish, "€64.90" in English."""
    with translation.override(language):
        number = number_format(amount, 2, use_l10n=True, force_grouping=True)
    sign = _SIGNS.get(currency, currency)
    return f"{sign}{number}" if sign in _BEFORE.get(language, "") else f"{number}\N{NO-BREAK SPACE}{sign}"


def named(words: str) -> tuple[Decimal, str] | None:
    """The sum and the currency of "1 049,00 zł" or "£49.90"; None where either is unclear."""
    currency = next((code for code, form in _WORDS.items() if re.search(form, words, re.IGNORECASE)), None)
    digits = _AMOUNT.search(words)
    if currency is None or digits is None:
        return None
    whole = digits[0].rstrip(" \u00a0.,")
    cents = _PARTED.search(whole)
    plain = re.sub(r"\D", "", whole[: cents.start()] if cents else whole)
    return Decimal(f"{plain}.{cents[1] if cents else '0'}"), currency


def share(total: Decimal, percent: int) -> Decimal:
    """So many per cent of a sum, to the cent."""
    return (total * percent / 100).quantize(_CENT)
