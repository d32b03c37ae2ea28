"""Webhooks seen from the browser: added, tried out, changed, looked after."""

import pytest

from tests.desk.webhooks.conftest import receiver  # noqa: F401 (a fixture)
from tyyni_desk.jobs import worker
from tyyni_desk.people.models import AuditEntry
from tyyni_desk.webhooks.models import Webhook, WebhookDelivery

pytestmark = pytest.mark.django_db
HOOK = {"url": "https://hooks.example/tyyni", "names": ["conversation.closed"]}


@pytest.fixture
def admin(signed_in):
    return signed_in("admin")


def test_a_webhook_is_added_and_its_secret_shown_once(admin):
    page = admin.post("/webhooks", HOOK)

    made = Webhook.objects.get()
    key = page.context["key"]
    assert key.startswith("whsec_")
    assert key in page.content.decode()
    assert key not in admin.get(f"/webhooks/{made.pk}").content.decode()
    assert key not in made.secret
    assert (made.url, made.events, made.allows_private) == (HOOK["url"], HOOK["names"], False)


@pytest.mark.parametrize("url", ["http://hooks.example/", "ftp://hooks.example/", "hooks", "javascript:alert(1)"])
def test_an_address_without_https_is_for_the_own_network_only(admin, url):
    page = admin.post("/webhooks", HOOK | {"url": url})

    assert page.status_code == 422
    assert "url" in page.context["form"].errors
    assert not Webhook.objects.exists()


def test_a_test_event_and_a_redelivery_arrive_and_stand_in_the_log(admin, receiver):  # noqa: F811 (a fixture)
    admin.post("/webhooks", HOOK | {"url": receiver.url, "allows_private": "on"})
    path = f"/webhooks/{Webhook.objects.get().pk}"
    admin.post(f"{path}/trial")
    worker.run_all()
    admin.post(f"/webhook-deliveries/{WebhookDelivery.objects.get().pk}/redelivery")
    worker.run_all()

    page = admin.get(path).content.decode()

    assert len(receiver.got) == 2
    assert "webhook.test" in page
    assert "delivered" in page


def test_it_is_changed_switched_off_and_removed_and_the_log_says_so(admin):
    admin.post("/webhooks", HOOK)
    path = f"/webhooks/{Webhook.objects.get().pk}"

    admin.post(path, HOOK | {"names": []})
    admin.post(f"{path}/secret")
    admin.post(f"{path}/use", {"on": "0"})
    assert (Webhook.objects.get().events, Webhook.objects.get().is_enabled) == ([], False)
    admin.post(f"{path}/removal")

    assert not Webhook.objects.exists()
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["webhook_added", *["webhook_changed"] * 3, "webhook_removed"]


def test_what_a_receiver_answers_is_shown_as_text(admin):
    hook = Webhook.objects.create(url="https://hooks.example/", secret="x")
    WebhookDelivery.objects.create(
        webhook=hook, event="message.received", body="{}", answer="<script>alert(1)</script>"
    )

    page = admin.get(f"/webhooks/{hook.pk}").content.decode()

    assert "&lt;script&gt;alert(1)" in page
