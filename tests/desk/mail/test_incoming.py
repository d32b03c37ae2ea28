"""A mail comes in: once, whole, and to where it belongs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.mail.letters import MATTI, US, arrive, bounce, letter, make_mailbox
from tests.desk.makers import make_agent
from tyyni_desk.conversations import actions as talk
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.jobs import worker
from tyyni_desk.mail import actions
from tyyni_desk.mail.automatic import acknowledging
from tyyni_desk.mail.letters import tokens
from tyyni_desk.mail.models import AutomaticAnswer, RawMail

pytestmark = pytest.mark.django_db
STRANGER = "Eve <eve@muu.example>"


@pytest.fixture(autouse=True)
def mailbox(db):
    return make_mailbox()


def answered(raw, **fields):
    """The conversation that ``raw`` began, and our answer in it."""
    conversation = raw.message.conversation
    message = talk.reply(conversation, by=make_agent(), text="Se lähti tänään.", seen=None, **fields)
    message.refresh_from_db()  # the mail's listener gave it its id
    return conversation, message


def test_a_mail_becomes_a_conversation():
    raw = arrive(letter(subject="VS: Tilaus"))

    assert (raw.state, raw.place) == ("parsed", "inbox")
    assert raw.message.text == "Missä tilaukseni 10233 on?"
    assert raw.message.conversation.subject == "Tilaus"
    assert raw.message.customer.email == "matti@asiakas.example"


def test_the_same_mail_delivered_twice_is_one():
    raw = letter()

    arrive(raw, uidvalidity=1, uid=1)
    _, is_new = actions.store(raw, uidvalidity=2, uid=1)

    assert not is_new
    assert (RawMail.objects.count(), Conversation.objects.count()) == (1, 1)


def test_the_same_mail_by_another_way_is_a_copy():
    raw = letter(Message_ID="<x@asiakas.example>")
    arrive(raw)

    copy = arrive(b"Received: by list.example\n" + raw)

    assert copy.place == "copy"
    assert Message.objects.count() == 1


def test_a_new_mail_under_an_old_id_is_not_lost():
    arrive(letter(Message_ID="<x@asiakas.example>"))

    second = arrive(letter("Jotain aivan muuta.", Message_ID="<x@asiakas.example>"))

    assert second.message.text == "Jotain aivan muuta."


def test_one_uid_given_to_two_mails_loses_neither(mailbox):
    arrive(letter(), mailbox=mailbox, uidvalidity=1, uid=7)

    arrive(letter(), mailbox=mailbox, uidvalidity=1, uid=7)

    assert RawMail.objects.filter(state="parsed").count() == 2


def test_an_answer_to_our_mail_joins_whoever_sends_it():
    conversation, answer = answered(arrive(letter()))

    raw = arrive(letter("Kiitos, tuli!", sender=STRANGER, In_Reply_To=f"<{answer.message_id}>"))

    assert raw.message.conversation == conversation


def test_references_alone_are_enough():
    first = arrive(letter(Message_ID="<first@asiakas.example>"))

    raw = arrive(letter("Ja vielä yksi asia.", subject="Muuta", References="<first@asiakas.example>"))

    assert raw.message.conversation == first.message.conversation


def test_a_plus_address_is_enough():
    conversation, _ = answered(arrive(letter()))
    raw = arrive(letter("Hei taas.", subject="Uusi aihe", to=tokens.plus_address(US, conversation.pk)))

    assert raw.message.conversation == conversation


def test_a_forged_token_opens_nothing():
    conversation, answer = answered(arrive(letter()))
    forged = f"tyyni.{conversation.pk}.{answer.pk}.0123456789abcdef@lumo.example"

    raw = arrive(
        letter(sender=STRANGER, In_Reply_To=f"<{forged}>", to=f"tuki+{conversation.pk}.0123456789abcdef@lumo.example")
    )

    assert raw.message.conversation != conversation
    assert raw.message.conversation.follows is None


def test_a_stranger_who_knows_a_message_id_begins_beside():
    conversation = arrive(letter(Message_ID="<first@asiakas.example>")).message.conversation

    raw = arrive(letter(sender=STRANGER, References="<first@asiakas.example>"))

    assert raw.message.conversation != conversation
    assert raw.message.conversation.follows == conversation


def test_somebody_whom_we_addressed_may_join():
    first = arrive(letter(Message_ID="<first@asiakas.example>", Cc="eve@muu.example"))
    answered(first)

    raw = arrive(letter(sender=STRANGER, References="<first@asiakas.example>"))

    assert raw.message.conversation == first.message.conversation


def test_a_number_in_the_subject_counts_for_the_customer_alone():
    conversation = arrive(letter()).message.conversation
    subject = f"Re: Tilaus [#{conversation.pk}]"

    own, stranger = arrive(letter(subject=subject)), arrive(letter(subject=subject, sender=STRANGER))

    assert own.message.conversation == conversation
    assert stranger.message.conversation != conversation
    assert stranger.message.conversation.follows is None


def test_an_answer_after_a_long_silence_begins_a_linked_conversation(settings):
    conversation, answer = answered(arrive(letter()), closes=True)
    Conversation.objects.filter(pk=conversation.pk).update(closed_at=timezone.now() - timedelta(days=31))

    raw = arrive(letter("Se hajosi taas.", In_Reply_To=f"<{answer.message_id}>"))

    assert raw.message.conversation != conversation
    assert raw.message.conversation.follows == conversation


def test_an_answer_soon_after_closing_reopens():
    conversation, answer = answered(arrive(letter()), closes=True)

    arrive(letter("Se hajosi taas.", In_Reply_To=f"<{answer.message_id}>"))

    conversation.refresh_from_db()
    assert conversation.state == "open"


def test_a_merged_conversation_goes_on_where_it_went():
    conversation, answer = answered(arrive(letter()))
    other = arrive(letter()).message.conversation
    Conversation.objects.filter(pk=conversation.pk).update(merged_into=other)

    raw = arrive(letter(In_Reply_To=f"<{answer.message_id}>"))

    assert raw.message.conversation == other


def test_a_holiday_notice_is_kept_in_its_conversation_and_wakes_nobody():
    conversation, answer = answered(arrive(letter()))

    raw = arrive(letter("Olen lomalla.", In_Reply_To=f"<{answer.message_id}>", Auto_Submitted="auto-replied"))

    conversation.refresh_from_db()
    assert (raw.place, raw.message.is_automatic) == ("automatic", True)
    assert conversation.state == "waiting"


@pytest.mark.parametrize(
    ("place", "headers"),
    [
        ("automatic", {"Auto_Submitted": "auto-generated"}),
        ("automatic", {"X_Autoreply": "yes"}),
        ("automatic", {"Precedence": "auto_reply"}),
        ("list", {"List_Id": "<uutiset.kauppa.example>"}),
        ("list", {"Precedence": "bulk"}),
        ("spam", {"X_Spam_Flag": "YES"}),
        ("spam", {"X_Spam_Status": "Yes, score=12"}),
        ("own", {"sender": f"Lumo <{US}>"}),
        ("inbox", {"X_Spam_Status": "No, score=0.1"}),
        ("inbox", {"Auto_Submitted": "no"}),
        ("inbox", {"List_Id": "Tuki <tuki.lumo.example>", "Precedence": "list"}),
    ],
)
def test_each_kind_of_mail_has_a_place_that_people_see(place, headers):
    raw = arrive(letter(**headers))

    assert (raw.state, raw.place) == ("parsed", place)
    assert Conversation.objects.count() == (1 if place == "inbox" else 0)


def test_a_blocked_sender_is_received_and_seen(agent):
    actions.block("Matti@Asiakas.example", reason="Uhkauksia", by=agent)

    raw = arrive(letter())

    assert raw.place == "blocked"
    assert Conversation.objects.count() == 0


def test_a_person_can_move_a_mail_to_the_inbox(agent):
    raw = arrive(letter(X_Spam_Flag="YES"))

    actions.move_to_inbox(raw, by=agent)
    actions.move_to_inbox(raw, by=agent)

    raw.refresh_from_db()
    assert raw.place == "inbox"
    assert Message.objects.count() == 1


@pytest.mark.parametrize("sender", [f"Lomake <{US}>", "noreply@kauppa.example", "WordPress <wordpress@kauppa.example>"])
def test_a_contact_form_speaks_for_the_customer(sender):
    raw = arrive(letter(sender=sender, Reply_To=MATTI, Auto_Submitted="auto-generated"))

    assert raw.place == "inbox"
    assert raw.message.customer.email == "matti@asiakas.example"


def test_a_bounce_is_tied_to_the_answer_that_came_back():
    conversation, earlier = answered(arrive(letter()))
    _, answer = answered(arrive(letter("Entä nyt?", In_Reply_To=f"<{earlier.message_id}>")))

    raw = arrive(bounce(answer))

    answer.refresh_from_db()
    assert raw.place == "bounce"
    assert answer.delivery.bounce_reason == "550 5.1.1 No such user here"
    assert answer.delivery.bounce == raw
    assert earlier.delivery.bounced_at is None
    assert "not_delivered" in [event.kind for event in conversation.events.all()]


def test_a_bounced_answer_makes_the_customer_wait_for_us_again():
    conversation, answer = answered(arrive(letter()))

    arrive(bounce(answer))

    conversation.refresh_from_db()
    assert conversation.state == "open"
    assert conversation.messages.count() == 2


def test_a_warning_that_a_mail_is_late_changes_nothing():
    _, answer = answered(arrive(letter()))

    raw = arrive(bounce(answer, action="delayed"))

    answer.delivery.refresh_from_db()
    assert raw.place == "bounce"
    assert answer.delivery.bounced_at is None


def test_a_mail_that_cannot_be_read_waits_for_a_look():
    raw = arrive(b"no mail at all")

    assert raw.state == "failed"
    assert "no headers" in raw.error
    actions.retry(raw, by=make_agent())
    raw.refresh_from_db()
    assert raw.state == "stored"


def test_a_mail_without_a_sender_waits_for_a_look():
    raw = arrive(letter(sender=None))

    assert (raw.state, raw.error) == ("failed", "The mail names no sender.")


def test_a_mail_too_large_is_a_notice():
    raw = arrive(letter(), size=80 << 20, problem="The mail is too large.")
    actions.retry(raw, by=make_agent())
    worker.run_all()

    raw.refresh_from_db()
    assert raw.state == "failed"
    assert "on the server" in raw.error


def test_a_proof_of_plus_addresses_comes_back_to_us(mailbox):
    arrive(letter(sender=US, to=tokens.trial_address(US)), mailbox=mailbox)

    mailbox.refresh_from_db()
    assert mailbox.plus_addresses


def test_no_machine_is_answered_and_nobody_too_often():
    machine = arrive(letter(X_Auto_Response_Suppress="All"))
    person = arrive(letter())

    assert not acknowledging.claim_automatic_answer(machine)
    assert [acknowledging.claim_automatic_answer(person) for _ in range(5)] == [True, True, True, False, False]
    assert AutomaticAnswer.objects.count() == 3


def test_an_old_mail_has_waited_since_it_came():
    at = timezone.now() - timedelta(days=2)

    conversation = arrive(letter(), arrived=at).message.conversation

    assert conversation.waiting_since == conversation.created_at == at
