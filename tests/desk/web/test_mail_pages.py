"""Mailboxes, mail that needs a look, deliveries, jobs that gave up, blocked senders and response clocks."""

import hashlib

import pytest
from django.utils import timezone

from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.models import ResponseTarget
from tyyni_desk.jobs.models import Job
from tyyni_desk.lib import secrets
from tyyni_desk.mail.models import BlockedSender, Delivery, Mailbox, RawMail
from tyyni_desk.people.models import AuditEntry

pytestmark = pytest.mark.django_db
FIELDS = {
    "name": "Asiakaspalvelu",
    "address": "apua@lumo.example",
    "login": "password",
    "username": "apua",
    "imap_host": "imap.lumo.invalid",
    "imap_port": 993,
    "imap_security": "tls",
    "folder": "INBOX",
    "smtp_host": "smtp.lumo.invalid",
    "smtp_port": 587,
    "smtp_security": "starttls",
    "is_enabled": "on",
}


def make_mail(content=b"Subject: x\n\nHei", **fields):
    return RawMail.objects.create(
        content=content, size=len(content), sha256=hashlib.sha256(content).hexdigest(), **fields
    )


def make_delivery(state):
    message = actions.reply(make_conversation(), by=make_agent(), text="Hei", seen=None)
    delivery, _made = Delivery.objects.update_or_create(message=message, defaults={"state": state})
    return delivery


def test_the_password_of_a_mailbox_is_kept_encrypted_and_never_shown(signed_in):
    admin = signed_in("admin")
    admin.post("/mailboxes/new", {**FIELDS, "password": "salasana-9"})
    mailbox = Mailbox.objects.get()

    page = admin.get(f"/mailboxes/{mailbox.pk}").content.decode()

    assert secrets.decrypt(mailbox.secret) == "salasana-9"
    assert "salasana-9" not in page
    assert mailbox.secret not in page
    assert "salasana-9" not in str(list(AuditEntry.objects.values()))


def test_an_empty_password_keeps_the_one_there_is(signed_in):
    admin = signed_in("admin")
    admin.post("/mailboxes/new", {**FIELDS, "password": "salasana-9"})
    mailbox = Mailbox.objects.get()

    admin.post(f"/mailboxes/{mailbox.pk}", {**FIELDS, "name": "Apu"})

    mailbox.refresh_from_db()
    assert (mailbox.name, secrets.decrypt(mailbox.secret)) == ("Apu", "salasana-9")
    assert AuditEntry.objects.get(action="mailbox_changed").detail == {"name": ["Asiakaspalvelu", "Apu"]}


def test_another_folder_begins_at_its_first_mail(signed_in):
    admin = signed_in("admin")
    admin.post("/mailboxes/new", FIELDS)
    Mailbox.objects.update(uidvalidity=7, highest_uid=900)

    admin.post(f"/mailboxes/{Mailbox.objects.get().pk}", {**FIELDS, "folder": "Support"})

    assert Mailbox.objects.get().highest_uid == 0


def test_oauth_2_needs_all_its_fields(signed_in):
    page = signed_in("admin").post("/mailboxes/new", {**FIELDS, "login": "oauth2", "client_id": "x"})

    assert page.context["form"].errors["refresh_token"]


def test_a_test_of_the_connection_says_what_failed(signed_in):
    admin = signed_in("admin")
    admin.post("/mailboxes/new", FIELDS)

    page = admin.post(f"/mailboxes/{Mailbox.objects.get().pk}/connection").content.decode()

    assert "Fails" in page
    assert "imap.lumo.invalid" in page


def test_a_mail_that_was_not_read_is_shown_with_its_error_and_tried_again(signed_in):
    lead, mail = signed_in("lead"), make_mail(state="failed", error="LookupError: x-unknown", subject="Rikki")
    assert "LookupError: x-unknown" in lead.get("/mail").content.decode()

    lead.post(f"/mail/{mail.pk}/another-try")

    mail.refresh_from_db()
    assert mail.state == "stored"
    assert Job.objects.get(name="mail.tasks.parse_mail").arguments == [mail.pk]


def test_the_source_of_a_mail_is_text_and_runs_nothing(signed_in):
    mail = make_mail(b"Subject: x\n\n<script>alert(1)</script>", state="failed")

    answer = signed_in("lead").get(f"/mail/{mail.pk}/source")

    assert answer["Content-Type"].startswith("text/plain")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("place", ["failed", "stored", *RawMail.Place.values])
def test_every_place_can_be_looked_into(signed_in, place):
    make_mail(state="parsed", place=place if place in RawMail.Place.values else "", subject="Täällä")

    assert signed_in("lead").get(f"/mail?place={place}").status_code == 200


def test_mail_counts_stand_side_by_side(signed_in):
    mailbox = Mailbox.objects.create(name="A", address="a@lumo.example", uidvalidity=1, server_count=2)
    make_mail(mailbox=mailbox, uidvalidity=1, uid=1)

    page = signed_in("lead").get("/mail").content.decode()

    assert "some are still to come" in page
    assert "a@lumo.example" in page


def test_an_answer_that_may_have_been_sent_waits_for_a_person(signed_in):
    lead, delivery = signed_in("lead"), make_delivery("unsure")

    lead.post(f"/deliveries/{delivery.pk}/resolution", {"decision": "sent"})

    delivery.refresh_from_db()
    assert delivery.state == "sent"
    assert delivery.message.conversation.events.get(kind="marked_sent").by == lead.agent


def test_an_answer_that_failed_is_sent_again_once(signed_in):
    lead, delivery = signed_in("lead"), make_delivery("failed")
    Job.objects.all().delete()

    for _click in range(2):
        lead.post(f"/deliveries/{delivery.pk}/resolution", {"decision": "again"})

    delivery.refresh_from_db()
    assert delivery.state == "queued"
    assert Job.objects.filter(name="mail.tasks.send").count() == 1


def test_a_mail_in_a_wrong_place_comes_into_the_queue(signed_in):
    mail = make_mail(b"From: Matti <m@asiakas.example>\nSubject: Rikki\n\nKeitin hajosi.", state="parsed", place="spam")

    signed_in("lead").post(f"/mail/{mail.pk}/inbox")

    mail.refresh_from_db()
    assert mail.place == "inbox"
    assert mail.message.conversation.subject == "Rikki"


def test_a_job_that_gave_up_is_tried_again(signed_in):
    lead = signed_in("lead")
    job = Job.objects.create(name="mail.tasks.fetch", error="Traceback", gave_up_at=timezone.now(), attempts=5)
    assert "mail.tasks.fetch" in lead.get("/jobs").content.decode()

    lead.post(f"/jobs/{job.pk}/retry")

    job.refresh_from_db()
    assert job.gave_up_at is None


def test_a_sender_is_blocked_and_unblocked(signed_in):
    lead = signed_in("lead")
    lead.post("/blocked-senders", {"address": "Spam@Elsewhere.example", "reason": "adverts"})
    sender = BlockedSender.objects.get(address="spam@elsewhere.example")

    lead.post(f"/blocked-senders/{sender.pk}/removal")

    assert not BlockedSender.objects.exists()
    assert AuditEntry.objects.filter(action__startswith="sender_").count() == 2


def test_a_response_clock_is_set_changed_and_removed(signed_in):
    lead = signed_in("lead")
    clock = {"channel": "email", "first_minutes": 240, "next_minutes": 480, "country": "FI"}
    clock |= {"time_zone": "Europe/Helsinki", "opens": "08:00", "closes": "17:00"}
    lead.post("/response-clocks", clock)
    lead.post("/response-clocks", {**clock, "first_minutes": 120})
    assert ResponseTarget.objects.get().first_minutes == 120

    lead.post("/response-clocks/email/removal")

    assert not ResponseTarget.objects.exists()


def test_a_day_that_closes_before_it_opens_is_refused(signed_in):
    clock = {"channel": "email", "first_minutes": 240, "next_minutes": 480, "country": "FI"}
    clock |= {"time_zone": "Europe/Helsinki", "opens": "17:00", "closes": "08:00"}

    assert signed_in("lead").post("/response-clocks", clock).context["form"].errors["closes"]
