"""From the notation of the packs to RE2, over the normal form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tyyni.lexicon.rules import Language, Phrase
from tyyni.text.normal import LETTERS, PLAIN, fold

# Letters that people leave bare when they type in a hurry or on a foreign keyboard.
_OFTEN_BARE = {"fi": "äö", "pl": "ąćęłńóśźż", "en": ""}
_NUMBERS = {
    "fi": "yhden|yhtä|kahden|kaksi|kahta|kolmen|kolme|neljän|neljä|viiden|viisi|kuuden|kuusi"
    "|seitsemän|kymmenen|parin|pari|muutaman|usean|monta",
    "pl": "jeden|jednego|dwa|dwie|dwóch|dwu|trzy|trzech|cztery|czterech|pięć|pięciu|sześć|siedem"
    "|siedmiu|dziesięć|dziesięciu|kilka|kilku|parę|paru",
    "en": "one|two|three|four|five|six|seven|eight|nine|ten|twelve|a few|several|a couple of|a",
}
_GAP = r"[^.!?\n]{0,45}?"
_NOTATION = re.compile(r" \.\.\.| [?*]|\.\.\.|#n|~| +")


def compile_phrase(phrase: Phrase, language: Language) -> str:
    """The RE2 pattern of a phrase; raises ``re2.error`` later if the pack is wrong."""
    bare_letters = "" if phrase.exact else _OFTEN_BARE[language]
    pattern = translate(phrase.find, language, bare_letters)
    # A phrase may end in a sign ("k***", "49,90 €"), where \b does not hold.
    return pattern if phrase.bare else rf"\b(?:{pattern})(?:\b|\W|$)"


def translate(find: str, language: Language, bare_letters: str | None = None) -> str:
    """Spell the notation out and fold the letters as a text is folded."""
    letters = _OFTEN_BARE[language] if bare_letters is None else bare_letters
    numbers = rf"(?:\d+|{_NUMBERS[language]})"
    meaning = {
        " ...": rf"[\s,;:-]+(?:{_GAP}\b)?",
        " ?": r"\s*",
        " *": r"\s*",
        "...": _GAP,
        "#n": numbers,
        "~": r"\w*",
    }
    spelt = _NOTATION.sub(lambda part: meaning.get(part[0], r"\s+"), find)
    return "".join(_folded(spelt, letters))


def _folded(pattern: str, bare_letters: str) -> Iterator[str]:
    in_class = escaped = False
    for character in pattern:
        if escaped or character == "\\":
            escaped = not escaped
            yield character
            continue
        if character in "[]":
            in_class = character == "["
        both = _both(character, bare_letters)
        yield both if in_class or len(both) == 1 else f"[{both}]"


def _both(character: str, bare_letters: str) -> str:
    folded = fold(character)[0].decode("latin-1") if not character.isascii() else character.lower()
    if character.lower() in bare_letters:
        folded += PLAIN[LETTERS[character.lower()]]
    return folded
