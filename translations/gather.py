"""Brings the .po files up to the texts of the desk, and makes the .mo files from them.

``python -m translations.gather`` adds new texts as untranslated and drops those that are gone; ``--check`` only says
what is missing, and ends with 1 when something is. GNU gettext is not needed: Babel reads and writes the files.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

DESK = Path(__file__).parents[1] / "src" / "tyyni_desk"
LANGUAGES = ("fi", "pl")
_KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def main(arguments: list[str]) -> int:
    texts = gathered()
    missing = [f"{language}: {text}" for language in LANGUAGES for text in untranslated(language, texts)]
    if "--check" in arguments:
        print("\n".join(missing))
        return 1 if missing else 0
    for language in LANGUAGES:
        write(language, texts)
    print(f"{len(texts)} texts, {len(missing)} to translate")
    return 0


def gathered() -> Catalog:
    """Every text of the desk's Python files and templates."""
    catalog = Catalog(project="Tyyni", fuzzy=False)
    for path, source in _sources():
        found = extract("python", io.BytesIO(source.encode()), keywords=_KEYWORDS, comment_tags=["Translators:"])
        for _line, message, comments, context in found:
            catalog.add(message, locations=[(path, 0)], auto_comments=comments, context=context)
        if path.endswith(".py"):
            for line, called in _in_f_strings(source):
                _add(catalog, called, at=f"{path}:{line}")
    return catalog


def _in_f_strings(source: str) -> Iterator[tuple[int, ast.Call]]:
    """The calls for a text inside an f-string, with their lines. Babel sees none of them before Python 3.12."""
    for string in ast.walk(ast.parse(source)):
        if isinstance(string, ast.JoinedStr):
            for node in ast.walk(string):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _KEYWORDS:
                    yield node.lineno, node


def _add(catalog: Catalog, called: ast.Call, *, at: str) -> None:
    """A call with one plain text; whatever else stands in an f-string goes before it, where it can be gathered."""
    texts = [argument.value for argument in called.args if isinstance(argument, ast.Constant)]
    if _KEYWORDS[called.func.id] is not None or len(texts) != 1 or not isinstance(texts[0], str):
        raise SystemExit(f"{at}: only a call with one plain text is gathered from an f-string")
    catalog.add(texts[0], locations=[(at.partition(":")[0], 0)])


def untranslated(language: str, texts: Catalog) -> Iterator[str]:
    """Texts without a translation, or with one that its plural forms or placeholders do not fit."""
    known = translated(language)
    for text in texts:
        if not text.id:
            continue
        kept = known.get(text.id, text.context)
        if kept is None or not all(kept.string if isinstance(kept.string, tuple) else [kept.string]):
            yield str(text.id)
        elif errors := list(kept.check(known)):
            yield f"{text.id} ({errors[0]})"


def write(language: str, texts: Catalog) -> None:
    """The language's .po with exactly these texts, and its .mo."""
    catalog = translated(language)
    catalog.update(texts, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    folder = DESK / "locale" / language / "LC_MESSAGES"
    with (folder / "django.po").open("wb") as file:
        write_po(file, catalog, sort_output=True, no_location=True, width=120)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalog)


def translated(language: str) -> Catalog:
    """What a language has so far."""
    path = DESK / "locale" / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(locale=language, project="Tyyni", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _sources() -> Iterator[tuple[str, str]]:
    for path in sorted(DESK.rglob("*")):
        relative = path.relative_to(DESK).as_posix()
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield relative, path.read_text("utf-8")
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            yield relative, templatize(path.read_text("utf-8"), origin=relative)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
