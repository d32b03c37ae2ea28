"""The company's policy and boundaries with customers: kept, shown, asked for again, and never lost in a merge."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.care.boundaries import actions, queries
from tyyni_desk.care.boundaries.models import Boundary, Policy
from tyyni_desk.conversations.customers import merging

SAYS = "Yksi viesti päivässä, sähköpostilla."
TEXTS = {"scope_fi": "Korjaamme laitteemme.", "elsewhere_fi": "Muita laitteita korjaa huolto Y.", "contact_fi": "Hei."}


def in_days(count):
    return timezone.localdate() + timedelta(days=count)


@pytest.fixture
def lead(db, signed_in):
    return signed_in("lead")


def form(**changed):
    return {"review_days": "90", "notice_days": "7", **TEXTS, **changed}


def test_the_latest_version_of_the_policy_holds_and_the_earlier_ones_are_kept(lead):
    lead.post("/policy", form())
    lead.post("/policy", form(contact_fi="Puhumme asiasta.", last_warning="on"))

    assert queries.policy().contact == {"fi": "Puhumme asiasta."}
    assert queries.policy().last_warning
    assert Policy.objects.count() == 2
    assert "Hei." in lead.get("/policy").content.decode()


def test_saving_the_policy_unchanged_makes_no_version(lead):
    lead.post("/policy", form())
    lead.post("/policy", form())

    assert Policy.objects.count() == 1


def test_a_scope_without_an_alternative_is_refused(lead):
    answer = lead.post("/policy", form(elsewhere_fi=""))

    assert answer.status_code == 422
    assert "Name somebody who can help" in answer.content.decode()
    assert not Policy.objects.exists()


def test_a_hard_text_is_pointed_out(lead):
    lead.post("/policy", form(contact_en="As per our policy you must calm down."))

    assert "Could be clearer: English" in lead.get("/policy").content.decode()


def test_a_boundary_stands_on_the_conversation_and_on_the_customers_card(desk, agent):
    conversation = make_conversation()
    where = f"/conversations/{conversation.number}"

    desk.post(
        f"/customers/{conversation.customer_id}/boundaries?from={conversation.number}", {"says": SAYS, "why": "x"}
    )

    assert SAYS in desk.get(where).content.decode()
    assert SAYS in desk.get(f"/customers/{conversation.customer_id}").content.decode()
    assert conversation.events.filter(kind="boundary_set", by=agent).exists()


def test_a_boundary_without_a_reason_or_in_the_past_is_refused(agent):
    with pytest.raises(actions.NoReason):
        actions.set_boundary(make_customer(), says=SAYS, why=" ", by=agent)
    with pytest.raises(actions.InThePast):
        actions.set_boundary(make_customer(), says=SAYS, why="x", by=agent, until=in_days(0))


def test_the_desk_asks_leads_for_a_look_when_its_time_has_come(lead):
    boundary = actions.set_boundary(make_customer(), says=SAYS, why="x", by=lead.agent)
    assert "looked at again" not in lead.get("/banners").content.decode()
    Boundary.objects.update(review_on=in_days(0))

    assert "1 boundary is to be looked at again" in lead.get("/banners").content.decode()
    lead.post(f"/boundaries/{boundary.pk}/review", {"review_on": in_days(30)})
    assert "looked at again" not in lead.get("/banners").content.decode()


def test_agents_are_not_asked(desk, agent):
    actions.set_boundary(make_customer(), says=SAYS, why="x", by=agent)
    Boundary.objects.update(review_on=in_days(0))

    assert "looked at again" not in desk.get("/banners").content.decode()


def test_a_boundary_that_was_lifted_or_ran_out_holds_no_longer(agent):
    customer = make_customer()
    lifted = actions.set_boundary(customer, says=SAYS, why="x", by=agent)
    actions.set_boundary(customer, says="Vain puhelimitse", why="x", by=agent, until=in_days(2))
    Boundary.objects.filter(says="Vain puhelimitse").update(until=in_days(-1))

    actions.lift_boundary(lifted, by=make_agent("lead"))

    assert queries.boundaries_of(customer) == []
    assert Boundary.objects.count() == 2


def test_boundaries_go_with_a_merged_customer_and_back(agent):
    one, other = make_customer(), make_customer("Matti K.")
    actions.set_boundary(other, says=SAYS, why="x", by=agent)

    done = merging.merge(other, into=one, by=agent)
    assert [str(row) for row in queries.boundaries_of(one)] == [SAYS]
    merging.undo(done, by=agent)

    assert queries.boundaries_of(one) == []
    assert [str(row) for row in queries.boundaries_of(other)] == [SAYS]


def test_the_customer_may_read_it(desk, agent):
    customer = make_customer()
    actions.set_boundary(customer, says=SAYS, why="Kolme viestiä tunnissa", by=agent)

    told = desk.post(f"/customers/{customer.pk}/export").json()

    assert told["boundaries"][0]["says"] == SAYS
    assert told["boundaries"][0]["why"] == "Kolme viestiä tunnissa"


def test_the_policys_words_can_be_inserted_in_the_customers_language(desk):
    actions.write_policy(by=None, contact={"fi": "Puhumme asiasta.", "pl": "Mówimy o sprawie."})

    page = desk.get(f"/conversations/{make_conversation(language='pl').number}").content.decode()

    assert 'data-insert="Mówimy o sprawie."' in page
    assert "Puhumme asiasta." not in page
