"""A lead sends a file of orders, sees what it would do, and takes it in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tyyni_desk.jobs import worker
from tyyni_desk.people.models import Order, OrderImport

pytestmark = pytest.mark.django_db
TABLE = "Tilausnumero;Sähköposti;Summa;Tila\n1;anna@asiakas.example;49,90;maksettu\n2;;paljon;=cmd()\n".encode("cp1252")


@pytest.fixture
def lead(signed_in):
    return signed_in("lead")


def send(lead, content=TABLE, name="tilaukset.csv"):
    return lead.post("/order-imports", {"file": SimpleUploadedFile(name, content)})


def test_the_preview_shows_what_is_new_and_what_cannot_be_taken_and_writes_nothing(lead):
    Order.objects.create(number="1", state="tilattu", total="49.90")

    page = lead.get(send(lead).url).content.decode()

    told = ("tilattu → maksettu", "anna@asiakas.example", "Not a sum", "paljon", "cp1252")
    assert all(words in page for words in told)
    assert Order.objects.get().state == "tilattu"


def test_a_file_is_taken_in_and_its_progress_is_shown(lead):
    address = send(lead).url
    lead.post(f"{address}/start")
    running = lead.get(f"{address}/progress").content.decode()
    assert "0 of 1 orders" in running
    assert "every 1s" in running

    worker.run_all()

    done = lead.get(f"{address}/progress").content.decode()
    assert "Done." in done
    assert "every 1s" not in done
    assert Order.objects.get(number="1").customer.email == "anna@asiakas.example"


def test_rows_to_mend_come_as_a_sheet_in_which_nothing_runs(lead):
    answer = lead.get(f"{send(lead).url}/faults")

    assert answer["Content-Disposition"].startswith("attachment")
    assert "2;;paljon;'=cmd()" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04xl", "This is a spreadsheet"),
        (b"Order\n\x00\x01\x02", "not a text file"),
        (b"Nimi\nAnna\n", "No column"),
        (b'Order;Name\n1;"Anna\n', "near row 2"),
        (b"x" * ((20 << 20) + 1), "too large"),
    ],
)
def test_a_file_that_is_none_says_why_and_changes_nothing(lead, content, said):
    answer = send(lead, content)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not OrderImport.objects.exists()


def test_no_file_at_all_is_an_empty_one(lead):
    assert "is empty" in lead.post("/order-imports").content.decode()


def test_what_stands_in_a_file_is_only_text(lead):
    evil = b'Order;Total;Status\n<b>1</b>;5;<script>alert(1)</script>\n<i>2</i>;"<img src=x>";x\n'

    page = lead.get(send(lead, evil, name="<u>x</u>.csv").url).content.decode()

    assert "&lt;script&gt;" in page
    assert not any(tag in page for tag in ("<b>1", "<script>alert", "<img src=x", "<u>x"))


def test_a_file_can_be_thrown_away_and_its_orders_stay(lead):
    address = send(lead).url
    lead.post(f"{address}/start")
    worker.run_all()

    lead.post(f"{address}/removal")

    assert not OrderImport.objects.exists()
    assert Order.objects.exists()


def test_only_leads_are_shown_the_way(desk):
    assert "/order-imports" not in desk.get("/customers").content.decode()
