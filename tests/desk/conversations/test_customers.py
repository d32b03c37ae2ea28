"""Two customers who were one person, and parted again; likely ones; and what a customer may read of themselves."""

import json

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.conversations import actions, sides
from tyyni_desk.conversations.customers import access, merging
from tyyni_desk.conversations.models import Conversation, Message
from tyyni_desk.jobs import worker
from tyyni_desk.people import actions as people
from tyyni_desk.people import queries
from tyyni_desk.people.models import AuditEntry, Customer, CustomerNote, Identity, Order
from tyyni_desk.search.duplicates import likenesses
from tyyni_desk.search.queries import find

pytestmark = pytest.mark.django_db


def again(customer):
    return Customer.objects.get(pk=customer.pk)


def test_everything_of_one_is_the_others(agent):
    anna, same = make_customer("Anna", email="anna@asiakas.example"), make_customer("", email="anna@tyo.example")
    talk = make_conversation(customer=same)
    Order.objects.create(number="1", customer=same)
    people.write_note(same, text="Soita illalla", by=agent)

    merging.merge(same, into=anna, by=agent)

    assert [str(one) for one in anna.identities.all()] == ["anna@asiakas.example", "anna@tyo.example"]
    assert (anna.orders.count(), anna.notes.count(), anna.conversations.get()) == (1, 1, talk)
    assert people.known_as("email", "anna@tyo.example") == anna
    assert same not in queries.customers()
    assert AuditEntry.objects.get().action == "customer_merged"


def test_a_merged_conversation_is_found_by_the_name_that_stands(agent):
    anna, other = make_customer("Anna Virtanen"), make_customer("")
    talk = make_conversation("Rikki", customer=other)
    worker.run_all()

    done = merging.merge(other, into=anna, by=agent)
    worker.run_all()

    assert list(find("from:virtanen", agent=agent)) == [talk]
    merging.undo(done, by=agent)
    worker.run_all()
    assert not find("from:virtanen", agent=agent)


def test_what_came_since_from_an_address_goes_back_with_it(agent):
    anna, other = make_customer(email="anna@asiakas.example"), make_customer(email="toinen@asiakas.example")
    done = merging.merge(other, into=anna, by=agent)
    talk = make_conversation(customer=people.known_as("email", "toinen@asiakas.example"))
    talk.messages.update(sender="toinen@asiakas.example")
    annas = make_conversation(customer=anna)
    annas.messages.update(sender="anna@asiakas.example")

    merging.undo(done, by=agent)

    assert list(other.conversations.all()) == [talk]
    assert list(anna.conversations.all()) == [annas]
    assert talk.messages.get().customer == other


def test_mail_that_arrives_during_a_merge_comes_to_who_stands(agent):
    anna, other = make_customer("Anna"), make_customer("Toinen")
    merging.merge(other, into=anna, by=agent)

    talk = make_conversation(customer=other)  # as a mail that was looked up a moment before

    assert talk.customer == talk.messages.get().customer == anna


def test_a_name_that_was_missing_is_filled_and_emptied_again(agent):
    nameless, anna = make_customer("", email="a@asiakas.example"), make_customer("Anna", language="fi")

    done = merging.merge(anna, into=nameless, by=agent)

    assert (again(nameless).name, again(nameless).language) == ("Anna", "fi")
    merging.undo(done, by=agent)
    assert (again(nameless).name, again(anna).name) == ("", "Anna")


def test_the_latest_is_undone_first_and_only_once(agent):
    first, second, third = (make_customer(name) for name in "ABC")
    done = merging.merge(second, into=first, by=agent)
    later = merging.merge(first, into=third, by=agent)

    with pytest.raises(merging.LaterFirst):
        merging.undo(done, by=agent)
    merging.undo(later, by=agent)
    merging.undo(done, by=agent)
    with pytest.raises(merging.AlreadyUndone):
        merging.undo(done, by=agent)


def test_nobody_is_merged_with_themselves_or_twice(agent):
    first, second = make_customer("A"), make_customer("B")
    merging.merge(second, into=first, by=agent)

    for merged, kept in ((first, first), (second, first), (first, second)):
        with pytest.raises(merging.CannotMerge):
            merging.merge(merged, into=kept, by=agent)


def test_the_same_phone_and_the_same_order_are_hints_and_nothing_more(agent):
    anna, caller, writer = make_customer("Anna"), make_customer("Soittaja"), make_customer("Kirjoittaja")
    people.add_identity(anna, kind="phone", value="+358 40 123 4567", by=agent)
    people.add_identity(caller, kind="phone", value="040 1234567", by=agent)
    Order.objects.create(number="10233", customer=anna)
    make_conversation("Missä tilaukseni 10233 viipyy?", customer=writer)
    make_conversation("Onko teillä kahvinkeittimiä?", customer=make_customer("Muu"))
    worker.run_all()

    hints = [(str(one.customer), one.kind, one.value) for one in likenesses(anna)]

    assert hints == [("Soittaja", "phone", "+358401234567"), ("Kirjoittaja", "order", "10233")]
    assert [str(one.customer) for one in likenesses(writer)] == ["Anna"]
    assert Customer.objects.filter(merged_into=None).count() == 4


def test_the_last_way_to_reach_somebody_stays_and_nobody_elses_is_taken(agent):
    anna, other = make_customer("Anna"), make_customer("Muu", email="muu@asiakas.example")

    with pytest.raises(people.LastIdentity):
        people.remove_identity(anna.identities.get(), by=agent)
    with pytest.raises(people.BelongsToAnother) as stop:
        people.add_identity(anna, kind="email", value=" MUU@asiakas.example", by=agent)
    assert stop.value.customer == other


def test_a_customer_may_read_everything_but_a_talk_with_others_and_agents_names(agent):
    anna = make_customer("Anna")
    talk = make_conversation("Keitin on rikki", customer=anna)
    actions.reply(talk, by=agent, text="Pahoittelut", seen=None)
    sides.begin_side(talk, to="varasto@toimittaja.example", subject="Salainen", text="Onko hyllyssä?", by=agent)
    people.write_note(anna, text="Soita illalla", by=agent)
    Order.objects.create(number="1", customer=anna, tracking_url="http://plain.example")

    found = access.document(anna)

    text = json.dumps(found, ensure_ascii=False)
    assert all(words in text for words in ("Keitin on rikki", "Pahoittelut", "Soita illalla"))
    assert "Salainen" not in text
    assert agent.name not in text


def test_the_value_is_the_sum_of_orders_by_currency():
    anna = make_customer("Anna")
    for number, total, currency in (("1", 5, "EUR"), ("2", 50, "PLN"), ("3", 7, "EUR")):
        Order.objects.create(number=number, total=total, currency=currency, customer=anna)

    assert queries.value(anna) == [(50, "PLN"), (12, "EUR")]


@pytest.mark.parametrize("sought", ["mäkelä", "MÄKELÄ", "Mäkelä", "anna@asia", "10233", "#10233", "0401234"])
def test_a_customer_is_found_by_name_address_phone_and_order(agent, sought):
    anna = make_customer("Anna Mäkelä", email="anna@asiakas.example")
    people.add_identity(anna, kind="phone", value="040 1234567", by=agent)
    Order.objects.create(number="10233", customer=anna)
    make_customer("Matti")

    assert list(queries.customers(sought)) == [anna]


HELD = (Identity, CustomerNote, Order, Conversation, Message)


class People(RuleBasedStateMachine):
    """Any order of writing, buying, noting, merging and undoing: nothing is lost, and undoing restores."""

    @initialize()
    def begin(self):
        for model in (Message, Conversation, Order, CustomerNote, Identity):
            model._default_manager.all().delete()
        self.agent, self.stack, self.made = make_agent(), [], 0
        self.people = [make_customer(f"Asiakas {number}") for number in range(4)]

    def standing(self, index):
        found = again(self.people[index % len(self.people)])
        while found.merged_into:
            found = found.merged_into
        return found

    def picture(self):
        return [dict(model._default_manager.values_list("pk", "customer")) for model in HELD] + [
            dict(Customer.objects.values_list("pk", "name")),
            dict(Customer.objects.values_list("pk", "merged_into")),
        ]

    @rule(index=st.integers(0, 9))
    def writes(self, index):
        customer = self.standing(index)
        talk = make_conversation(customer=customer)
        talk.messages.update(sender=customer.identities.first().value)
        self.stack = [(done, None) for done, _ in self.stack]

    @rule(index=st.integers(0, 9))
    def buys(self, index):
        self.made += 1
        Order.objects.create(number=f"N{self.made}", customer=self.standing(index))
        people.write_note(self.standing(index), text="x", by=self.agent)
        self.stack = [(done, None) for done, _ in self.stack]

    @rule(first=st.integers(0, 9), second=st.integers(0, 9))
    def merge(self, first, second):
        merged, kept = self.standing(first), self.standing(second)
        if merged != kept:
            before = self.picture()
            self.stack.append((merging.merge(merged, into=kept, by=self.agent), before))

    @precondition(lambda self: self.stack)
    @rule()
    def undo(self):
        done, before = self.stack.pop()
        merging.undo(done, by=self.agent)
        assert before in (None, self.picture())

    def teardown(self):
        away = Customer.objects.exclude(merged_into=None)
        assert not any(model._default_manager.filter(customer__in=away).exists() for model in HELD)


class TestPeople(TestCase):
    """Each run in a transaction of its own."""

    def test_nothing_is_lost(self):
        checks = list(HealthCheck)
        run_state_machine_as_test(
            People,
            settings=settings(max_examples=25, stateful_step_count=14, deadline=None, suppress_health_check=checks),
        )
