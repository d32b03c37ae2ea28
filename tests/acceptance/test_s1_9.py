"""S1.9: earlier remedies given to this customer stand beside the conversation; over the limit a lead decides.

Page: a conversation; a customer; /goodwill
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.care.remedies import make_given, make_order, make_remedy, read_all
from tests.desk.makers import make_conversation, make_customer
from tyyni_desk.care.remedies.models import GoodwillRules, RemedyGiven
from tyyni_desk.conversations.customers import merging

AGAIN = {
    "fi": "Taas hajosi, tilaus 10233! Haluan uuden tilalle ja heti.",
    "pl": "Znowu się zepsuło, zamówienie 10233! Żądam wymiany na nowy.",
    "en": "It broke again, order 10233! I want a replacement now.",
}
SUMS = {"fi": "€5.00", "pl": "5.00\xa0zł", "en": "£5.00"}
OVER = "A lead decides on the next remedy for this customer."


@pytest.fixture
def returning(agent):
    """A customer who was given something twice, once under another address; the new conversation."""

    def make(language, *, times=2):
        GoodwillRules.objects.create(most_times=2, days=90)
        remedy, customer, other = make_remedy(), make_customer(), make_customer("M. K.")
        for who in (customer, other)[:times]:
            talk = make_conversation(AGAIN[language], customer=who, language=language)
            make_given(remedy, read_all(talk), by=agent, days=40)
        merging.merge(other, into=customer, by=agent)
        conversation = make_conversation(AGAIN[language], customer=customer, language=language)
        make_order(conversation)
        return read_all(conversation), remedy

    return make


def beside(desk, conversation):
    return desk.get(f"/conversations/{conversation.number}/remedies").content.decode()


@pytest.mark.parametrize("language", AGAIN)
@without("tyyni_desk.care.remedies.queries.earlier", lambda *given, **named: [])
def test_what_was_given_before_stands_there_with_sums_and_days(desk, returning, language):
    conversation, remedy = returning(language)

    for seen in (beside(desk, conversation), desk.get(f"/customers/{conversation.customer_id}").content.decode()):
        assert "Earlier remedies" in seen
        assert seen.count(SUMS[language]) >= 2
        for given in remedy.given.all():
            assert f'href="/conversations/{given.conversation_id}"' in seen


@pytest.mark.parametrize("language", AGAIN)
@without("tyyni_desk.care.remedies.limits.is_over", lambda *given, **named: False)
def test_over_the_limit_the_agent_reads_a_neutral_sentence_and_a_lead_decides(desk, sign_in, returning, language):
    conversation, remedy = returning(language)
    where = f"/conversations/{conversation.number}/remedies/{remedy.pk}"

    assert OVER in beside(desk, conversation)
    assert "Settle now" not in beside(desk, conversation)
    assert OVER in desk.post(where, {"sum": "5"}).content.decode()
    assert RemedyGiven.objects.count() == 2

    desk.post(where, {"sum": "5", "why": "Vika on meidän."})
    lead = sign_in("lead")
    assert "1 remedy waits for a lead." in lead.get("/queue/open").content.decode()
    lead.post(f"/remedy-requests/{remedy.asked.get().pk}/decision", {"grant": "0", "answer": "Korjaus riittää."})
    assert "Korjaus riittää." in beside(desk, conversation)
    assert RemedyGiven.objects.count() == 2


@pytest.mark.parametrize("language", AGAIN)
def test_under_the_limit_nobody_is_asked(desk, returning, language):
    conversation, remedy = returning(language, times=1)

    assert OVER not in beside(desk, conversation)
    desk.post(f"/conversations/{conversation.number}/remedies/{remedy.pk}", {"sum": "5"})
    assert RemedyGiven.objects.count() == 2


def test_a_new_customer_has_no_such_card(desk):
    make_remedy()

    assert "Earlier remedies" not in beside(desk, read_all(make_conversation(AGAIN["en"], language="en")))
