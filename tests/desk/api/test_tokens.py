"""Who may come in: tokens, their scopes, and what their agent's role allows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.api.conftest import Program
from tests.desk.makers import make_agent, make_customer
from tyyni_desk.api.models import Token
from tyyni_desk.people.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_a_token_opens_what_its_scope_names_and_nothing_else(program):
    shop = program("customers:read")

    assert shop.get("/customers").status_code == 200
    refusal = shop.get("/conversations")
    assert (refusal.status_code, refusal.json()["type"]) == (403, "urn:tyyni:problem:scope-missing")


def test_a_token_never_may_more_than_its_agents_role(program):
    shop = program("customers:read", role="agent")
    shop.agent.role = "observer"
    shop.agent.save()

    assert shop.get("/customers").json()["type"] == "urn:tyyni:problem:role-may-not"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nonsense", "Basic YTpi", "Bearer Ä"])
def test_without_a_known_token_nobody_comes_in(header, program):
    answer = Program("", None).get("/customers", Authorization=header)

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"


def test_a_signed_in_browser_alone_may_nothing(desk):
    assert desk.get("/api/v1/customers").status_code == 401


def test_a_token_taken_back_or_of_somebody_switched_off_is_unknown(program):
    taken, left = program("customers:read"), program("customers:read")
    Token.objects.filter(agent=taken.agent).update(revoked_at=timezone.now())
    left.agent.is_active = False
    left.agent.save()

    assert [taken.get("/customers").status_code, left.get("/customers").status_code] == [401, 401]


def test_an_admin_makes_a_token_that_is_shown_once_and_takes_it_back(signed_in):
    admin, aino = signed_in("admin"), make_agent()

    page = admin.post("/tokens", {"name": "Kauppa", "agent": aino.pk, "scopes": ["customers:read"]})
    secret = page.context["secret"]

    assert secret in page.content.decode()
    assert secret not in admin.get("/tokens").content.decode()
    assert not Token.objects.filter(digest=secret).exists()
    assert Program(secret, aino).get("/customers").status_code == 200

    admin.post(f"/tokens/{Token.objects.get().pk}/revocation")

    assert Program(secret, aino).get("/customers").status_code == 401
    assert set(AuditEntry.objects.values_list("action", flat=True)) == {"token_made", "token_revoked"}


def test_a_token_is_made_for_somebody_who_answers_with_known_scopes_only(signed_in):
    admin, watcher = signed_in("admin"), make_agent("observer")

    page = admin.post("/tokens", {"name": "Kauppa", "agent": watcher.pk, "scopes": ["everything"]})

    assert set(page.context["form"].errors) == {"agent", "scopes"}
    assert page.status_code == 422
    assert not Token.objects.exists()


def test_the_last_use_is_kept_to_the_minute(program, django_assert_max_num_queries):
    shop = program("customers:read")
    Token.objects.update(used_at=timezone.now() - timedelta(hours=1))

    shop.get("/customers")
    with django_assert_max_num_queries(3):
        shop.get("/customers")

    assert timezone.now() - Token.objects.get().used_at < timedelta(minutes=1)


def test_a_customer_is_found_by_their_address(program):
    matti = make_customer(email="matti@asiakas.example")
    make_customer()

    found = program("customers:read").get("/customers?identity=Matti@asiakas.example").json()["items"]

    assert [row["id"] for row in found] == [matti.pk]
    assert found[0]["identities"] == [{"kind": "email", "value": "matti@asiakas.example"}]
