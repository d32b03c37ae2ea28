"""The page about faults and hints is what the data says now."""

from pathlib import Path

from tyyni.models.labels import FAULTS
from tyyni.review.hints import HINT_CODES
from tyyni.review.page import page

DOCS = Path(__file__).parents[2] / "docs" / "review.md"


def test_the_page_is_up_to_date():
    assert page() + "\n" == DOCS.read_text("utf-8")  # python -m tyyni.review.page > docs/review.md


def test_every_code_has_a_section():
    text = page()

    assert all(f"### {code}\n" in text for code in (*FAULTS, *HINT_CODES))
