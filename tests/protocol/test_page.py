"""The page about steps and tracks is what the playbook says now."""

import runpy
from pathlib import Path

import pytest

from tyyni.models.labels import STEPS
from tyyni.protocol.page import page
from tyyni.protocol.playbook import playbook

DOCS = Path(__file__).parents[2] / "docs" / "steps.md"


@pytest.mark.filterwarnings("ignore:.*found in sys.modules:RuntimeWarning")
def test_the_page_is_what_its_command_prints(capsys):
    runpy.run_module("tyyni.protocol.page", run_name="__main__")

    assert capsys.readouterr().out == DOCS.read_text("utf-8")  # python -m tyyni.protocol.page > docs/steps.md


def test_it_has_a_section_for_each_step_and_track():
    text = page(playbook())

    assert all(f"### {step}\n" in text for step in STEPS)
    assert all(f"### {track.title}\n" in text for track in playbook().tracks)
