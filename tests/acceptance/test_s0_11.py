"""S0.11: a boundary says how and when it is followed up, and the desk reminds on that day.

Page: /customers/<number>/boundaries; /boundaries
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.acceptance.proofs import without
from tests.desk.makers import make_conversation
from tyyni_desk.care.boundaries.models import Boundary
from tyyni_desk.mail.queries import Source

AGREED = {
    "fi": ("Yksi viesti päivässä.", "Soitamme, kun korjaus on valmis."),
    "pl": ("Jedna wiadomość dziennie.", "Dzwonimy po naprawie."),
    "en": ("One message a day.", "We call when the repair is done."),
}


def in_days(count):
    return timezone.localdate() + timedelta(days=count)


def set_one(desk, language, **fields):
    """By the page, as agreed with the customer."""
    conversation = make_conversation(language=language)
    says, how = AGREED[language]
    given = {"says": says, "why": "x", "follow_up": how, **fields}
    desk.post(f"/customers/{conversation.customer_id}/boundaries", given)
    return conversation


def days_pass(count):
    """The review comes that much nearer."""
    for boundary in Boundary.objects.all():
        boundary.review_on -= timedelta(days=count)
        boundary.save()


@pytest.mark.parametrize("language", AGREED)
@without("tyyni_desk.web.care.banners._counted", lambda rows, *given, **named: Source((rows,), list))
def test_on_its_day_leads_are_reminded_with_how_it_is_followed_up(desk, sign_in, language):
    conversation = set_one(desk, language, review_on=in_days(14))
    lead = sign_in("lead")
    assert AGREED[language][1] in desk.get(f"/conversations/{conversation.number}").content.decode()

    days_pass(14)

    assert "1 boundary is to be looked at again" in lead.get("/banners").content.decode()
    page = lead.get("/boundaries").content.decode()
    assert AGREED[language][0] in page[: page.index('id="standing"')]
    assert AGREED[language][1] in page
    lead.post(f"/boundaries/{Boundary.objects.get().pk}/review", {"review_on": in_days(30)})
    assert "to be looked at again" not in lead.get("/banners").content.decode()


@pytest.mark.parametrize("language", AGREED)
def test_before_its_day_nobody_is_reminded_and_without_one_the_policys_time_holds(desk, sign_in, language):
    set_one(desk, language)
    lead = sign_in("lead")

    days_pass(89)
    assert "looked at again" not in lead.get("/banners").content.decode()

    days_pass(1)
    assert "1 boundary is to be looked at again" in lead.get("/banners").content.decode()


def test_a_day_that_is_over_is_refused(desk):
    set_one(desk, "en", review_on=in_days(0))

    assert not Boundary.objects.exists()
