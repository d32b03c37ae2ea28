"""How right each system is on the same texts: offence, upset, heat and signals, as Markdown tables."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from training.messages import LANGUAGES, Message

from benchmarks.peers.answers import SIGNALS, UPSET, Answer, signals_of
from benchmarks.peers.systems import System
from benchmarks.scores import SEED, f1, interval, shown, table
from training import messages, public

TWEETS = 1000
Bools = NDArray[np.bool_]
Answers = dict[str, list[Answer]]
_MEASURES = ("F1 (95 % interval)", "precision", "recall")


def quality(systems: Sequence[System]) -> str:
    """Every table over the test messages, a section a task."""
    found = {language: messages.load("test", [language]) for language in LANGUAGES}
    answers = {language: answers_of(systems, language, [m.text for m in found[language]]) for language in LANGUAGES}
    parts = [f"## Offence\n\n{_OFFENCE}\n", offence(systems, found, answers), f"\n{_TWEETS}\n", tweets(systems)]
    parts += [f"\n## Upset\n\n{_UPSET}\n", upset(systems, found, answers)]
    parts += [f"\n## Heat\n\n{_HEAT}\n", heat(systems, found, answers)]
    parts += [f"\n## Threats, repeat contact, wish for a human, vulnerability\n\n{_SIGNALS}"]
    for language in LANGUAGES:
        parts += [f"\n### {language}\n", signals(systems, found[language], answers[language])]
    return "\n".join(parts) + "\n"


def answers_of(systems: Iterable[System], language: str, texts: Sequence[str]) -> Answers:
    """Each system's answers to the texts, in their order."""
    answers = {}
    for system in systems:
        if system.tasks != ("cost",):
            read = system.load(language)
            answers[system.name] = [read(text) for text in texts]
    return answers


def offence(systems: Iterable[System], found: dict[str, list[Message]], answers: dict[str, Answers]) -> str:
    """Abuse of any degree against none."""
    rows = []
    for language, batch in found.items():
        wanted = np.array([message.abuse != "none" for message in batch])
        for system in _doing("offence", systems):
            got = np.array([answer.offence for answer in answers[language][system.name]], bool)
            rows.append([_of(language, wanted), system.name, *_cells(wanted, got)])
    return table(["language", "system", *_MEASURES], rows)


def tweets(systems: Iterable[System]) -> str:
    """Hate speech or offensive language against neither, on a fixed sample of the English tweets."""
    sample = random.Random(SEED).sample(list(public.davidson()), TWEETS)
    doing = list(_doing("offence", systems))
    answers = answers_of(doing, "en", [text for text, _ in sample])
    wanted = np.array([label != 2 for _, label in sample])
    rows = []
    for system in doing:
        got = np.array([answer.offence for answer in answers[system.name]], bool)
        rows.append([_of("tweets", wanted), system.name, *_cells(wanted, got)])
    return table(["texts", "system", *_MEASURES], rows)


def upset(systems: Iterable[System], found: dict[str, list[Message]], answers: dict[str, Answers]) -> str:
    """The five unhappy emotions against joy, gratitude and neutral."""
    rows = []
    for language, batch in found.items():
        wanted = np.array([message.emotion in UPSET for message in batch])
        for system in _doing("upset", systems):
            own = answers[language][system.name]
            got = np.array([answer.upset for answer in own], bool)
            area = area_under_curve(wanted, np.array([answer.gloom for answer in own], float))
            rows.append([_of(language, wanted), system.name, f"{area:.3f}", *_cells(wanted, got)])
    return table(["language", "system", "AUC", *_MEASURES], rows)


def heat(systems: Iterable[System], found: dict[str, list[Message]], answers: dict[str, Answers]) -> str:
    """Spearman's correlation with the labelled intensity."""
    rows = []
    for system in _doing("heat", systems):
        row = [system.name]
        for language, batch in found.items():
            said = np.array([answer.heat for answer in answers[language][system.name]], float)
            wanted = np.array([message.intensity for message in batch])
            row.append(f"{rank_correlation(wanted, said):.3f}")
        rows.append(row)
    return table(["system", *found], rows)


def signals(systems: Iterable[System], batch: list[Message], answers: Answers) -> str:
    """A row a signal and system, for one language."""
    labelled = [signals_of(message) for message in batch]
    rows = []
    for signal in SIGNALS:
        wanted = np.array([signal in one for one in labelled])
        for system in _doing("signals", systems):
            got = np.array([signal in (answer.signals or ()) for answer in answers[system.name]])
            rows.append([_of(signal, wanted), system.name, *_cells(wanted, got)])
    return table(["signal", "system", *_MEASURES], rows)


def area_under_curve(wanted: Bools, score: NDArray[np.float64]) -> float:
    """How often a text that holds scores above one that does not; a tie counts half."""
    held = int(wanted.sum())
    pairs = held * (len(wanted) - held)
    return float(ranks(score)[wanted].sum() - held * (held + 1) / 2) / pairs if pairs else float("nan")


def rank_correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Spearman's rho; 0 for a score that never changes."""
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return 0.0
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from 1, ties sharing their mean."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return np.asarray((last - (count - 1) / 2)[place], np.float64)


def _doing(task: str, systems: Iterable[System]) -> list[System]:
    return [system for system in systems if task in system.tasks]


def _of(name: str, wanted: Bools) -> str:
    return f"{name} ({int(wanted.sum())} of {len(wanted)})"


def _cells(wanted: Bools, got: Bools) -> list[str]:
    if not wanted.any():
        return [f"nothing to find; {int(got.sum())} found", "–", "–"]
    hits = int((wanted & got).sum())
    precision = f"{hits / int(got.sum()):.3f}" if got.any() else "–"
    return [shown(interval(lambda rows: f1(wanted[rows], got[rows]), len(wanted))), precision, _recall(hits, wanted)]


def _recall(hits: int, wanted: Bools) -> str:
    return f"{hits / int(wanted.sum()):.3f}"


_OFFENCE = """Wanted: messages labelled with mild or severe abuse of people. Words that swear at a thing or at fate are
no abuse by our labels, and a threat or a slight without a bad word is; profanity peers look for the words."""
_TWEETS = f"""A random sample of {TWEETS:,} of the 24,783 English tweets of Davidson et al. (2017), drawn with the seed
{SEED}. Wanted: hate speech or offensive language, against neither. Texts are given as they stand in the file. Those
labels count slurs and swear words whoever they are aimed at; Tyyni's `abuse` asks that they be aimed at people. Most
of the tweets are offensive, so that to say yes to all gives a high F1: look at precision too. **alt-profanity-check was
trained on this very set**, so its row is no test; no part of Tyyni was."""
_UPSET = """Wanted: anger, frustration, disappointment, anxiety or sadness; not wanted: joy, gratitude, neutral. AUC
takes the score (Tyyni: the probabilities of the five, that is 1 − P(joy, gratitude, neutral); peers: the negative of
theirs), F1 the label at the peer's documented threshold. The peers' lists are English."""
_HEAT = """Spearman's correlation of the score with the labelled intensity: Tyyni's `intensity`, for sentiment peers the
negative of their score. emotional-deescalation-mcp compares messages and says nothing of one alone, so each was put
after a calm “Hello.”."""
_SIGNALS = """The rows “legal or authority”, “churn or cancelling” and “human or manager” widen the label to what
emotional-deescalation-mcp says it looks for (regulators; wishes to cancel; supervisors). Its keywords are Russian and
English: for Finnish and Polish the tables show only what a user of theirs would get."""
