"""The docs lead where they say, and the agent's guide names every key of the desk."""

import re
from pathlib import Path

import pytest
from benchmarks.__main__ import overview

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)")
KEY = re.compile(r"<kbd>(.+?)</kbd>")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_to_one(page):
    files = [link for link in LINK.findall(page.read_text("utf-8")) if not link.startswith(("http", "mailto:"))]

    assert not [link for link in files if not (page.parent / link).exists()]


def test_the_agents_guide_names_every_key():
    listed = (ROOT / "src/tyyni_desk/web/templates/desk/_keys.html").read_text("utf-8")
    guide = (ROOT / "docs/guide/agent.md").read_text("utf-8")

    assert KEY.findall(listed)
    assert not [key for key in KEY.findall(listed) if f"`{key}`" not in guide]


def test_the_overview_of_the_benchmarks_is_that_of_their_pages():
    assert (ROOT / "docs/benchmarks.md").read_text("utf-8") == overview(), "write it anew: python -m benchmarks"
