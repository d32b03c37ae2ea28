"""Promises in a reply: what the customer may now expect the company to do or bring about.

A promise is a clause that a rule of the pack finds (``promise.verb``) and nothing takes back: it is not denied, asked,
quoted, a warning or a condition (``promise.void``). A weak phrase ("the refund takes …", "I have booked …") needs a
time beside it. A score of the whole sentence, if the caller has one, decides whether it promises; the rules then say
which words do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache

import re2

from tyyni.lexicon.matcher import matcher
from tyyni.lexicon.patterns import translate
from tyyni.lexicon.rules import LANGUAGES, Language, pack_file
from tyyni.models.language import language_model
from tyyni.promises.calendars import Calendar, calendar_for
from tyyni.promises.clauses import Sentence, sentences
from tyyni.promises.due import moment
from tyyni.promises.expressions import Expression, find_expressions
from tyyni.promises.groups import Group, Marks, groups, is_strong
from tyyni.promises.result import Promise
from tyyni.text.value import Text

LONGEST = 60_000  # characters; what stands beyond is not read
# A sentence less likely than that promises nothing. Of sentences that the encoder never saw the rules still know what
# the score does not (0.9 in the log-odds on replies/train/*-b, 1.05 on single sentences), so what they find needs less.
# The best F1 on replies/train/*-b, scored out of fold, lies at 0.2 without them; single sentences ask for 0.4 and more.
_LIKELY_BY_RULES = 0.15
_LIKELY_ALONE = 0.25
_LIKELY_THOUGH = 0.5  # for one that denies, asks or tells what was
_QUOTED = re.compile(rb"\"[^\"\n]{2,300}\"")
_APART = re.compile(rb";|.{20}", re.DOTALL)  # between two promises: more than a comma and "and"
_SPEAKER = re.compile(rb"(?:i|we|you)\b")


def find_promises(
    reply: str,
    *,
    language: str | None = None,
    sent_at: datetime | None = None,
    timezone: str | None = None,
    country: str | None = None,
    likely: Callable[[str], float] | None = None,
) -> tuple[Promise, ...]:
    """Promises in reading order. Never raises for any text.

    ``sent_at`` without a zone is local to ``timezone``, which follows the country, and that the language, where they
    are not given. ``likely`` gives the probability (0..1) that a sentence holds a promise.
    """
    text = Text(reply[:LONGEST])
    pack = _language(language, text)
    calendar = calendar_for(pack, timezone=timezone, country=country)
    marks = _marks(text, pack)
    whole = [(time.start, time.end) for time in marks.times]
    return tuple(
        _promise(text, group, marks, calendar.local(sent_at) if sent_at else None, calendar, pack)
        for sentence in sentences(text, pack, whole)
        for group in _promising(sentence, text, marks, pack, likely)
    )


def _language(language: str | None, text: Text) -> Language:
    for known in LANGUAGES:
        if known == language:
            return known
    probability = language_model().probabilities(text.folded)
    return max(LANGUAGES, key=lambda candidate: probability[candidate])


def _marks(text: Text, language: Language) -> Marks:
    found = matcher(language, ("promise",)).find(text)
    quoted = [match.span() for match in _QUOTED.finditer(text.folded)]
    verbs = [
        finding
        for finding in found
        if finding.signal == "promise.verb" and not any(start <= finding.start < end for start, end in quoted)
    ]
    voids = [finding for finding in found if finding.signal == "promise.void"]
    return Marks(verbs, voids, find_expressions(text, language))


def _promising(
    sentence: Sentence, text: Text, marks: Marks, language: Language, likely: Callable[[str], float] | None
) -> list[Group]:
    if text.folded.startswith(b">", sentence.start) or not sentence.clauses:
        return []  # quoted mail
    certainty = likely(text.words_of(sentence.start, sentence.end)) if likely else None
    sentence = _without_tag(sentence, text.folded, language)
    stated, sentence = not sentence.asks, _without_question(sentence, text.folded)
    if sentence.asks:
        return []
    by_rules = _kept(groups(sentence, marks), marks, stated)
    if certainty is None:
        return _joined(by_rules, marks, text.folded)
    if certainty < (_LIKELY_BY_RULES if by_rules else _LIKELY_ALONE):
        return []
    found = groups(sentence, marks, likely=True)
    kept = _kept(found, marks, stated)
    if not kept and stated and not any(group.void for group in found):
        return [Group(list(sentence.clauses), [])] if certainty >= _least_alone(sentence) else []
    return _joined(kept, marks, text.folded)


def _least_alone(sentence: Sentence) -> float:
    """How likely a sentence without a promising verb must be: more so if all it says is denied, past or asked for."""
    main = [clause for clause in sentence.clauses if clause.opens not in ("aside", "relative", "that")]
    return _LIKELY_THOUGH if all(clause.other for clause in main) else _LIKELY_ALONE


def _kept(found: list[Group], marks: Marks, stated: bool) -> list[Group]:
    return [group for group in found if _promises(group, marks) and (stated or any(map(is_strong, group.verbs)))]


def _joined(kept: list[Group], marks: Marks, folded: bytes) -> list[Group]:
    """Deeds of one doer that share one time are one promise: "I'll look into it and call you by noon"."""
    if sum(group.time(marks) is not None for group in kept) > 1:
        return kept
    joined: list[Group] = []
    for group in kept:
        if joined and group.goes_on and _APART.search(folded[joined[-1].end : group.start]) is None:
            before = joined.pop()
            group = Group([*before.clauses, *group.clauses], [*before.verbs, *group.verbs])
        joined.append(group)
    return joined


def _promises(group: Group, marks: Marks) -> bool:
    if group.void:
        return False
    return not group.verbs or any(map(is_strong, group.verbs)) or group.time(marks) is not None


def _without_tag(sentence: Sentence, folded: bytes, language: Language) -> Sentence:
    """A question that only asks whether the promise suits is left out: "I'll call at ten, is that all right?" """
    *clauses, last = sentence.clauses
    if clauses and sentence.asks and _tag(language).search(folded[last.start : last.end]):
        return replace(sentence, clauses=tuple(clauses), asks=False)
    return sentence


def _without_question(sentence: Sentence, folded: bytes) -> Sentence:
    """What a question leads to, or what stands before it: "Could you send the bill, so I can pay it?" """
    if not sentence.asks:
        return sentence
    colon = folded.rfind(b": ", sentence.start, sentence.end)
    kept = tuple(clause for clause in sentence.clauses if clause.results or clause.end <= colon)
    return replace(sentence, clauses=kept, asks=not kept)


def _promise(
    text: Text, group: Group, marks: Marks, sent: datetime | None, calendar: Calendar, language: Language
) -> Promise:
    time = group.time(marks)
    start, end = text.span(_start(text.folded, group, time), group.end)
    return Promise(
        text.original[start:end],
        start,
        end,
        text.words_of(time.start, time.end) if time else None,
        moment(time.says, sent, calendar, language) if time and sent else None,
    )


def _start(folded: bytes, group: Group, time: Expression | None) -> int:
    """The beginning of the clause, or its subject where other words run into it ("sorry about that i'll check")."""
    verb = group.verbs[0].start if group.verbs else group.start
    if not _SPEAKER.match(folded[verb : verb + 4]) or group.clauses[0].opens == "aside":
        return group.start
    return max(group.start, min(verb, time.start if time else verb))


@cache
def _tag(language: Language) -> re2.Pattern:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    return re2.compile(
        translate(rf"^(?:{pack_file(language, 'clauses')['tag']})$", language).encode("latin-1"), options
    )
