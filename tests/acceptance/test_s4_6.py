"""S4.6: a matter worth less than the arguing is settled at once, under a limit per role, and every remedy is on record.

Page: a conversation; /remedies; /goodwill; /remedy-requests
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.care.remedies import CURRENCY, make_order, make_remedy, read_all
from tests.desk.care.talks import make_appeal
from tests.desk.makers import make_conversation
from tyyni_desk.care.remedies.models import RemedyGiven

SMALL = {
    "fi": "Mukin korva irtosi heti, tilaus 10233, 8,90 euroa. Haluan uuden tilalle!",
    "pl": "Ucho kubka odpadło od razu, zamówienie 10233, 29,90 zł. Żądam nowego kubka!",
    "en": "The handle of the mug came off at once, order 10233, £7.90. I want a new one!",
}
WORTH = {"fi": "€8.90", "pl": "zł29.90", "en": "£7.90"}
ABUSE = {"fi": "Haista vittu, saatanan idiootit!", "pl": "Spierdalaj, jebany idioto!", "en": "Fuck off, you idiots!"}
BURNT = {
    "fi": "Muki halkesi ja lapseni sai palovammoja, olimme päivystyksessä. Tilaus 10233, 8,90 euroa. Haluan uuden!",
    "pl": "Kubek pękł i poparzył rękę mojemu dziecku, byliśmy w szpitalu. Zamówienie 10233, 29,90 zł. Żądam nowego!",
    "en": "The mug burst and burned my child's hand, we went to hospital. Order 10233, £7.90. I want a new one!",
}


def case(language, texts=SMALL, *, total="8.90", customer=None):
    conversation = make_conversation(texts[language], customer=customer, language=language)
    make_order(conversation, total=total)
    return read_all(conversation)


def beside(desk, conversation):
    return desk.get(f"/conversations/{conversation.number}/remedies").content.decode()


@pytest.mark.parametrize("language", SMALL)
@without("tyyni_desk.care.remedies.queries.settling", lambda *given, **named: None)
def test_it_proposes_to_settle_and_shows_the_arithmetic(desk, language):
    make_remedy(requests=["replacement"])

    seen = beside(desk, case(language))

    assert "Settle now" in seen
    assert "Arguing takes about 25 minutes at" in seen
    assert f"The matter is worth {WORTH[language]}" in seen.replace("29.90\xa0zł", "zł29.90")


@pytest.mark.parametrize("language", SMALL)
@without("tyyni_desk.care.remedies.limits.most", lambda *given, **named: None)
def test_over_the_roles_limit_a_lead_is_asked_and_decides(desk, sign_in, language):
    remedy, conversation = make_remedy(requests=["replacement"], agent_most="5"), case(language)
    where = f"/conversations/{conversation.number}/remedies/{remedy.pk}"
    assert "Settle now" not in beside(desk, conversation)

    assert "It is more than you may give." in desk.post(where, {"sum": "8.90"}).content.decode()
    assert not RemedyGiven.objects.exists()
    assert "Waits for a lead" in desk.post(where, {"sum": "8.90", "why": "Uusi muki"}).content.decode()
    lead = sign_in("lead")
    assert "Uusi muki" in lead.get("/remedy-requests").content.decode()
    lead.post(f"/remedy-requests/{remedy.asked.get().pk}/decision", {"grant": "1"})

    given = RemedyGiven.objects.get()
    assert (str(given.sum), given.currency, given.by) == ("8.90", CURRENCY[language], lead.agent)
    assert "Given here" in beside(desk, conversation)


@pytest.mark.parametrize("language", SMALL)
@without("tyyni_desk.care.remedies.limits.used", lambda currency: type("None", (), {"given": 0, "budget": None}))
def test_when_the_months_budget_is_used_only_a_lead_gives_more(desk, sign_in, language):
    lead, remedy, conversation = sign_in("lead"), make_remedy(requests=["replacement"]), case(language)
    sums = {f"minute_cost_{code}": "0.60" for code in ("EUR", "PLN", "GBP")}
    lead.post("/goodwill", {**sums, "minutes": "25", "days": "90", f"month_budget_{CURRENCY[language]}": "5"})

    answer = desk.post(f"/conversations/{conversation.number}/remedies/{remedy.pk}", {"sum": "8.90"}).content.decode()

    assert "budget is used: a lead decides" in answer
    assert not RemedyGiven.objects.exists()
    lead.post(f"/conversations/{conversation.number}/remedies/{remedy.pk}", {"sum": "8.90"})
    assert "of" in lead.get("/goodwill").content.decode()
    assert RemedyGiven.objects.get().by == lead.agent


@pytest.mark.parametrize("language", SMALL)
def test_a_dear_matter_is_not_settled_at_once(desk, language):
    make_remedy(requests=["replacement"])
    dear = {
        code: text.replace("8,90", "89").replace("29,90", "389").replace("7.90", "79") for code, text in SMALL.items()
    }

    assert "Settle now" not in beside(desk, case(language, dear, total="89"))


@pytest.mark.parametrize("language", ABUSE)
def test_abuse_without_a_matter_is_paid_nothing(desk, language):
    make_remedy()

    assert "Remedies</h2>" not in beside(desk, case(language, ABUSE))


@pytest.mark.parametrize("language", BURNT)
def test_where_somebody_was_hurt_nothing_is_offered(desk, language):
    remedy, conversation = make_remedy(), case(language, BURNT)

    assert "Remedies</h2>" not in beside(desk, conversation)
    desk.post(f"/conversations/{conversation.number}/remedies/{remedy.pk}", {"sum": "8.90"})
    assert not RemedyGiven.objects.exists()


@pytest.mark.parametrize("language", SMALL)
def test_nobody_settles_with_a_customer_whose_contact_was_ended(desk, agent, language):
    make_remedy(requests=["replacement"])

    assert "Settle now" not in beside(desk, case(language, customer=make_appeal(agent).ending.customer))
