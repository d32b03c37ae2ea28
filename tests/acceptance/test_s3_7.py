"""S3.7: the ladder works in mail, with an acknowledgement by the desk, and in a call, with what to say.

Page: /conversations/<number>/ladder
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.care.talks import ABUSE, CALM, filled, make_talk, say, write_policy
from tests.desk.mail.letters import arrive, letter, make_mailbox
from tests.desk.makers import make_customer
from tyyni_desk.jobs import worker
from tyyni_desk.mail.models import Delivery

IN_WRITING = {"fi": "UUDELLEENARVIOINTI", "pl": "ODWOŁANIE", "en": "APPEAL"}
IN_A_CALL = {"fi": "kirjaan sen nyt", "pl": "zapiszę odwołanie", "en": "write down your appeal"}
ADDRESS = "asiakas@koti.example"
RUDE = {**ABUSE, "pl": "Ty kretynie, jesteś głupi jak but! Gdzie moje pieniądze?"}


def to_the_end(desk, language, channel):
    """Four rungs, by the page alone; the conversation and what the last page showed."""
    make_mailbox()
    write_policy()
    talk = make_talk(RUDE[language], language=language, channel=channel, customer=make_customer(email=ADDRESS))
    where = f"/conversations/{talk.number}/ladder"
    for step in range(4):
        shown = desk.get(where)
        given = filled(shown)
        # Who wrote a call down may name the words themselves.
        desk.post(where, {**given, "words": given["words"] or RUDE[language]})
        if step < 3:
            say(talk, RUDE[language])
    return talk, shown.content.decode()


@pytest.mark.parametrize("language", IN_A_CALL)
@without("tyyni_desk.care.ladder.texts.is_spoken", lambda conversation: False)
def test_in_a_call_the_page_says_what_to_say_and_nothing_is_sent(desk, sign_in, language):
    sign_in("lead")  # somebody is free to go on
    talk, shown = to_the_end(desk, language, "phone_note")

    assert "What to say" in shown
    assert "It was said" in shown
    last = talk.rungs.get(kind="end").answer.text
    assert IN_A_CALL[language] in last
    assert IN_WRITING[language] not in last
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("language", IN_WRITING)
@without("tyyni_desk.care.ladder.afterwards.notice", lambda message: "")
def test_in_mail_the_words_go_and_later_mail_is_acknowledged_with_the_reason(desk, sign_in, language):
    sign_in("lead")
    talk, shown = to_the_end(desk, language, "email")
    assert "It was said" not in shown
    assert IN_WRITING[language] in talk.rungs.get(kind="end").answer.text

    arrive(letter(CALM[language], sender=ADDRESS, subject="Hei"))
    worker.run_all()

    notice = talk.customer.conversations.latest("number").messages.filter(is_automatic=True).first()
    assert notice is not None
    assert IN_WRITING[language] in notice.text


@pytest.mark.parametrize("language", CALM)
def test_whose_contact_is_not_ended_gets_no_notice(desk, language):
    make_mailbox()
    write_policy()
    talk = make_talk(CALM[language], language=language, customer=make_customer(email=ADDRESS))

    arrive(letter(CALM[language], sender=ADDRESS, subject="Hei"))
    worker.run_all()

    assert not talk.customer.conversations.filter(messages__is_automatic=True, rungs=None).exclude(pk=talk.pk).exists()
