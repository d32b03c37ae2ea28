"""Mail out of files comes through the same door."""

from datetime import UTC, datetime

import pytest

from tests.desk.mail.letters import letter
from tyyni_desk.jobs import worker
from tyyni_desk.mail.importing import Imported, import_path
from tyyni_desk.mail.models import RawMail

pytestmark = pytest.mark.django_db
BORDER = b"From matti@asiakas.example Mon Nov  2 12:04:00 2026\n"


@pytest.fixture
def mbox(tmp_path):
    path = tmp_path / "vanhat.mbox"
    path.write_bytes(b"\n".join(BORDER + letter(f"Viesti {number}") for number in range(120)))
    return path


def test_an_mbox_is_imported_with_its_progress_told(mbox):
    told = []

    import_path(mbox, progress=told.append)
    worker.run_all()

    assert [so_far.found for so_far in told] == [50, 100, 120]
    assert RawMail.objects.filter(state="parsed", source="import").count() == 120


def test_a_second_import_of_the_same_file_brings_nothing_new(mbox):
    import_path(mbox)

    assert import_path(mbox) == Imported(found=120, new=0)


def test_a_folder_of_single_mails_is_imported(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.eml").write_bytes(letter(f"Viesti {number}"))

    assert import_path(tmp_path) == Imported(found=3, new=3)


def test_an_imported_mail_keeps_the_day_on_which_it_came(tmp_path):
    path = tmp_path / "a.eml"
    path.write_bytes(b"Received: from a by b; Tue, 03 Nov 2020 10:00:00 +0000\n" + letter())

    import_path(path)
    worker.run_all()

    assert RawMail.objects.get().message.created_at == datetime(2020, 11, 3, 10, tzinfo=UTC)
