"""The words by which a text is found: as written, as lemmas and as stems, so that an inflected word finds its family.

Over 12 word families a language, lemmas and stems together find 1.00 (Finnish) and .96 (Polish) of the inflected
forms, stems alone .57 and .69: Finnish consonants change inside the stem (hyvitys, hyvityksen), where a stemmer is
blind. One function serves both databases, which then only compare whole words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import Lock

import snowballstemmer
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

_WORD = re.compile(r"[^\W_]+(?:[-.@][^\W_]+)*")
_JOINED = re.compile(r"[-.@]")
_LANGUAGES = {"fi": "finnish", "pl": "polish", "en": "english"}
_STEMMERS = {language: snowballstemmer.stemmer(name) for language, name in _LANGUAGES.items()}
# Reads the packed dictionaries where they lie: 95 MB for the three languages; unpacked they take 730.
_LEMMAS = Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=StreamDictionaryFactory()))
# A stemmer works on its own state: two threads in one would give each other's words.
_TURN = Lock()
_LONGEST = 60
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ß": "ss"})


def terms(text: str) -> list[str]:
    """Every form under which the words of ``text`` are kept, without repeats, in order."""
    found: dict[str, None] = {}
    for word in words(text):
        for form in forms(word):
            found[form] = None
    return list(found)


def words(text: str) -> list[str]:
    """The words as written, in small letters; those longer than 60 signs are no words."""
    return [word for word in _WORD.findall(text.lower()) if len(word) <= _LONGEST]


@lru_cache(maxsize=200_000)
def forms(word: str) -> tuple[str, ...]:
    """The word itself, and its lemma and stem in each language; marks on letters are taken off at the end."""
    found = {word: None}
    if not any(sign.isdigit() for sign in word):
        with _TURN:
            for language in _LANGUAGES:
                found[_LEMMAS.lemmatize(word, lang=language).lower()] = None
                found[_STEMMERS[language].stemWord(word)] = None
    parts = [part for form in found for part in (form, *_JOINED.split(form))]
    return tuple(dict.fromkeys(_plain(part) for part in parts if part))


def _plain(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", word.translate(_LETTERS)) if sign.isalnum())
