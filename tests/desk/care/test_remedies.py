"""Remedies: what fits, who may give how much, one customer's limits, the month's budget, and the way back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.desk.care.remedies import make_given, make_order, make_remedy, read_all
from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.care.boundaries.actions import set_boundary
from tyyni_desk.care.remedies import actions, limits, queries
from tyyni_desk.care.remedies.models import CurrencyRules, GoodwillRules, RemedyGiven
from tyyni_desk.conversations import actions as talks
from tyyni_desk.conversations.customers import merging
from tyyni_desk.people.models import AuditEntry

BROKEN = "Mukista irtosi korva heti, tilaus 10233. Haluan uuden tilalle!"
pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    conversation = make_conversation(BROKEN, language="fi")
    make_order(conversation)
    return read_all(conversation)


def names(offers):
    return [fit.remedy.names["en"] for fit in offers.fits]


def test_what_answers_the_request_goes_first_and_what_does_not_fit_stays_away(talk, agent):
    make_remedy(names={"en": "anything"}, cost="2")
    make_remedy(names={"en": "new"}, requests=["replacement"], cost="8")
    make_remedy(names={"en": "money"}, requests=["data_access"])
    make_remedy(names={"en": "returned"}, order_states=["returned"])
    make_remedy(names={"en": "old"}, most_days=4)
    make_remedy(names={"en": "chat"}, channels=["chat"])
    CurrencyRules.objects.create(currency="EUR", minute_cost="0.01")

    assert names(queries.offers(talk, agent=agent)) == ["new", "anything"]


def test_a_remedy_without_a_price_in_the_customers_currency_is_not_offered(talk, agent):
    make_remedy().prices.filter(currency="EUR").delete()

    offers = queries.offers(talk, agent=agent)

    assert not offers.fits
    assert offers.settle is None


def test_a_share_of_the_order_is_worked_out_to_the_cent(talk, agent):
    make_remedy(percent=15, cost=None, kind="discount")

    assert queries.offers(talk, agent=agent).settle.fit.amount == Decimal("1.34")


def test_an_agent_gives_up_to_their_limit_and_a_lead_decides_on_more(talk, agent):
    remedy, lead = make_remedy(), make_agent("lead")
    actions.give(remedy, talk, amount=Decimal(20), by=agent)

    with pytest.raises(actions.NeedsLead) as stop:
        actions.give(remedy, talk, amount=Decimal("20.01"), by=agent)

    assert stop.value.reasons == ["authority"]
    asked = actions.ask_lead(remedy, talk, amount=Decimal(60), why="Kolmas kerta", by=agent)
    actions.decide(asked, is_granted=True, answer="", by=lead)
    assert set(RemedyGiven.objects.values_list("sum", "by")) == {(20, agent.pk), (60, lead.pk)}
    assert list(talk.events.filter(kind__startswith="remedy").values_list("kind", flat=True)) == [
        "remedy_given",
        "remedy_asked",
        "remedy_given",
    ]


def test_more_than_a_lead_gives_is_an_admins(talk, agent):
    remedy = make_remedy()
    asked = actions.ask_lead(remedy, talk, amount=Decimal(101), why="x", by=agent)

    with pytest.raises(actions.NeedsLead):
        actions.decide(asked, is_granted=True, answer="", by=make_agent("lead"))

    asked.refresh_from_db()
    assert asked.is_granted is None
    actions.decide(asked, is_granted=True, answer="", by=make_agent("admin"))
    assert RemedyGiven.objects.get().sum == 101


def test_a_refusal_says_why_and_is_decided_once(talk, agent):
    asked, lead = actions.ask_lead(make_remedy(), talk, amount=Decimal(60), why="x", by=agent), make_agent("lead")

    with pytest.raises(actions.NoReason):
        actions.decide(asked, is_granted=False, answer=" ", by=lead)
    actions.decide(asked, is_granted=False, answer="Uusi on jo matkalla.", by=lead)
    with pytest.raises(actions.AlreadyDecided):
        actions.decide(asked, is_granted=True, answer="", by=lead)

    assert not RemedyGiven.objects.exists()
    assert queries.answered(talk).get().answer == "Uusi on jo matkalla."


def test_a_budget_that_would_be_passed_needs_a_lead_in_its_own_currency_only(talk, agent):
    CurrencyRules.objects.create(currency="EUR", minute_cost="0.6", month_budget=12)
    remedy = make_remedy()
    polish = make_conversation("Kubek pękł, proszę o nowy! Zamówienie 10240.", language="pl")
    make_order(polish, number="10240")
    actions.give(remedy, talk, amount=Decimal(10), by=agent)

    with pytest.raises(actions.NeedsLead) as stop:
        actions.give(remedy, talk, amount=Decimal(3), by=agent)

    assert stop.value.reasons == ["budget"]
    actions.give(remedy, read_all(polish), amount=Decimal(15), by=agent)
    actions.give(remedy, talk, amount=Decimal(3), by=make_agent("lead"))
    assert limits.used("EUR").given == 13
    assert limits.used("PLN").given == 15


def test_last_months_gifts_are_not_in_this_months_budget(talk, agent):
    CurrencyRules.objects.create(currency="EUR", minute_cost="0.6", month_budget=12)
    make_given(make_remedy(), talk, by=agent, days=32, amount="10")

    assert limits.used("EUR").given == 0


@pytest.mark.parametrize(("days", "stops"), [(10, True), (91, False)])
def test_a_customers_limit_counts_times_within_its_days(talk, agent, days, stops):
    GoodwillRules.objects.create(most_times=1, days=90)
    remedy = make_remedy()
    make_given(remedy, talk, by=agent, days=days)

    assert bool(limits.reasons(remedy, Decimal(1), limits.state(talk.customer, "EUR"), by=agent)) is stops


def test_a_customers_limit_counts_sums_of_one_currency_and_every_address_of_theirs(talk, agent):
    GoodwillRules.objects.create(most_times=None)
    CurrencyRules.objects.create(currency="EUR", minute_cost="0.6", customer_most=10)
    remedy, other = make_remedy(), make_conversation(BROKEN, customer=make_customer("M. Korhonen"), language="fi")
    make_given(remedy, other, by=agent, amount="8")
    customer = talk.customer

    assert not limits.reasons(remedy, Decimal(3), limits.state(customer, "EUR"), by=agent)
    done = merging.merge(other.customer, into=customer, by=agent)

    assert limits.reasons(remedy, Decimal(3), limits.state(customer, "EUR"), by=agent) == ["customer"]
    assert not limits.reasons(remedy, Decimal(2), limits.state(customer, "EUR"), by=agent)
    assert not limits.reasons(remedy, Decimal(15), limits.state(customer, "PLN"), by=agent)
    merging.undo(done, by=agent)
    assert not limits.reasons(remedy, Decimal(3), limits.state(customer, "EUR"), by=agent)


def test_what_is_owed_anyway_counts_against_nothing(talk, agent):
    GoodwillRules.objects.create(most_times=0)
    owed = make_remedy(is_goodwill=False)

    actions.give(owed, talk, amount=Decimal(15), by=agent)

    assert limits.used("EUR").given == 0


def test_what_was_taken_back_stays_on_the_record_and_counts_no_more(talk, agent):
    given = make_given(make_remedy(), talk, by=agent)

    actions.take_back(given, by=agent)
    with pytest.raises(actions.TakenBack):
        actions.take_back(given, by=agent)

    given.refresh_from_db()
    assert given.undone_by == agent
    assert not queries.given_in(talk).exists()
    assert limits.used("EUR").given == 0
    assert queries.exported(talk.customer)[0]["taken_back_at"]


def test_outcomes_count_those_who_complained_again_within_thirty_days(talk, agent):
    remedy, talks_of = make_remedy(), [talk]
    GoodwillRules.objects.create(most_times=None)
    for _ in range(4):
        talks_of.append(make_conversation(BROKEN, language="fi"))
    for one in talks_of:
        make_given(remedy, one, by=agent, days=60)
    now = timezone.now()
    talks.receive(
        talks_of[0], text="Uusikin hajosi, tämä on surkeaa! Haluan rahat takaisin.", at=now - timedelta(days=50)
    )
    talks.receive(talks_of[1], text="Kiitos paljon, kaikki hyvin!", at=now - timedelta(days=50))
    talks.receive(talks_of[2], text="Tämä on surkeaa, taas hajosi! Rahat takaisin!", at=now - timedelta(days=20))
    read_all(talk)

    found = queries.outcomes([remedy])[remedy.pk]

    assert (found.given, found.stayed) == (5, 4)
    assert found.is_enough


def test_what_was_given_lately_tells_nothing_yet(talk, agent):
    remedy = make_remedy()
    make_given(remedy, talk, by=agent, days=29)

    assert queries.outcomes([remedy]) == {}


@pytest.mark.parametrize(("limit", "kind"), [("refund", "refund"), ("discount", "discount")])
def test_a_boundary_takes_out_what_it_rules_out(talk, agent, limit, kind):
    make_remedy(kind=kind)
    make_remedy(kind=kind, is_goodwill=False, names={"en": "owed"}, cost="18")
    set_boundary(talk.customer, says="x", why="x", limits=[limit], by=agent)

    assert names(queries.offers(talk, agent=agent)) == ["owed"]


def test_the_audit_log_keeps_what_was_changed_and_nothing_where_nothing_was(agent):
    remedy = make_remedy()
    sums = {"cost": Decimal(9), "agent_most": Decimal(20), "lead_most": Decimal(100)}
    prices = dict.fromkeys(("EUR", "PLN", "GBP"), sums)

    actions.write(remedy, by=agent, prices=prices, kind=remedy.kind)
    actions.write(remedy, by=agent, prices=prices, kind=remedy.kind)

    entry = AuditEntry.objects.get(action="remedy_changed")
    assert entry.detail["EUR"] == [["8.90", "20.00", "100.00"], ["9.00", "20.00", "100.00"]]


def test_asking_again_takes_the_place_of_what_still_waits(talk, agent):
    remedy = make_remedy()
    for amount in (60, 70):
        actions.ask_lead(remedy, talk, amount=Decimal(amount), why="x", by=agent)

    assert queries.waiting(talk).get().sum == 70


def test_the_card_asks_the_database_as_often_for_ten_remedies_as_for_two(talk, desk, django_assert_max_num_queries):
    for _ in range(10):
        make_remedy()
    desk.get("/queue/open")

    with django_assert_max_num_queries(32):
        desk.get(f"/conversations/{talk.number}/remedies")
