"""Finnish and Polish are whole: every page speaks the agent's language, with right plurals and the same values."""

import re

import pytest
from django.utils import translation
from django.utils.translation import ngettext
from translations import gather

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def texts():
    return gather.gathered()


def shows_its_values(text):
    """A form for one may say "one" where the number would stand; the form for many shows everything."""
    one, many = text.id if isinstance(text.id, tuple) else (text.id, text.id)
    forms = text.string if isinstance(text.string, tuple) else (text.string,)
    *few, last = (set(PLACEHOLDER.findall(form)) for form in forms)
    named = set(PLACEHOLDER.findall(many))
    return last == named and all(form <= named | set(PLACEHOLDER.findall(one)) for form in few)


def test_a_text_inside_an_f_string_is_gathered_too(tmp_path, monkeypatch):
    monkeypatch.setattr(gather, "DESK", tmp_path)
    (tmp_path / "pages.py").write_text("""told = f"{name} ({_('away')})" + _("here")\n""")

    assert {text.id for text in gather.gathered() if text.id} == {"away", "here"}


@pytest.mark.parametrize("called", ["_(name)", "ngettext('one', 'many', 2)", "_('a' + name)"])
def test_one_that_cannot_be_gathered_from_an_f_string_is_told_with_its_line(tmp_path, monkeypatch, called):
    monkeypatch.setattr(gather, "DESK", tmp_path)
    (tmp_path / "pages.py").write_text(f'name = "x"\ntold = f"<{{{called}}}>"\n')

    with pytest.raises(SystemExit, match=r"^pages\.py:2: "):
        gather.gathered()


@pytest.mark.parametrize("language", gather.LANGUAGES)
def test_every_text_is_translated(texts, language):
    assert not list(gather.untranslated(language, texts))


@pytest.mark.parametrize("language", gather.LANGUAGES)
def test_a_translation_shows_the_values_of_its_text(language):
    wrong = [text.id for text in gather.translated(language) if not shows_its_values(text)]

    assert not wrong


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("fi", 1, "yksi keskustelu"),
        ("fi", 2, "2 keskustelua"),
        ("pl", 1, "1 rozmowa"),
        ("pl", 2, "2 rozmowy"),
        ("pl", 5, "5 rozmów"),
        ("pl", 22, "22 rozmowy"),
    ],
)
def test_plurals_follow_the_language(language, count, said):
    with translation.override(language):
        assert ngettext("one conversation", "%(count)s conversations", count) % {"count": count} == said
