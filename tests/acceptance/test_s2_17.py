"""S2.17: promises are taken from the sent answer, confirmed, and kept, moved or broken; the law starts the same clock.

Page: a conversation; /promises; /statutory-clocks; the queue
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation, make_customer
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.care.promises.tasks import watch_promises
from tyyni_desk.conversations import actions
from tyyni_desk.jobs import worker

HX = {"HX-Request": "true"}
CASES = {
    "fi": ("Missä rahani ovat?", "Palautamme 89 euroa perjantaihin mennessä.", "perjantaihin mennessä"),
    "pl": ("Gdzie moje pieniądze?", "Zwrócimy 89 zł do piątku.", "do piątku"),
    "en": ("Where is my money?", "We will refund you 89 euros within two days.", "within two days"),
}
# What the law wants answered, of somebody in Finland, Poland and Ireland; a holding reply, and an answer.
LAW = {
    "fi": ("Pyydän kaikki tietoni tietosuoja-asetuksen 15 artiklan nojalla.", "", "Selvitämme asiaa ja palaamme."),
    "pl": ("Składam reklamację i żądam zwrotu pieniędzy!", "", "Sprawdzamy zgłoszenie i wrócimy z odpowiedzią."),
    "en": ("I withdraw from the contract and want my money back.", "+353851234567", "We are looking into it."),
}
YES = {"fi": "Hyväksymme pyyntönne.", "pl": "Uznajemy reklamację.", "en": "We will refund you in full."}


def promised(desk, language):
    """The agent has just sent a promise; its row."""
    asked, said, _ = CASES[language]
    number = make_conversation(asked, language=language).number
    desk.post(f"/conversations/{number}/reply", {"text": said}, headers=HX)
    return Promise.objects.filter(message__conversation=number).first() or pytest.fail("nothing was written down")


def page(desk, number):
    return desk.get(f"/conversations/{number}").content.decode()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.promises.queries.found_in", lambda *_, **__: ())
def test_the_author_confirms_what_was_promised_and_the_next_agent_sees_it(desk, sign_in, language):
    promise = promised(desk, language)
    number = promise.message.conversation_id
    assert "You promised this. Is it right?" in page(desk, number)

    form = {"owner": promise.owner_id, "due_at": timezone.localtime(promise.due_at).strftime("%Y-%m-%dT%H:%M")}
    desk.post(f"/promises/{promise.pk}/confirmation", form, headers=HX)

    assert "You promised this" not in page(desk, number)
    seen = page(sign_in("agent"), number)
    assert CASES[language][2] in seen[seen.index("Promised</h2>") :]
    assert promise.words in desk.get("/promises?box=mine").content.decode()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.promises.queries.quoted_in", lambda reply: [])
def test_the_draft_for_telling_moves_it_when_the_customer_hears_before_it_is_due(desk, language):
    promise = promised(desk, language)
    number = promise.message.conversation_id
    seen = desk.get(f"/conversations/{number}?tell={promise.pk}").content.decode()
    draft = seen.split('id="text"')[1].split(">", 1)[1].split("</textarea>")[0]

    desk.post(f"/conversations/{number}/reply", {"text": draft}, headers=HX)

    promise.refresh_from_db()
    assert promise.state == "moved"
    assert Promise.objects.get(message__conversation=number, state="open").due_at > timezone.now()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.promises.actions.break_late", lambda *_, **__: None)
def test_one_that_nobody_kept_or_moved_is_broken_and_comes_to_the_head_of_the_queue(desk, agent, language):
    asked, said, _ = CASES[language]
    old = timezone.now() - timedelta(days=20)
    late = make_conversation(asked, language=language, at=old, subject="Myöhässä")
    actions.reply(late, by=agent, text=said, seen=None, at=old)
    make_conversation(asked, language=language, at=timezone.now() - timedelta(days=1), subject="Tuore")

    watch_promises()

    queue = desk.get("/queue/open/rows").content.decode()
    assert "promise broken" in queue
    assert queue.index("Myöhässä") < queue.index("Tuore")


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.promises.actions.keep", lambda *_, **__: None)
def test_one_key_keeps_it_and_the_rate_is_the_companys(desk, language):
    promise = promised(desk, language)

    desk.post(f"/promises/{promise.pk}/keeping", {"box": "mine"})

    assert promise.words not in desk.get("/promises").content.decode()
    assert "The company: 100 % kept in 90 days" in desk.get("/promises").content.decode()


@pytest.mark.parametrize("language", LAW)
@without("tyyni_desk.care.clocks.actions.insist", lambda *_, **__: None)
def test_what_the_law_wants_answered_is_not_closed_by_a_holding_reply(desk, language):
    asked, phone, holding = LAW[language]
    customer = make_customer()
    if phone:
        customer.identities.create(kind="phone", value=phone)
    talk = make_conversation(asked, customer=customer, language=language)
    worker.run_all()
    number = talk.number
    assert "Answer by" in page(desk, number)

    for text in (holding, YES[language]):
        desk.post(f"/conversations/{number}/reply", {"text": text}, headers=HX)
        desk.post(f"/conversations/{number}/closure", {"promises": "stand"}, headers=HX)
        talk.refresh_from_db()
        assert talk.is_closed is (text != holding)


@pytest.mark.parametrize("text", ["Kiitos, selvä!", "Proszę podać numer zamówienia.", "I can't promise a time."])
def test_an_answer_that_promises_nothing_asks_nothing(desk, text):
    number = make_conversation("Hei").number

    desk.post(f"/conversations/{number}/reply", {"text": text}, headers=HX)

    assert not Promise.objects.exists()
    assert "You promised this" not in page(desk, number)
    assert "By law" not in page(desk, number)
