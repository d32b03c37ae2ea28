"""A file of orders from any spreadsheet or shop: what is in it, what is wrong with it, and that nothing is doubled."""

from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from tests.desk.makers import make_customer
from tyyni_desk.jobs import worker
from tyyni_desk.people.models import AuditEntry, Customer, Order
from tyyni_desk.people.orders import actions, faulty, importing, values
from tyyni_desk.people.orders.given import orders
from tyyni_desk.people.orders.tables import NotATable, read

FINNISH = "Tilausnumero;Sähköposti;Asiakas;Päivä;Summa;Tila;Tuote;Kpl;Hinta\n"
POLISH = "Numer zamówienia;E-mail klienta;Klient;Data zamówienia;Kwota;Waluta;Status zamówienia\n"


def rows(content):
    return orders(read(content if isinstance(content, bytes) else content.encode()))


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-15"])
def test_finnish_letters_come_through(charset):
    text = FINNISH + "10233;anna@asiakas.example;Anna Mäkelä;2.11.2026;49,90 €;lähetetty;Säilytysrasia ”Järvi”;2;25\n"
    if charset == "iso8859-15":
        text = text.replace("”", '""').replace(";Säilytysrasia", ';"Säilytysrasia').replace('Järvi"";', 'Järvi""";')

    (order,), faults = rows(text.encode(charset))

    assert not faults
    assert (order.name, order.state, order.total, order.currency) == (
        "Anna Mäkelä",
        "lähetetty",
        Decimal("49.90"),
        "EUR",
    )
    assert order.items[0]["name"].startswith("Säilytysrasia")


@pytest.mark.parametrize("charset", ["utf-8", "cp1250", "iso8859-2"])
def test_polish_letters_come_through(charset):
    text = POLISH + "PL-7;zofia@klient.example;Zofia Żółkiewska;3 marca 2026;1 234,50;zł;wysłane\n"

    (order,), faults = rows(text.encode(charset))

    assert not faults
    assert (order.name, order.total, order.currency, order.state) == (
        "Zofia Żółkiewska",
        Decimal("1234.50"),
        "PLN",
        "wysłane",
    )
    assert (order.ordered_at.day, order.ordered_at.month) == (3, 3)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    text = "\n".join(map(delimiter.join, [["Order", "Customer", "Total"], ["A-1", '"Lumo, Oy; Ab"', '"1,234.50"']]))

    (order,), _ = rows(text)

    assert (order.name, order.total) == ("Lumo, Oy; Ab", Decimal("1234.50"))


def test_a_title_above_the_head_and_a_line_break_in_a_cell_are_understood():
    text = 'Myynti 2026\n\nTilausnumero;Asiakas\n1;"Matti\nKorhonen"\n2;"jotain"x\n'

    with pytest.raises(NotATable) as wrong:
        rows(text)
    assert (wrong.value.code, wrong.value.line) == ("quotes", 6)
    (order,), _ = rows(text.replace('2;"jotain"x\n', ""))
    assert (order.line, order.name) == (4, "Matti\nKorhonen")


def test_rows_of_one_number_are_one_order_with_several_items():
    text = FINNISH + "1;;;;30,00;;Kuppi;2;5,00\n1;;;;;;Kannu;1;20,00\n2;;;;;;Lautanen;;\n"

    (first, second), faults = rows(text)

    assert not faults
    assert [(item["name"], item["quantity"]) for item in first.items] == [("Kuppi", 2), ("Kannu", 1)]
    assert (first.total, second.total) == (Decimal("30.00"), None)


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Email", "not an address", "email"),
        ("Date", "31.2.2026", "date"),
        ("Date", "next week", "date"),
        ("Total", "a lot", "total"),
        ("Total", "9" * 40, "total"),
        ("Currency", "shells", "currency"),
        ("Tracking", "http://track.example/1", "tracking"),
        ("Tracking", "javascript:alert(1)", "tracking"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_the_others_are_taken(column, value, code):
    found, faults = rows(f"Order;{column}\nA-1;{value}\nA-2;\n")

    assert [order.number for order in found] == ["A-2"]
    assert [(fault.line, fault.code, fault.value) for fault in faults] == [(2, code, value[:200])]


def test_a_row_without_a_number_is_a_fault():
    _, faults = rows("Order;Total\n;5\n" + "x" * 61 + ";5\n")

    assert [fault.code for fault in faults] == ["number", "number"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"PK\x03\x04xl/workbook", "spreadsheet"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"Order\nA-1\x00", "binary"),
        (b"Name;Sum\nAnna;5\n", "no_number"),
        (b'Order;Name\n1;"Anna\n2;Matti\n', "quotes"),
        (b"Order;Name\n" + b"1;a\n" * 50_001, "too_large"),
        (b"x" * (20 << 20) + b"y", "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_no_table_of_orders_says_so(content, code):
    with pytest.raises(NotATable) as wrong:
        rows(content)

    assert wrong.value.code == code


@each(st.binary(max_size=400) | st.binary(max_size=200).map(lambda raw: b"Order;Date;Total\n" + raw))
def test_no_bytes_break_it(content):
    with suppress(NotATable):
        rows(content)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,50 €", "1234.50"),
        ("1\u00a0234,50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1,234", "1234.00"),
        ("49,9", "49.90"),
        ("-5", "-5.00"),
        ("−12,00 zł", "-12.00"),
        ("1.234.567", "1234567.00"),
        ("£3", "3.00"),
        ("12,-", "12.00"),
    ],
)
def test_sums_as_people_write_them(text, value):
    assert values.amount(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        *("2.11.2026", "02/11/2026", "2-11-26", "2026-11-02", "2026/11/2", "2. marraskuuta 2026", "2 listopada 2026"),
        *("2 November 2026", "Nov 2, 2026", "November 2nd, 2026", "2 lis 2026", "2026-11-02T00:00:00+02:00"),
    ],
)
def test_dates_as_people_write_them(text):
    assert values.moment(text) == datetime(2026, 11, 2, tzinfo=ZoneInfo("Europe/Helsinki"))


@pytest.mark.parametrize("text", ["2.11.2026 klo 14.05", "2026-11-02 14:05", "2.11.2026 14:05:00"])
def test_an_hour_beside_the_date_is_kept(text):
    assert values.moment(text) == datetime(2026, 11, 2, 14, 5, tzinfo=ZoneInfo("Europe/Helsinki"))


@pytest.mark.django_db
class TestAnImport:
    content = FINNISH.encode() + (
        b"1;anna@asiakas.example;Anna;2.11.2026;49,90;maksettu;Kuppi;1;\n2;;;;x;;;;\n3;;;;5;;;;\n"
    )

    def test_looking_writes_no_order(self, agent):
        found = importing.look_at(self.content, name="tilaukset.csv", by=agent)

        assert (found.total, found.counts, found.fault_count) == (2, {"new": 2}, 1)
        assert found.examples[0]["changes"]["state"] == [None, "maksettu"]
        assert not Order.objects.exists()
        assert not Customer.objects.exists()

    def test_twice_changes_nothing_the_second_time(self, agent):
        for counts in ({"new": 2}, {"same": 2}):
            found = importing.look_at(self.content, name="tilaukset.csv", by=agent)
            actions.begin(found, by=agent)
            worker.run_all()

            found.refresh_from_db()
            assert (found.state, found.done, found.counts) == ("done", 2, counts)
            assert not bytes(found.content)
        assert Order.objects.get(number="1").customer.email == "anna@asiakas.example"
        assert AuditEntry.objects.filter(action="orders_imported").count() == 2

    def test_only_what_is_said_changes(self, agent):
        Order.objects.create(number="1", state="maksettu", total=5, tracking_url="https://track.example/1")

        found = importing.look_at(b"Order;Status;Email\n1;shipped;a@asiakas.example\n", name="a.csv", by=agent)
        actions.begin(found, by=agent)
        worker.run_all()

        assert found.examples[0]["changes"] == {
            "state": ["maksettu", "shipped"],
            "customer": [None, "a@asiakas.example"],
        }
        order = Order.objects.get()
        assert (order.state, order.total, order.tracking) == ("shipped", 5, "https://track.example/1")
        assert order.customer.email == "a@asiakas.example"

    def test_a_job_that_died_goes_on_where_it_was(self, agent):
        text = "Order\n" + "".join(f"{number}\n" for number in range(450))
        found = importing.look_at(text.encode(), name="a.csv", by=agent)
        actions.begin(found, by=agent)
        type(found).objects.update(done=200, counts={"new": 200})

        importing.go_on(found.pk)
        importing.go_on(found.pk)

        found.refresh_from_db()
        assert (found.done, found.counts) == (450, {"new": 450})
        assert Order.objects.count() == 250

    def test_pressing_twice_begins_once_and_a_running_one_is_not_thrown_away(self, agent):
        found = importing.look_at(self.content, name="a.csv", by=agent)
        actions.begin(found, by=agent)
        actions.begin(found, by=agent)
        actions.discard(found)

        assert AuditEntry.objects.count() == 1
        assert type(found).objects.exists()

    def test_an_order_of_somebody_merged_goes_to_who_stands(self, agent):
        customer = make_customer(email="anna@asiakas.example")
        importing.upsert(rows("Order;Email\n1;ANNA@asiakas.example\n")[0])

        assert list(customer.orders.values_list("number", flat=True)) == ["1"]

    def test_a_file_of_two_thousand_orders_costs_few_queries(self, agent, django_assert_max_num_queries):
        text = "Order;Total\n" + "".join(f"{number};5\n" for number in range(2000))
        with django_assert_max_num_queries(15):
            found = importing.look_at(text.encode(), name="a.csv", by=agent)
        actions.begin(found, by=agent)

        with django_assert_max_num_queries(90):
            importing.go_on(found.pk)


def test_a_formula_in_a_faulty_row_stays_text_and_comes_back_as_it_was():
    text = faulty.sheet(["Order", "Name", "Total"], [["1", '=HYPERLINK("http://x")', "x"], ["2", "+358 40 1", "-5"]])

    assert "'=HYPERLINK" in text
    again, _ = rows(text)
    assert (again[0].name, again[0].total) == ("+358 40 1", Decimal("-5.00"))
