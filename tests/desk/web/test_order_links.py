"""The link on a shop's order page: good with the secret and in time, and made as the handbook says."""

import re
import subprocess
import time
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from tests.desk.makers import make_conversation, make_customer
from tyyni_desk.people.models import Order
from tyyni_desk.people.orders.links import signature

pytestmark = pytest.mark.django_db
SECRET = "vesi-on-tyyni-ja-kuu-nousee-2026"
HANDBOOK = Path(__file__).parents[3] / "docs/operate/orders.md"


@pytest.fixture(autouse=True)
def secret(settings):
    settings.ORDER_LINK_SECRET = SECRET


def link(number, *, email="anna@asiakas.example", seconds=60, secret=SECRET, changed=None):
    expires = int(time.time()) + seconds
    sig = signature(number, expires, email, secret=secret)
    values = {"expires": expires, "email": email, "sig": sig} | (changed or {})
    return f"/orders/{quote(number, safe='')}?{urlencode(values)}"


def test_the_order_its_customer_and_what_was_said_are_shown(desk):
    anna = make_customer("Anna Mäkelä", email="anna@asiakas.example")
    make_conversation(customer=anna, subject="Rikki")
    Order.objects.create(number="A/2026 7", customer=anna, state="lähetetty")

    page = desk.get(link("A/2026 7")).content.decode()

    assert all(words in page for words in ("A/2026 7", "lähetetty", f"/customers/{anna.pk}", "Rikki"))


def test_an_order_that_is_not_known_yet_still_leads_to_the_customer(desk):
    anna = make_customer("Anna Mäkelä", email="anna@asiakas.example")

    page = desk.get(link("999", email="Anna@Asiakas.example")).content.decode()

    assert "does not know this order yet" in page
    assert f"/customers/{anna.pk}" in page
    assert "has not written yet" in desk.get(link("999", email="uusi@asiakas.example")).content.decode()


@pytest.mark.parametrize(
    "changed",
    [{"email": "b@asiakas.example"}, {"expires": "9999999999"}, {"sig": "ä"}, {"sig": ""}, {"expires": "x"}],
)
def test_a_link_that_was_changed_is_refused(desk, changed):
    Order.objects.create(number="7")

    answer = desk.get(link("7", changed=changed))

    assert answer.status_code == 404
    assert "not made by the shop" in answer.content.decode()


def test_a_link_runs_out(desk):
    assert desk.get(link("7", seconds=-1)).status_code == 410


@pytest.mark.parametrize("weak", ["", "short"])
def test_without_a_good_secret_no_link_works(desk, settings, weak):
    settings.ORDER_LINK_SECRET = weak

    assert desk.get(link("7", secret=weak)).status_code == 404


def test_somebody_who_signs_in_first_comes_to_the_order(client):
    address = link("7")

    assert client.get(address).url == f"/accounts/login/?next={quote(address, safe='/')}"


def test_the_handbooks_example_makes_a_good_link(desk):
    example = re.search(r"```sh\n(.+?)```", HANDBOOK.read_text("utf-8"), re.DOTALL)[1]

    made = subprocess.run(
        ["sh", "-c", example], env={"TYYNI_ORDER_LINK_SECRET": SECRET, "PATH": "/usr/bin:/bin"}, capture_output=True
    )

    address = made.stdout.decode().strip().removeprefix("https://desk.example")
    assert desk.get(address).status_code == 200
