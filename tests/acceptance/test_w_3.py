"""W.3: who may hurt themselves is answered by a person now; help is named by country, nothing is sold or sent alone.

Page: a conversation
"""

import pytest
from django.utils import timezone

from tests.acceptance.proofs import without
from tests.desk.care.talks import CALM, make_talk
from tests.desk.mail.letters import make_mailbox
from tests.desk.makers import make_customer
from tyyni_desk.mail.models import Delivery

DANGER = {
    "fi": ("En jaksa enää elää. Tapan itseni.", "+358 40 123 4567", "09 2525 0111", "Saat alennuksen."),
    "pl": ("Nie chcę już żyć, zabiję się.", "+48 600 100 200", "116 123", "Damy rabat."),
    "en": ("I want to kill myself over this bill.", "+44 20 7946 0000", "116 123", "Here is a discount."),
}


def in_danger(language):
    text, phone, _number, _offer = DANGER[language]
    customer = make_customer()
    customer.identities.create(kind="phone", value=phone)
    return make_talk(text, customer=customer, language=language)


@pytest.mark.parametrize("language", DANGER)
@without("tyyni_desk.care.safety.actions.consider", lambda message, labels: None)
def test_a_person_answers_now_with_help_of_the_customers_country_at_hand(desk, language):
    make_mailbox()
    talk = in_danger(language)
    where = f"/conversations/{talk.number}"

    page = desk.get(where).content.decode()
    assert "A person answers now" in page
    assert DANGER[language][2] in page
    assert not talk.messages.filter(kind="agent").exists()
    assert "Nothing was sent" in desk.post(f"{where}/reply", {"text": DANGER[language][3]}).content.decode()
    desk.post(f"{where}/reply", {"text": "Luin viestisi."})
    assert Delivery.objects.get().send_after <= timezone.now()


@pytest.mark.parametrize("language", CALM)
def test_an_ordinary_customer_gets_no_help_line(desk, language):
    page = desk.get(f"/conversations/{make_talk(CALM[language], language=language).number}").content.decode()

    assert "A person answers now" not in page
    assert "116 123" not in page
