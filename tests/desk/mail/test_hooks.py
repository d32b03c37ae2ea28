"""Mail that a provider posts: stored before it is answered, once however often it comes, and from nobody else."""

import base64
import hashlib
import hmac
import json

import pytest

from tests.desk.mail.letters import US, letter, make_mailbox
from tyyni_desk.conversations.models import Message
from tyyni_desk.jobs import worker
from tyyni_desk.mail.models import RawMail

pytestmark = pytest.mark.django_db
SECRET, KEY = "post:salasana", "allekirjoitus"
POLISH = "Dzień dobry, gdzie są moje żółte półki? Zamówienie 10233."


@pytest.fixture(autouse=True)
def secrets(settings):
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": KEY}


def authorization(secret=SECRET):
    return f"Basic {base64.b64encode(secret.encode()).decode()}"


def postmark(client, *, secret=SECRET, **fields):
    body = {"OriginalRecipient": US, "Headers": []} | fields
    headers = {"authorization": authorization(secret)}
    return client.post("/hooks/mail/postmark", json.dumps(body), content_type="application/json", headers=headers)


def mailgun(client, raw: bytes, *, key=KEY):
    """A form with the mail's bytes in a field, as they are."""
    signature = hmac.new(key.encode(), b"1793600000token", hashlib.sha256).hexdigest()
    fields = {"timestamp": "1793600000", "token": "token", "signature": signature, "recipient": US}
    parts = [*((name, value.encode()) for name, value in fields.items()), ("body-mime", raw)]
    head = b'--edge\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    body = b"".join(head % (name.encode(), value) for name, value in parts) + b"--edge--\r\n"
    kind = "multipart/form-data; boundary=edge"
    return client.post("/hooks/mail/mailgun/mime", body, content_type=kind, headers={"authorization": authorization()})


def amazon(client, content: bytes):
    event = {
        "notificationType": "Received",
        "receipt": {"action": {"type": "SNS", "encoding": "BASE64"}, "recipients": [US]},
        "mail": {"messageId": "m1", "source": "matti@asiakas.example", "timestamp": "2026-11-02T10:04:00.000Z"},
        "content": base64.b64encode(content).decode(),
    }
    body = {"Type": "Notification", "MessageId": "n1", "Message": json.dumps(event)}
    headers = {"authorization": authorization(), "x-amz-sns-message-type": "Notification", "x-amz-sns-message-id": "n1"}
    return client.post("/hooks/mail/amazon-ses", json.dumps(body), content_type="text/plain", headers=headers)


def test_a_mail_from_postmark_becomes_a_conversation(client):
    mailbox = make_mailbox()
    raw = letter(POLISH)

    assert postmark(client, RawEmail=raw.decode()).status_code == 200
    worker.run_all()

    mail = RawMail.objects.get()
    assert (bytes(mail.content), mail.source, mail.mailbox, mail.place) == (raw, "hook", mailbox, "inbox")
    assert Message.objects.get().text == POLISH


def test_a_mail_without_its_source_is_put_together_and_stored_once_though_posted_twice(client):
    make_mailbox()
    parts = {
        "FromFull": {"Email": "matti@asiakas.example", "Name": "Matti"},
        "ToFull": [{"Email": US, "Name": ""}],
        "Subject": "Hyllyt",
        "TextBody": "Missä hyllyni ovat?",
        "HtmlBody": "<p>Missä hyllyni ovat?</p>",
        "Headers": [{"Name": "Message-ID", "Value": "<1@asiakas.example>"}],
        "Attachments": [{"Name": "kuva.png", "ContentType": "image/png", "Content": "iVBORw0KGgo="}],
    }

    assert [postmark(client, **parts).status_code for _ in range(2)] == [200, 200]
    worker.run_all()

    message = Message.objects.get()
    assert (message.text, message.attachments.get().name) == ("Missä hyllyni ovat?", "kuva.png")


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-2", "windows-1250"])
def test_mailgun_keeps_the_letters_of_every_charset(client, charset):
    make_mailbox()
    raw = letter(POLISH).replace(b"utf-8", charset.encode()).replace(POLISH.encode(), POLISH.encode(charset))

    assert mailgun(client, raw).status_code == 200
    worker.run_all()

    assert Message.objects.get().text == POLISH


def test_amazon_posts_the_bytes_of_the_mail(client):
    make_mailbox()

    assert amazon(client, letter(POLISH)).status_code == 200
    worker.run_all()

    assert Message.objects.get().text == POLISH


@pytest.mark.parametrize("secret", ["post:arvaus", ":", "post:"])
def test_nobody_else_can_post(client, secret):
    answer = postmark(client, secret=secret, RawEmail=letter().decode())

    assert (answer.status_code, RawMail.objects.count()) == (401, 0)


def test_a_forged_signature_is_refused(client):
    answer = mailgun(client, letter(), key="arvaus")

    assert (answer.status_code, RawMail.objects.count()) == (401, 0)


def test_what_is_no_mail_is_told_so_that_the_provider_tries_again(client):
    headers = {"authorization": authorization()}
    answer = client.post("/hooks/mail/postmark", "{", content_type="application/json", headers=headers)

    assert (answer.status_code, b"Not understood" in answer.content) == (400, True)


@pytest.mark.parametrize("name", ["postmark", "mailgun/mime", "amazon-ses"])
def test_there_is_no_hook_until_a_secret_is_set(client, settings, name):
    settings.ANYMAIL = {"WEBHOOK_SECRET": "", "MAILGUN_WEBHOOK_SIGNING_KEY": ""}

    assert client.post(f"/hooks/mail/{name}", "{}", content_type="application/json").status_code == 404
