"""Corrections leave only when an admin allows it, and nobody can be known from them."""

import json

import pytest

from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.care.corrections import actions, sharing
from tyyni_desk.care.corrections.placeholders import without_persons
from tyyni_desk.cli import corrections
from tyyni_desk.conversations.models import Message
from tyyni_desk.jobs import worker
from tyyni_desk.people.models import AuditEntry

LETTER = (
    "Hei Aino! Olen Matti Korhonen, Matin puhelin on 040 123 4567 ja osoite Koivukatu 5 B 12, 00100 Helsinki. "
    "Tilaus 10233 hajosi, kirjoita matti.korhonen@koti.example tai soita +358 40 7654321."
)


def corrected(text=LETTER, *, name="kind", value="prank"):
    conversation = make_conversation(text, customer=make_customer("Matti Korhonen"))
    worker.run_all()
    message = Message.objects.get(conversation=conversation)
    actions.correct(message, name=name, value=value, by=make_agent(name="Aino Lahti"))
    return message


@pytest.mark.django_db
def test_a_line_keeps_the_labels_and_no_name_address_phone_or_order_number():
    corrected()
    sharing.switch(on=True, by=make_agent("admin"))

    [line] = sharing.lines()

    row = json.loads(line)
    assert (row["kind"], row["corrected"]) == ("prank", ["kind"])
    for known in ("Matti", "Matin", "Korhonen", "Aino", "040", "4567", "Koivukatu", "00100", "10233", "koti.example"):
        assert known not in row["text"]
    assert "hajosi" in row["text"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["vulnerable", "threat.self_harm", "threat.violence"])
def test_somebody_in_a_hard_place_or_in_danger_is_left_out(name):
    corrected(name=name, value="yes")
    sharing.switch(on=True, by=make_agent("admin"))

    assert list(sharing.lines()) == []


@pytest.mark.django_db
def test_what_the_engine_found_delicate_stays_here_even_if_an_agent_disagrees():
    message = corrected(name="vulnerable", value="yes")
    reading = message.reading.__class__.objects.get(message=message)
    reading.as_read["vulnerable"], reading.labels["vulnerable"] = True, False
    reading.save()
    sharing.switch(on=True, by=make_agent("admin"))

    assert list(sharing.lines()) == []


def test_an_admin_allows_it_downloads_it_and_takes_it_back(db, signed_in):
    corrected()
    admin = signed_in("admin")

    before = admin.post("/corrections/file").status_code
    admin.post("/corrections", {"on": "1"})
    file = admin.post("/corrections/file")
    admin.post("/corrections", {"on": "0"})

    assert before == admin.post("/corrections/file").status_code == 404
    assert json.loads(file.content.decode())["kind"] == "prank"
    actions_noted = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"sharing_began", "corrections_exported", "sharing_ended"} <= actions_noted


@pytest.mark.django_db
def test_the_command_says_who_must_allow_it_and_then_writes_the_lines(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("tyyni_desk.cli.process.set_up", lambda folder: None)
    corrected()

    assert corrections.main(["--data", str(tmp_path)]) == 2
    assert "an admin must allow it" in capsys.readouterr().err
    sharing.switch(on=True, by=make_agent("admin"))
    assert corrections.main(["--data", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["corrected"] == ["kind"]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Mieszkam przy ul. Długiej 7/3, 00-950 Warszawa", ("Długiej", "00-950")),
        ("I live at 12 Baker Street, NW1 6XE", ("Baker", "NW1")),
        ("Konto PL61 1090 1014 0000 0712 1981 2874", ("1090", "2874")),
        ("Pozdrawiam, Jan Nowak, tel. 600 100 200", ("Nowak", "Jan")),
        ("nimeni on liisa", ("liisa",)),
    ],
)
def test_addresses_accounts_and_names_are_replaced(text, gone):
    cleaned = without_persons(text, names=["Liisa Virtanen"])

    assert not [word for word in gone if word in cleaned]


@pytest.mark.parametrize("text", ["a" * 200_000, "0 " * 100_000, "Aa " * 60_000, "A1" * 100_000, "@" * 100_000])
def test_giant_text_is_cleaned_in_a_moment(text):
    assert without_persons(text, names=["Liisa"]) is not None
