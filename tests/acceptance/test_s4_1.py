"""S4.1: mail, calls and visits meet in one inbox, read and sorted by the same rules (chat and public posts: open).

Page: the queue; /conversations
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.mail.letters import US, arrive, letter, make_mailbox
from tests.desk.makers import make_agent
from tyyni_desk.conversations import actions, queries
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.jobs import worker

CASES = {
    "fi": {
        "email": "Tilaus 10233 ei ole tullut vieläkään. Tämä on jo kolmas viestini, olen todella vihainen!",
        "phone_note": "Soitti vihaisena: tilaus 10233 ei ole tullut, kolmas yhteydenotto, haluaa rahat takaisin.",
        "store_note": "Kävi myymälässä, pyysi rahoja takaisin tilauksesta 10233.",
    },
    "pl": {
        "email": "Zamówienie 10233 nadal nie dotarło. To już trzecia wiadomość, jestem wściekła!",
        "phone_note": "Dzwoniła wściekła: zamówienie 10233 nie dotarło, trzeci raz, chce zwrotu pieniędzy.",
        "store_note": "Była w sklepie, chce zwrotu pieniędzy za zamówienie 10233.",
    },
    "en": {
        "email": "Order 10233 still has not come. This is my third message and I am furious!",
        "phone_note": "Called, furious: order 10233 has not come, third contact, asks for a refund.",
        "store_note": "Came to the shop, wants the money back for order 10233.",
    },
}
SEEN = queries.visible


def arrive_everywhere(desk, language):
    """One matter by mail, by telephone and in the shop, each as a user has it come in."""
    make_mailbox()
    texts = CASES[language]
    arrive(letter(texts["email"], subject="email"))
    for channel in ("phone_note", "store_note"):
        form = {"channel": channel, "name": "Anna K", "language": language, "subject": channel}
        answer = desk.post("/conversations", {**form, "text": texts[channel]})
        assert answer.status_code == 302
    worker.run_all()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.conversations.queries.visible", lambda: SEEN().filter(channel="email"))
def test_every_channel_is_in_one_queue_with_its_order_and_what_is_asked(desk, language):
    arrive_everywhere(desk, language)

    queue = desk.get("/queue/open/rows").content.decode()

    assert queue.count("order 10233") == 3
    for channel in CASES[language]:
        assert f'<span class="subject">{channel}</span>' in queue


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.actions.read", lambda message: None)
def test_a_call_is_read_like_a_mail(desk, language):
    arrive_everywhere(desk, language)

    call = Conversation.objects.get(channel="phone_note")

    page = desk.get(f"/conversations/{call.number}").content.decode()
    assert "wants the money back" in page
    assert call.language == language


def test_what_a_machine_sends_back_does_not_bring_a_conversation_into_the_queue(desk):
    mailbox = make_mailbox()
    arrive(letter(CASES["fi"]["email"], subject="email"))
    asked = Conversation.objects.get()
    sent = actions.reply(asked, by=make_agent(), text="Lähetin uuden tänään.", seen=None)
    worker.run_all()
    sent.refresh_from_db()

    away = letter("Olen lomalla.", Auto_Submitted="auto-replied", In_Reply_To=f"<{sent.message_id}>", to=US)
    arrive(away)

    assert mailbox.address == US
    assert "email" not in desk.get("/queue/open/rows").content.decode()
    assert "Olen lomalla." in desk.get(f"/conversations/{asked.number}").content.decode()
