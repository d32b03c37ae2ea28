"""S1.3: a promise can carry an update rhythm, and the desk asks for the next update in time.

Page: a conversation; /promises; the queue
"""

import pytest
from django.utils import timezone

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation
from tyyni_desk.care.promises.models import Promise
from tyyni_desk.care.promises.tasks import watch_promises

HX = {"HX-Request": "true"}
CASES = {
    "fi": ("Palautamme 89 euroa 14.12.2099 mennessä.", "Asia etenee, ja maksu on käsittelyssä."),
    "pl": ("Zwrócimy 89 zł do 14.12.2099.", "Sprawa jest w toku."),
    "en": ("We will refund you 89 euros by 14 December 2099.", "It is going forward."),
}


def promised(desk, language, *, every):
    """A promise that its author confirmed with a rhythm."""
    number = make_conversation("Hei", language=language).number
    desk.post(f"/conversations/{number}/reply", {"text": CASES[language][0]}, headers=HX)
    promise = Promise.objects.get(message__conversation=number)
    form = {"owner": promise.owner_id, "due_at": "2099-12-14T16:00", "every_days": every}
    desk.post(f"/promises/{promise.pk}/confirmation", form, headers=HX)
    promise.refresh_from_db()
    return promise


def its_day_comes(promise):
    """The morning on which the next update is due."""
    Promise.objects.filter(pk=promise.pk).update(update_due_at=timezone.now(), remind_at=timezone.now())
    watch_promises()


def waiting(desk):
    return desk.get("/queue/open/rows").content.decode()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.promises.actions.remind", lambda *_, **__: None)
def test_the_desk_asks_for_the_next_update_and_an_answer_gives_it(desk, language):
    promise = promised(desk, language, every="2")
    number = promise.message.conversation_id
    assert "an update every 2 days" in desk.get(f"/conversations/{number}").content.decode()
    assert "update due today" not in waiting(desk)

    its_day_comes(promise)

    assert "update due today" in waiting(desk)
    desk.post(f"/conversations/{number}/reply", {"text": CASES[language][1]}, headers=HX)
    assert "update due today" not in waiting(desk)
    promise.refresh_from_db()
    assert promise.update_due_at > timezone.now()


@pytest.mark.parametrize("language", CASES)
@without("tyyni_desk.care.promises.actions._told_how_it_goes", lambda *_: None)
def test_every_answer_begins_the_rhythm_anew(desk, language):
    promise = promised(desk, language, every="1")
    its_day_comes(promise)

    desk.post(f"/conversations/{promise.message.conversation_id}/reply", {"text": CASES[language][1]}, headers=HX)

    promise.refresh_from_db()
    assert promise.update_due_at > timezone.now()
    assert promise.state == "open"


@pytest.mark.parametrize("language", CASES)
def test_a_promise_without_a_rhythm_asks_for_none(desk, language):
    promise = promised(desk, language, every="")

    watch_promises()

    assert promise.update_due_at is None
    assert "update" not in desk.get("/promises").content.decode()
    assert "update due" not in waiting(desk)
