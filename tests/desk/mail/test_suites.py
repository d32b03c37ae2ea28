"""Mails that break mail programs: every one is stored once, and no machine among them is answered."""

import importlib.util
from pathlib import Path

import pytest

from tests.desk.mail.letters import make_mailbox
from tyyni_desk.jobs import worker
from tyyni_desk.mail import actions
from tyyni_desk.mail.automatic import acknowledging
from tyyni_desk.mail.models import RawMail

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[3]


def cpython():
    found = importlib.util.find_spec("test.test_email")
    if found is None:
        pytest.skip("this Python comes without its own tests")
    return sorted((Path(found.submodule_search_locations[0]) / "data").glob("*.txt"))


def sample():
    return sorted((ROOT / "src/tyyni/sample").glob("*.eml"))


@pytest.mark.parametrize("suite", [cpython, sample])
def test_a_suite_is_taken_in_whole_though_it_comes_twice(suite):
    make_mailbox()
    raws = [path.read_bytes() for path in suite()]

    for raw in raws * 2:
        actions.store(raw, source="import")
    worker.run_all()

    assert RawMail.objects.count() == len(set(raws)) > 30
    assert not RawMail.objects.filter(state="stored").exists()
    assert not any(acknowledging.claim_automatic_answer(raw) for raw in RawMail.objects.exclude(place="inbox"))
