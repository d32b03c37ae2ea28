"""An answer goes out: once, threaded, and never silently twice; against a real SMTP server."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db.models import F
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.desk.mail.letters import US, arrive, bounce, letter, make_mailbox
from tests.desk.mail.sink import accepts, smtp_server
from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.conversations import actions as talk
from tyyni_desk.conversations.models import Attachment, Message
from tyyni_desk.jobs import worker
from tyyni_desk.jobs.models import Job
from tyyni_desk.lib import secrets
from tyyni_desk.mail import actions, outgoing, queries
from tyyni_desk.mail.models import Delivery, Mailbox

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def at_once(settings):
    settings.UNDO_SECONDS = 0


@pytest.fixture
def sink():
    with smtp_server() as (sink, port):
        make_mailbox(smtp_port=port)
        yield sink


def say(text="Se lähti tänään.", *, conversation=None, **fields):
    """Answer a mail; the delivery."""
    conversation = conversation or arrive(letter()).message.conversation
    message = talk.reply(conversation, by=make_agent(), text=text, seen=None, **fields)
    return Delivery.objects.get(message=message)


def again(delivery):
    delivery.refresh_from_db()
    return delivery


def words(mail, kind):
    return mail.get_body((kind,)).get_content().replace("\r\n", "\n").strip()


def let_time_pass():
    """Everything that waits for a later moment is due."""
    Delivery.objects.update(send_after=timezone.now())
    Mailbox.objects.update(send_failed_at=None)
    Job.objects.update(run_after=timezone.now())


def test_an_answer_is_sent_once(sink):
    delivery = say()

    worker.run_all()
    outgoing.send(delivery.pk)

    assert again(delivery).state == "sent"
    assert len(sink.mails) == 1
    assert sink.envelopes == [(US, ["matti@asiakas.example"])]


def test_an_answer_threads_in_every_mail_program(sink):
    conversation = arrive(
        letter(Message_ID="<b@asiakas.example>", References="<a@asiakas.example>")
    ).message.conversation
    say(conversation=conversation)

    worker.run_all()

    mail = sink.mails[0]
    assert mail["Subject"] == f"Re: Tilaus [#{conversation.pk}]"
    assert mail["In-Reply-To"] == "<b@asiakas.example>"
    assert mail["References"] == "<a@asiakas.example> <b@asiakas.example>"
    assert mail["From"] == f"Lumo & Sosna <{US}>"


def test_the_customers_answer_comes_back_to_the_same_conversation(sink):
    delivery = say()
    worker.run_all()

    raw = arrive(letter("Kiitos!", In_Reply_To=sink.mails[0]["Message-ID"], Subject="ihan muuta"))

    assert raw.message.conversation == delivery.message.conversation


def test_an_answer_is_plain_and_html(sink):
    Mailbox.objects.update(signatures={"fi": "Aino\nLumo & Sosna", "en": "Best"})
    conversation = arrive(letter()).message.conversation
    type(conversation).objects.update(language="fi")
    say("Hei **Matti**,\n\nkatso https://lumo.example/a?b=1&c=2.\n<b>ei</b>", conversation=conversation)

    worker.run_all()

    plain, html = words(sink.mails[0], "plain"), words(sink.mails[0], "html")
    assert plain.startswith("Hei **Matti**,")
    assert plain.endswith("-- \nAino\nLumo & Sosna")
    assert "<strong>Matti</strong>" in html
    assert '<a href="https://lumo.example/a?b=1&amp;c=2">' in html
    assert "&lt;b&gt;ei&lt;/b&gt;" in html


def test_letters_of_every_alphabet_and_dots_arrive_as_they_were_written(sink):
    text = "Zażółć gęślą jaźń – hyvitys 5 €\n.\n..piste\n" + "pitkä " * 300

    say(text)
    worker.run_all()

    assert words(sink.mails[0], "plain") == text.strip()


def test_files_go_with_the_answer(sink, tmp_path):
    conversation = arrive(letter()).message.conversation
    message = talk.reply(conversation, by=make_agent(), text="Liitteenä.", seen=None)
    file = ContentFile(b"%PDF", name="x")
    Attachment.objects.create(message=message, name="kuitti äö.pdf", content_type="application/pdf", size=4, file=file)

    worker.run_all()

    sent = next(iter(sink.mails[0].iter_attachments()))
    assert (sent.get_filename(), sent.get_content_type(), sent.get_content()) == (
        "kuitti äö.pdf",
        "application/pdf",
        b"%PDF",
    )


def test_nothing_leaves_within_the_undo_window(sink, settings):
    settings.UNDO_SECONDS = 15
    delivery = say()

    worker.run_all()
    outgoing.send(delivery.pk)

    assert (again(delivery).state, sink.mails) == ("queued", [])


def test_an_answer_called_back_never_leaves(sink, settings):
    settings.UNDO_SECONDS = 15
    delivery = say()

    draft = actions.call_back(delivery.message, by=delivery.message.agent)
    let_time_pass()
    worker.run_all()

    assert draft.text == "Se lähti tänään."
    assert sink.mails == []


def test_an_answer_that_left_cannot_be_called_back(sink):
    delivery = say()
    worker.run_all()

    with pytest.raises(actions.AlreadyLeft):
        actions.call_back(delivery.message, by=delivery.message.agent)


def test_a_server_that_is_down_loses_nothing_and_says_so():
    make_mailbox(smtp_port=1)
    first, second = say(), say()

    worker.run_all()

    assert [again(one).state for one in (first, second)] == ["queued", "queued"]
    assert "refuses connections" in queries.banners()[0].text


def test_when_the_server_is_back_everything_leaves_and_the_banner_goes():
    mailbox = make_mailbox(smtp_port=1)
    say(), say()
    worker.run_all()

    with smtp_server() as (sink, port):
        Mailbox.objects.filter(pk=mailbox.pk).update(smtp_port=port)
        let_time_pass()
        worker.run_all()

        assert len(sink.mails) == 2
        assert queries.banners() == []


def test_a_second_answer_does_not_wait_for_a_server_that_just_failed():
    make_mailbox(smtp_port=1)
    say()
    worker.run_all()
    Mailbox.objects.update(smtp_host="no-machine.invalid")

    say()
    worker.run_all()

    assert "refuses connections" in Mailbox.objects.get().send_error


def test_each_try_waits_longer(sink):
    sink.answers["RCPT"] = "450 4.2.0 Greylisted"
    delivery, waits = say(), []

    for _ in range(3):
        let_time_pass()
        waits.append((outgoing.send(delivery.pk) - timezone.now()).total_seconds())

    assert waits == pytest.approx([30, 60, 120], abs=5)


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
def test_a_refusal_for_good_is_told_and_the_customer_waits_for_us(sink, command):
    sink.answers[command] = "550 5.1.1 No such user"
    delivery = say()

    worker.run_all()

    assert again(delivery).state == "failed"
    assert delivery.answer == "550 5.1.1 No such user"
    delivery.message.conversation.refresh_from_db()
    assert delivery.message.conversation.state == "open"


def test_an_answer_that_failed_can_be_sent_again(sink, agent):
    sink.answers["RCPT"] = "550 5.1.1 No such user"
    delivery = say()
    worker.run_all()
    sink.answers.clear()

    actions.resend(delivery, by=agent)
    worker.run_all()

    assert again(delivery).state == "sent"


def test_a_connection_lost_after_the_last_byte_is_left_to_a_person(sink, agent):
    sink.hangs_up = True
    delivery = say()

    worker.run_all()
    let_time_pass()
    worker.run_all()

    assert again(delivery).state == "unsure"
    assert len(sink.mails) == 1
    assert "may have been sent" in queries.banners()[0].text


def test_a_process_killed_while_sending_is_found_by_the_sweep(sink):
    delivery = say()
    Delivery.objects.update(state="sending", taken_at=timezone.now() - outgoing.LEASE - timedelta(seconds=1))

    worker.run_all()
    outgoing.doubt_the_interrupted()

    assert again(delivery).state == "unsure"
    assert sink.mails == []


def test_a_send_that_is_still_going_on_is_left_alone(sink):
    delivery = say()
    Delivery.objects.update(state="sending", taken_at=timezone.now())

    outgoing.doubt_the_interrupted()

    assert again(delivery).state == "sending"


def test_an_answer_whose_job_was_lost_is_found_by_the_sweep(sink):
    delivery = say()
    Job.objects.all().delete()
    Delivery.objects.update(send_after=F("send_after") - timedelta(minutes=2))

    from tyyni_desk.mail.tasks import sweep

    sweep()
    worker.run_all()

    assert again(delivery).state == "sent"


def test_without_a_mailbox_an_answer_waits():
    delivery = say(conversation=make_conversation())

    worker.run_all()

    assert again(delivery).state == "queued"


def test_a_customer_without_an_address_is_told_of():
    make_mailbox()
    conversation = make_conversation(customer=make_customer(email="x"))
    conversation.customer.identities.all().delete()

    delivery = say(conversation=conversation)
    worker.run_all()

    assert again(delivery).state == "failed"
    assert "no address" in delivery.answer


def test_the_answer_goes_to_reply_to_and_to_those_in_copy(sink):
    raw = letter(Reply_To="matti.koti@asiakas.example", Cc=f"{US}, eve@muu.example, noreply@muu.example")
    say(conversation=arrive(raw).message.conversation)

    worker.run_all()

    assert sink.envelopes[0][1] == ["matti.koti@asiakas.example", "eve@muu.example"]


def test_reply_to_has_a_plus_address_once_it_is_proven(sink):
    Mailbox.objects.update(plus_addresses=True)
    delivery = say()
    worker.run_all()

    raw = arrive(letter("Kiitos!", to=sink.mails[0]["Reply-To"]))

    assert raw.message.conversation == delivery.message.conversation


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("password", ["sala", "sälä-żółw"])
def test_a_server_that_wants_a_login_gets_one(password):
    with smtp_server(authenticator=accepts("tuki", password), auth_required=True, auth_require_tls=False) as (
        sink,
        port,
    ):
        make_mailbox(smtp_port=port, username="tuki", secret=secrets.encrypt(password))
        say()
        worker.run_all()

        assert len(sink.mails) == 1


def test_no_bounce_is_answered(sink):
    delivery = say()
    worker.run_all()

    arrive(bounce(Message.objects.get(pk=delivery.message_id)))
    worker.run_all()

    assert len(sink.mails) == 1


HEADERISH = st.text(st.sampled_from('Aä\r\n\t:<>,;"@\x00\x85\u2028BCc '), max_size=40)


@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subject=HEADERISH, name=HEADERISH, text=st.text(max_size=200))
def test_no_text_can_add_a_header(db, subject, name, text):
    from tyyni_desk.conversations.models import Conversation
    from tyyni_desk.mail.letters.composing import compose

    conversation = Conversation(number=1, subject=f"x\r\nBcc: eve@muu.example\n{subject}")
    message = Message(pk=1, conversation=conversation, text=text, to=["matti@asiakas.example"], message_id="a@b")
    message.references = ["x\r\nBcc: eve@muu.example"]
    mailbox = Mailbox(name=f"Lumo\r\nBcc: eve@muu.example {name}", address=US)

    head = compose(message, mailbox=mailbox).as_bytes().partition(b"\r\n\r\n")[0]

    assert not [line for line in head.lower().split(b"\r\n") if line.startswith(b"bcc")]
