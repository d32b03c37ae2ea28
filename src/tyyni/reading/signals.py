"""Rule findings as the reader uses them: what is denied, quoted or reported does not count."""

from __future__ import annotations

import re
from functools import cache

import re2

from tyyni.lexicon.matcher import Finding, matcher
from tyyni.lexicon.patterns import translate
from tyyni.lexicon.rules import Language, pack_file
from tyyni.text.value import Text

_NEAR = 40
_QUOTED = re.compile(rb"[\"]([^\"\n]{2,200})[\"]")
# What somebody swears or threatens matters only if it is the customer's own and meant.
_SPEECH = ("abuse", "threat")


def findings(text: Text, language: Language) -> list[Finding]:
    """The rules' findings in a customer's message, less what the customer denies or only reports."""
    found = matcher(language).find(text)
    if not found:
        return []
    quoted = [match.span() for match in _QUOTED.finditer(text.folded)]
    return [finding for finding in found if not _is_void(finding, text.folded, quoted, language)]


def strengths(found: list[Finding]) -> dict[str, float]:
    """The strongest weight of each signal, 0..1."""
    strongest: dict[str, float] = {}
    for finding in found:
        weight = finding.phrase.weight
        strongest[finding.signal] = max(strongest.get(finding.signal, 0.0), weight)
    return strongest


def _is_void(finding: Finding, folded: bytes, quoted: list[tuple[int, int]], language: Language) -> bool:
    family = finding.rule.family
    before = folded[max(0, finding.start - _NEAR) : finding.start]
    if family in ("threat", "request") and _voids(language)["denied"].search(before):
        return True
    if family not in _SPEECH:
        return False
    inside_quotation = any(start <= finding.start and finding.end <= end for start, end in quoted)
    return inside_quotation or bool(_voids(language)["reported"].search(before))


@cache
def _voids(language: Language) -> dict[str, re2.Pattern]:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    return {
        name: re2.compile(
            rf"\b(?:{'|'.join(translate(phrase, language) for phrase in table['before'])})\W*$".encode("latin-1"),
            options,
        )
        for name, table in pack_file(language, "voids").items()
    }
