"""Programs set up their own webhooks, but lead none into a private network."""

import pytest

from tyyni_desk.webhooks.models import Webhook

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(program):
    return program("webhooks", role="admin")


def test_a_program_adds_sees_and_removes_a_webhook(shop):
    made = shop("POST", "/webhooks", {"url": "https://hooks.example/", "events": ["reply.sent"]}).json()

    assert made["secret"].startswith("whsec_")
    assert "secret" not in shop.get(f"/webhooks/{made['id']}").json()
    assert [row["id"] for row in shop.get("/webhooks").json()["items"]] == [made["id"]]
    assert shop.get(f"/webhooks/{made['id']}/deliveries").json() == {"items": [], "next": None}

    assert shop("DELETE", f"/webhooks/{made['id']}").status_code == 204
    assert not Webhook.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        {"url": "http://hooks.example/"},
        {"url": "https://"},
        {"url": "https://hooks.example/", "allows_private": True},
        {"url": "https://hooks.example/", "events": ["everything"]},
    ],
)
def test_a_webhook_that_leads_nowhere_or_inside_is_refused(shop, body):
    assert shop("POST", "/webhooks", body).status_code == 422
    assert not Webhook.objects.exists()


def test_a_removal_that_is_repeated_with_its_key_is_answered_as_before(shop):
    made = shop("POST", "/webhooks", {"url": "https://hooks.example/"}).json()

    answers = [shop("DELETE", f"/webhooks/{made['id']}", **{"Idempotency-Key": "x"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [204, 204]
