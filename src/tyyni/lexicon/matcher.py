"""One matcher for all rules of a language at once, in time linear in the text.

RE2 sets say which phrases occur; only those are then searched for their spans. RE2 is an
automaton without backtracking, so a hostile text costs no more than a friendly one of its length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

import re2

from tyyni.lexicon.patterns import compile_phrase, translate
from tyyni.lexicon.rules import Language, Phrase, Rule, pack_file, rules
from tyyni.text.disguise import undisguise
from tyyni.text.normal import fold
from tyyni.text.value import Text

CUSTOMER = ("abuse", "anger", "contact", "cue", "request", "threat")
AGENT = ("fault", "promise", "strength")
# What moves a conversation on, by whoever says it; the heads for single messages do not see these.
MOVES = ("customer", "move")
# What a reply may only be hinted at for, and what shows that it is not; no head sees these.
HINTS = ("answer", "hint", "legal", "move")

# A phrase that stands a thousand times in one text says no more than one that stands fifty times.
_MOST_PER_PHRASE = 50
_WINDOW = 60
# A text made of the packs' own words makes one large automaton build states without end; small ones
# stay in their cache: a hostile megabyte costs 1 s instead of 12, a usual message 0.02 ms more.
_PER_SET = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """A phrase found; the span is in the normal form of the text."""

    rule: Rule
    phrase: Phrase
    start: int
    end: int

    @property
    def signal(self) -> str:
        """The rule's name without its language."""
        return self.rule.signal


class Matcher:
    """The rules of one language, of the families given, compiled."""

    def __init__(self, language: Language, families: tuple[str, ...]) -> None:
        self._entries = [
            _Entry(rule, phrase, language)
            for rule in rules(language)
            if rule.family in families
            for phrase in rule.phrases
        ]
        self._sets = [
            _compiled_set(self._entries[start : start + _PER_SET]) for start in range(0, len(self._entries), _PER_SET)
        ]
        self._swearwords = [fold(word)[0] for word in pack_file(language, "swearwords")["words"]]

    def find(self, text: Text) -> list[Finding]:
        """Findings in reading order, disguised words included; longest first where two begin together."""
        found = list(self._find(text.folded))
        if undisguised := undisguise(text.folded, self._swearwords):
            plain, offsets = undisguised
            seen = {(finding.rule, finding.start) for finding in found}
            found += (
                Finding(finding.rule, finding.phrase, offsets[finding.start], offsets[finding.end])
                for finding in self._find(plain)
                if (finding.rule, offsets[finding.start]) not in seen
            )
        return sorted(found, key=lambda finding: (finding.start, -finding.end, finding.rule.name))

    def _find(self, folded: bytes) -> Iterator[Finding]:
        for number, phrases in enumerate(self._sets):
            for index in phrases.Match(folded) or ():
                yield from self._entries[number * _PER_SET + index].find(folded)


class _Entry:
    """A phrase with its patterns; the exact search is compiled when it is first needed."""

    def __init__(self, rule: Rule, phrase: Phrase, language: Language) -> None:
        self.rule = rule
        self.phrase = phrase
        self.pattern = compile_phrase(phrase, language).encode("latin-1")
        self._language = language
        self._searches: tuple[re2.Pattern, re2.Pattern | None, re2.Pattern | None] | None = None

    def find(self, folded: bytes) -> Iterator[Finding]:
        if self._searches is None:
            self._searches = self._compile()
        search, after, before = self._searches
        for match in islice(search.finditer(folded), _MOST_PER_PHRASE):
            start = match.start()
            end = start + len(match[0].rstrip())  # a phrase may have taken the blank after it
            if start == end:
                continue
            if after and after.match(folded[end : end + _WINDOW]):
                continue
            if before and before.search(folded[max(0, start - _WINDOW) : start]):
                continue
            yield Finding(self.rule, self.phrase, start, end)

    def _compile(self) -> tuple[re2.Pattern, re2.Pattern | None, re2.Pattern | None]:
        after = before = None
        if self.phrase.not_before:
            after = _compiled(rf"\W*?(?:{translate(self.phrase.not_before, self._language)})(?:\b|\d)")
        if self.phrase.not_after:
            before = _compiled(rf"(?:{translate(self.phrase.not_after, self._language)})\W*$")
        return re2.compile(self.pattern, _OPTIONS), after, before


def _compiled_set(entries: list[_Entry]) -> re2.Set:
    phrases = re2.Set.SearchSet(_OPTIONS)
    for entry in entries:
        phrases.Add(entry.pattern)
    phrases.Compile()
    return phrases


def _compiled(pattern: str) -> re2.Pattern:
    return re2.compile(pattern.encode("latin-1"), _OPTIONS)


def _options() -> re2.Options:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = 256 << 20
    options.log_errors = False
    return options


_OPTIONS = _options()


@cache
def matcher(language: Language, families: tuple[str, ...] = CUSTOMER) -> Matcher:
    """The compiled matcher of a language, made once a process."""
    return Matcher(language, families)
