"""Events on their way to a real receiver: signed, repeated until they arrive, switched off after days."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.conversations import actions as conversations
from tyyni_desk.jobs import worker
from tyyni_desk.jobs.models import Job
from tyyni_desk.mail import actions as mail
from tyyni_desk.webhooks import actions, queries, sending
from tyyni_desk.webhooks.models import Webhook, WebhookDelivery

pytestmark = pytest.mark.django_db
FURIOUS = "Olen vammainen ja raivoissani! Rahat takaisin HETI!"


def told(receiver):
    return [json.loads(body)["type"] for _headers, body in receiver.got]


def signature(headers, body, key):
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
    digest = hmac.new(base64.b64decode(key.removeprefix("whsec_")), signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def later(**span):
    """Let time pass: what waits until then is due."""
    past = timezone.now() - timedelta(**span)
    Job.objects.update(run_after=past)
    Webhook.objects.update(rests_until=None)


def test_what_happens_to_a_conversation_is_told_in_order(webhook, receiver):
    conversation, aino = make_conversation(), make_agent()
    conversations.reply(conversation, by=aino, text="Hei", seen=None, closes=True)

    worker.run_all()

    assert told(receiver) == ["conversation.created", "message.received", "reply.sent", "conversation.closed"]
    last = json.loads(receiver.got[-1][1])["data"]["conversation"]
    assert (last["number"], last["state"], last["assignee"]) == (conversation.number, "closed", aino.pk)


def test_the_customers_words_and_name_stay_here(webhook, receiver):
    make_conversation(FURIOUS, subject="Salainen aihe")
    worker.run_all()

    sent = " ".join(body for _headers, body in receiver.got)

    assert all(word not in sent for word in ("raivoissani", "Salainen", "Matti", "asiakas.example", "vulnerable"))


def test_the_signature_is_that_of_standard_webhooks(webhook, receiver):
    actions.try_out(webhook)
    worker.run_all()

    ((headers, body),) = receiver.got

    assert headers["webhook-signature"] == signature(headers, body, webhook.key)
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60
    assert headers["Content-Type"] == "application/json"


def test_for_a_day_the_old_secret_signs_too(webhook, receiver):
    new = actions.change_secret(webhook, by=make_agent("admin"))
    actions.try_out(webhook)
    worker.run_all()
    Webhook.objects.update(old_until=timezone.now())
    actions.try_out(webhook)
    worker.run_all()

    (first, then) = receiver.got

    assert first[0]["webhook-signature"].split() == [signature(*first, new), signature(*first, webhook.key)]
    assert then[0]["webhook-signature"].split() == [signature(*then, new)]


def test_only_chosen_events_are_told(webhook, receiver):
    Webhook.objects.update(events=["conversation.closed"])
    conversations.close(make_conversation(), by=make_agent())

    worker.run_all()

    assert told(receiver) == ["conversation.closed"]


def test_side_conversations_and_answers_called_back_are_not_told(webhook, receiver, settings):
    settings.UNDO_SECONDS = 15
    conversation, aino = make_conversation(), make_agent()
    conversations.begin(conversation.customer, subject="Kysymys", channel="email", parent=conversation)
    answer = conversations.reply(conversation, by=aino, text="Hei", seen=None)
    mail.call_back(answer, by=aino)

    worker.run_all()
    later(minutes=1)
    worker.run_all()

    assert told(receiver) == ["conversation.created", "message.received"]


def test_an_event_is_sent_until_it_arrives_with_the_same_id(webhook, receiver):
    receiver.status, receiver.text = 503, b"later"
    actions.try_out(webhook)
    worker.run_all()
    delivery = WebhookDelivery.objects.get()
    assert (delivery.attempts, delivery.status, delivery.answer) == (1, 503, "later")

    receiver.status = 200
    later(minutes=1)
    worker.run_all()

    delivery.refresh_from_db()
    assert (delivery.attempts, delivery.status, bool(delivery.delivered_at)) == (2, 200, True)
    assert receiver.got[0][0]["webhook-id"] == receiver.got[1][0]["webhook-id"]
    assert not Job.objects.exists()


def test_each_try_waits_longer_and_the_last_one_is_given_up(webhook, receiver):
    receiver.status = 500
    delivery = actions.try_out(webhook)
    waits = []
    while (again := sending.send(delivery.pk)) is not None:
        waits.append(again - timezone.now())
        Webhook.objects.update(rests_until=None, failing_since=None)

    delivery.refresh_from_db()
    assert waits == sorted(waits)
    assert sum(waits, timedelta()) > timedelta(days=3)
    assert (delivery.attempts, bool(delivery.gave_up_at)) == (len(sending.DELAYS) + 1, True)


def test_while_it_fails_others_do_not_ask_and_nothing_is_counted(webhook, receiver):
    receiver.status = 500
    first, second = actions.try_out(webhook), actions.try_out(webhook)

    sending.send(first.pk)
    again = sending.send(second.pk)

    assert len(receiver.got) == 1
    assert again > timezone.now() + timedelta(seconds=20)
    assert WebhookDelivery.objects.get(pk=second.pk).attempts == 0


def test_after_days_of_failure_it_is_switched_off_and_a_banner_says_so(webhook, receiver, signed_in):
    receiver.status = 500
    Webhook.objects.update(failing_since=timezone.now() - timedelta(days=6))
    actions.try_out(webhook)
    worker.run_all()

    webhook.refresh_from_db()
    assert not webhook.is_enabled
    assert webhook.url in queries.banners()[0]
    page = f"/conversations/{make_conversation().number}"
    assert "was switched off" in signed_in("admin").get(page).content.decode()
    assert "was switched off" not in signed_in("agent").get(page).content.decode()


def test_switched_on_again_it_is_told_of_what_waited(webhook, receiver):
    actions.switch(webhook, on=False, by=make_agent("admin"))
    actions.try_out(webhook)
    worker.run_all()
    assert receiver.got == []

    actions.switch(webhook, on=True, by=make_agent("admin"))
    worker.run_all()

    assert told(receiver) == ["webhook.test"]


def test_a_receiver_that_is_gone_is_asked_no_more(webhook, receiver):
    receiver.status = 410
    actions.try_out(webhook)
    worker.run_all()

    assert not Webhook.objects.get().is_enabled


def test_a_redirect_is_not_followed(webhook, receiver):
    receiver.status, receiver.headers = 302, {"Location": receiver.url}
    actions.try_out(webhook)
    worker.run_all()

    assert len(receiver.got) == 1
    assert WebhookDelivery.objects.get().status == 302


def test_nothing_is_told_of_what_was_not_committed(webhook):
    with transaction.atomic():
        make_conversation()
        transaction.set_rollback(True)

    assert not WebhookDelivery.objects.exists()
    assert not Job.objects.exists()


def test_deliveries_are_kept_for_a_month(webhook):
    old, new = actions.try_out(webhook), actions.try_out(webhook)
    WebhookDelivery.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))

    actions.forget_old()

    assert list(WebhookDelivery.objects.all()) == [new]
