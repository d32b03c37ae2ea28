"""The page about faults and hints is what the data says now."""

import runpy
from pathlib import Path

import pytest

from tyyni.models.labels import FAULTS
from tyyni.review.hints import HINT_CODES
from tyyni.review.page import page

DOCS = Path(__file__).parents[2] / "docs" / "review.md"


def test_every_code_has_a_section():
    text = page()

    assert all(f"### {code}\n" in text for code in (*FAULTS, *HINT_CODES))


@pytest.mark.filterwarnings("ignore:.*found in sys.modules:RuntimeWarning")
def test_the_page_is_what_its_command_prints(capsys):
    runpy.run_module("tyyni.review.page", run_name="__main__")

    assert capsys.readouterr().out == DOCS.read_text("utf-8")  # python -m tyyni.review.page > docs/review.md
