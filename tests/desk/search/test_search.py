"""Finding again: inflected words in three languages, filters, hits shown and escaped."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.conversations import actions
from tyyni_desk.jobs import worker
from tyyni_desk.lib.terms import forms, terms
from tyyni_desk.search import queries
from tyyni_desk.search.query import UnknownFilter

pytestmark = pytest.mark.django_db
FAMILIES = [
    ("hyvityksen", "Haluan hyvitystä rikkinäisestä keittimestä."),
    ("keitin", "Keittimen kansi halkesi."),
    ("puhelin", "Puhelimen näyttö halkesi."),
    ("lasku", "Laskussa on kaksi riviä liikaa."),
    ("zwrot", "Proszę o zwrotu potwierdzenie."),
    ("paczka", "Nie dostałam paczki."),
    ("pieniądze", "Gdzie są moje pieniędzy?"),
    ("lodówka", "Zepsuła się lodówkę kupiona wczoraj."),
    ("refund", "I was never refunded."),
    ("delivery", "Two deliveries are late."),
    ("child", "The children were cold."),
    ("lodz", "Sklep w Łódź był zamknięty."),
]


@pytest.mark.parametrize(("sought", "text"), FAMILIES)
def test_an_inflected_word_finds_its_family(agent, sought, text):
    wanted = make_conversation(text, subject="a")
    make_conversation("Kiitos kaikesta, dziękuję, thanks.", subject="b")
    worker.run_all()

    assert list(queries.find(sought, agent=agent)) == [wanted]


def test_every_word_must_be_there(agent):
    make_conversation("Keitin on rikki.")
    wanted = make_conversation("Keitin on rikki ja lasku väärin.")
    worker.run_all()

    assert list(queries.find("keitin lasku", agent=agent)) == [wanted]


def test_filters_narrow(agent):
    mine, other = make_conversation("Keitin"), make_conversation("Keitin", customer=make_customer("Anna Nowak"))
    actions.assign(mine, agent, by=agent)
    actions.tag(other, ["Takuu"], by=agent)
    worker.run_all()

    found = {text: list(queries.find(f"keitin {text}", agent=agent)) for text in ("is:mine", "tag:takuu", "from:nowak")}

    assert found == {"is:mine": [mine], "tag:takuu": [other], "from:nowak": [other]}


@pytest.mark.parametrize("text", ["before:yesterday", "is:lost", "in:fax", "lang:sv"])
def test_a_filter_that_means_nothing_is_told(agent, text):
    with pytest.raises(UnknownFilter):
        queries.find(text, agent=agent)


@pytest.mark.parametrize("text", ['"', "a\x00b", "NEAR(", "*", "-", "AND OR", "';--", "(((", "x" * 2000, "%", "\\"])
def test_hostile_searches_find_nothing_and_break_nothing(desk, text):
    assert desk.get("/search", {"q": text}).status_code in (200, 422)


def test_hits_are_marked_and_everything_else_is_escaped(desk):
    make_conversation("<b>Hyvitystä</b> odotan <script>")
    worker.run_all()

    page = desk.get("/search?q=hyvitys").content.decode()

    assert "<mark>Hyvitystä</mark>" in page
    assert "&lt;b&gt;" in page


def test_a_number_or_an_address_is_found(agent):
    wanted = make_conversation("Tilaus LH-204219 puuttuu", customer=make_customer(email="matti.k@asiakas.example"))
    worker.run_all()

    assert list(queries.find("LH-204219", agent=agent)) == [wanted]
    assert list(queries.find("matti.k@asiakas.example", agent=agent)) == [wanted]


def test_a_kept_search_stands_in_the_side_bar_of_its_owner(desk, client):
    desk.post("/views", {"q": "tag:takuu", "name": "Takuut", "shared": "on"})
    assert "Takuut" in desk.get("/queue/open").content.decode()

    client.force_login(make_agent(), backend="allauth.account.auth_backends.AuthenticationBackend")

    assert "Takuut" not in client.get("/queue/open").content.decode()


def test_words_longer_than_words_are_left_out():
    assert terms("a" * 61) == []


def test_words_looked_up_by_two_threads_at_once_keep_their_own_forms():
    looked_up = forms.__wrapped__  # the cache would hide it
    these = [start + end for start in ("kahvinkeittim", "paczk", "runn") for end in ("en", "ami", "ing", "ssä", "ille")]
    alone = [looked_up(word) for word in these]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            together = list(threads.map(looked_up, these * 20))
    finally:
        sys.setswitchinterval(before)

    assert together == alone * 20
