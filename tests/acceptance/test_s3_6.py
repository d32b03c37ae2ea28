"""S3.6: boundary, hand-over, warning, end; each with proof and the policy; after the end nothing is dropped.

Page: /conversations/<number>/ladder; /legal-lane
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.care.talks import ABUSE, CONTACT, filled, make_talk, say, write_policy
from tests.desk.mail.letters import arrive, letter, make_mailbox
from tests.desk.makers import make_customer
from tyyni_desk.jobs import worker

WORDS = {
    "fi": ("UUDELLEENARVIOINTI", "reklamaatio", "Valitan: uudelleenarviointi. Tuote on viallinen."),
    "pl": ("ODWOŁANIE", "reklamacje", "Odwołanie. Towar jest wadliwy."),
    "en": ("APPEAL", "complaints", "I appeal. The product is faulty."),
}
ADDRESS = "asiakas@koti.example"


@pytest.fixture
def lead(sign_in):
    return sign_in("lead", name="Helena Niemi")


def up_the_ladder(desk, language):
    """By the page alone, as an agent goes; the conversation at its end."""
    make_mailbox()
    write_policy()
    talk = make_talk(ABUSE[language], language=language, customer=make_customer(email=ADDRESS))
    where = f"/conversations/{talk.number}/ladder"
    for step in range(4):
        desk.post(where, filled(desk.get(where)))
        if step < 3:
            say(talk, ABUSE[language])
    return talk


@pytest.mark.parametrize("language", WORDS)
@without("tyyni_desk.care.ladder.actions.climb", lambda conversation, kind, **given: None)
def test_each_step_keeps_its_proof_and_the_last_says_what_stays_open_and_how_to_appeal(desk, lead, language):
    talk = up_the_ladder(desk, language)

    rungs = list(talk.rungs.all())
    assert [rung.kind for rung in rungs] == ["boundary", "handover", "warning", "end"]
    assert all(part in rung.evidence.text for rung in rungs for part in rung.words.split(" … "))
    assert rungs[-1].offered
    appeal, open_still, _answer = WORDS[language]
    for word in (appeal, open_still, CONTACT[language]):
        assert word in rungs[-1].answer.text


@pytest.mark.parametrize("language", WORDS)
@without("tyyni_desk.care.ladder.afterwards.heard", lambda message: None)
def test_after_the_end_mail_is_read_by_a_lead_acknowledged_and_an_appeal_decided(desk, lead, language):
    talk = up_the_ladder(desk, language)

    arrive(letter(WORDS[language][2], sender=ADDRESS, subject="Reklamaatio"))
    worker.run_all()

    lane = lead.get("/legal-lane").content.decode()
    assert WORDS[language][2] in lane
    notice = talk.customer.conversations.latest("number").messages.get(is_automatic=True)
    assert WORDS[language][0] in notice.text


@pytest.mark.parametrize("language", WORDS)
def test_a_step_is_refused_when_the_abuse_has_stopped(desk, lead, language):
    write_policy()
    talk = make_talk(ABUSE[language], language=language)
    where = f"/conversations/{talk.number}/ladder"
    for _step in range(2):
        desk.post(where, filled(desk.get(where)))

    answer = desk.post(where, filled(desk.get(where)))

    assert "has not been abusive since the last step" in answer.content.decode()
    assert talk.rungs.count() == 2
