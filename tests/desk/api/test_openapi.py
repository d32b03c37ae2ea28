"""The API against its own description: no input makes it answer what it does not say it answers."""

import re

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.api import actions
from tyyni_desk.api.scopes import SCOPES
from tyyni_desk.people.models import Order
from tyyni_desk.snippets.models import Snippet, SnippetText

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
schema.config.checks.negative_data_rejection.expected_statuses.append("413")  # too large is refused before it is read


@pytest.fixture
def one_connection():
    """The end of a request would close the test's own transaction; Django's test client does the same."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def everything(db, settings, one_connection):
    """Rows for the small numbers that are tried first, and a token that may do all."""
    settings.API_RATE = 1_000_000
    admin = make_agent("admin")
    for number in range(3):
        customer = make_conversation(subject=f"Aihe {number}").customer
        Order.objects.create(number=str(number), customer=customer, total=10, items=[{"name": "Keitin", "quantity": 1}])
    SnippetText.objects.create(snippet=Snippet.objects.create(name="A", shortcut="0"), language="fi", body="Hei")
    return actions.make_token(name="Kaikki", agent=admin, scopes=SCOPES, by=admin)


def what_fits_the_schema_is_not_refused_by_it(_context, response, case):
    """A value may still name nobody, or not go with another: that no schema can say."""
    if case.meta.generation.mode is GenerationMode.POSITIVE and response.status_code in (400, 422):
        assert response.json()["type"].rpartition(":")[2] in ("unfit", "key-used"), response.text


@schema.parametrize()
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_input_is_answered_but_as_described(case, everything):
    case.call_and_validate(
        headers={"Authorization": f"Bearer {everything}"},
        excluded_checks=[positive_data_acceptance],
        additional_checks=[what_fits_the_schema_is_not_refused_by_it],
    )


def test_every_operation_names_its_scope_its_refusals_and_the_key_of_writes(client):
    described = client.get("/api/v1/openapi.json").json()

    for operations in described["paths"].values():
        for method, operation in operations.items():
            assert any(f"Scope: `{scope}`" in operation["description"] for scope in SCOPES)
            assert {"401", "403", "422", "429"} <= operation["responses"].keys()
            assert (method != "get") == ("Idempotency-Key" in str(operation["parameters"]))


def test_the_page_of_the_api_loads_nothing_from_elsewhere(client):
    page = client.get("/api/v1/docs")

    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.content.decode())
    assert page.status_code == 200
    assert addresses
    assert all(address.startswith("/static/") for address in addresses)
