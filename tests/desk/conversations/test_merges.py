"""Merge and split: everything goes along, later mail finds its way, and undoing puts each thing back."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.conversations import actions, drafts, sides
from tyyni_desk.conversations.merges import merging, splitting
from tyyni_desk.conversations.merges.states import standing
from tyyni_desk.conversations.models import Conversation, Draft, Event, Message, ResponseTarget
from tyyni_desk.jobs import worker
from tyyni_desk.mail.queries import belongs
from tyyni_desk.people.models import Agent
from tyyni_desk.search.queries import find

pytestmark = pytest.mark.django_db


def again(conversation):
    return Conversation.objects.get(pk=conversation.pk)


def texts(conversation):
    return list(conversation.messages.values_list("text", flat=True))


def pair():
    customer = make_customer()
    return make_conversation("Ensin", customer=customer), make_conversation("Sitten", customer=customer)


def test_a_merged_conversation_stands_in_the_other(agent):
    first, second = pair()

    merging.merge(second, into=first, by=agent)

    assert texts(first) == ["Ensin", "Sitten"]
    assert again(second).standing == first
    assert {event.kind for event in Event.objects.filter(detail__other=first.pk)} == {"merged"}


def test_the_clock_that_runs_out_first_runs_on(agent):
    ResponseTarget.objects.create(channel="email", first_minutes=60, next_minutes=240)
    first, second = pair()
    due = again(first).answer_due_at

    merging.merge(first, into=second, by=agent)

    assert again(second).answer_due_at == due
    assert again(second).waiting_since == again(second).messages.first().created_at


def test_a_closed_conversation_wakes_when_one_that_waits_comes_in(agent):
    first, second = pair()
    actions.close(first, by=agent)

    merging.merge(second, into=first, by=agent)

    assert again(first).state == "open"
    assert again(first).closed_at is None


def test_sides_watchers_and_tags_come_along(agent):
    first, second = pair()
    side = sides.begin_side(second, to="varasto@toimittaja.example", subject="Onko?", text="Onko hyllyssä?", by=agent)
    actions.watch(second, agent, watches=True)
    actions.tag(second, ["palautus"], by=agent)

    done = merging.merge(second, into=first, by=agent)

    assert list(first.sides.all()) == [side]
    assert agent in first.watchers.all()
    assert [tag.name for tag in first.tags.all()] == ["palautus"]
    merging.undo(done, by=agent)
    assert list(second.sides.all()) == [side]
    assert not first.tags.exists()


def test_two_drafts_of_one_agent_are_joined_and_parted_again(agent):
    first, second = pair()
    drafts.keep(first, by=agent, text="Hei Matti,", seen=first.messages.last().pk)
    drafts.keep(second, by=agent, text="lähetämme uuden.", seen=second.messages.last().pk)

    done = merging.merge(second, into=first, by=agent)

    assert Draft.objects.get().text == "Hei Matti,\n\nlähetämme uuden."
    merging.undo(done, by=agent)
    assert dict(Draft.objects.values_list("conversation", "text")) == {
        first.pk: "Hei Matti,",
        second.pk: "lähetämme uuden.",
    }


def test_a_draft_that_was_written_on_is_never_shortened(agent):
    first, second = pair()
    drafts.keep(first, by=agent, text="Hei", seen=None)
    drafts.keep(second, by=agent, text="uusi", seen=None)
    done = merging.merge(second, into=first, by=agent)
    drafts.keep(first, by=agent, text="Hei\n\nuusi ja vielä tämä", seen=None)

    merging.undo(done, by=agent)

    assert first.drafts.get().text == "Hei\n\nuusi ja vielä tämä"
    assert second.drafts.get().text == "uusi"


def test_a_page_that_was_open_during_the_merge_still_writes_to_what_stands(agent):
    first, second = pair()
    merging.merge(second, into=first, by=agent)

    drafts.keep(second, by=agent, text="kesken", seen=None)
    actions.note(second, by=agent, text="Muistiin")
    actions.receive(second, text="Vielä tämä")

    assert texts(first) == ["Ensin", "Sitten", "Muistiin", "Vielä tämä"]
    assert not second.messages.exists()


def test_what_came_since_goes_back_with_what_it_answers(agent):
    first, second = pair()
    second.messages.update(message_id="a@asiakas.example")
    done = merging.merge(second, into=first, by=agent)
    actions.receive(first, text="Vastaus toiseen", message_id="b@asiakas.example", references=["a@asiakas.example"])
    actions.receive(first, text="Ja siihen", references=["a@asiakas.example", "b@asiakas.example"])
    actions.receive(first, text="Ensimmäiseen")

    merging.undo(done, by=agent)

    assert texts(second) == ["Sitten", "Vastaus toiseen", "Ja siihen"]
    assert texts(first) == ["Ensin", "Ensimmäiseen"]
    assert again(second).state == again(first).state == "open"


def test_undoing_leaves_a_conversation_that_was_closed_since_closed(agent):
    first, second = pair()
    done = merging.merge(second, into=first, by=agent)
    actions.close(first, by=agent)

    merging.undo(done, by=agent)

    assert again(first).state == "closed"
    assert again(second).state == "open"


def test_the_latest_is_undone_first(agent):
    first, second = pair()
    third = make_conversation("Kolmas")
    done = merging.merge(second, into=first, by=agent)
    later = merging.merge(first, into=third, by=agent)

    with pytest.raises(merging.LaterFirst):
        merging.undo(done, by=agent)
    merging.undo(later, by=agent)
    merging.undo(done, by=agent)

    assert [texts(one) for one in (first, second, third)] == [["Ensin"], ["Sitten"], ["Kolmas"]]
    with pytest.raises(merging.AlreadyUndone):
        merging.undo(done, by=agent)


def test_what_cannot_be_merged_is_refused(agent):
    first, second = pair()
    side = sides.begin_side(first, to="v@toimittaja.example", subject="?", text="Onko?", by=agent)
    merging.merge(second, into=first, by=agent)

    for source, target in ((first, first), (second, first), (first, second), (side, first)):
        with pytest.raises(merging.CannotMerge):
            merging.merge(source, into=target, by=agent)


def test_a_split_goes_on_by_itself_and_is_linked(agent):
    conversation = make_conversation("Missä paketti on?")
    other = actions.receive(conversation, text="Ja toinen asia: lasku on väärin.")

    new = splitting.split(conversation, [other.pk], subject="Lasku", by=agent)

    assert texts(new) == ["Ja toinen asia: lasku on väärin."]
    assert (new.follows, new.customer, new.subject) == (conversation, conversation.customer, "Lasku")
    assert again(new).state == again(conversation).state == "open"


def test_a_stranger_who_wrote_in_between_gets_a_conversation_of_their_own(agent):
    conversation, wife = make_conversation(), make_customer("Liisa")
    message = actions.receive(conversation, text="Minä tässä", customer=wife)

    assert splitting.split(conversation, [message.pk], subject="", by=agent).customer == wife


def test_a_split_needs_some_messages_and_leaves_some(agent):
    conversation = make_conversation()

    with pytest.raises(splitting.NothingChosen):
        splitting.split(conversation, [], subject="x", by=agent)
    with pytest.raises(splitting.NothingLeft):
        splitting.split(conversation, [conversation.messages.get().pk], subject="x", by=agent)


def test_a_split_undone_brings_back_what_came_since(agent):
    conversation = make_conversation("Ensin")
    other = actions.receive(conversation, text="Toinen")
    before = standing(again(conversation))
    new = splitting.split(conversation, [other.pk], subject="Toinen", by=agent)
    actions.reply(new, by=agent, text="Vastaus", seen=None)

    splitting.undo(merging.last_of(conversation), by=agent)

    assert texts(conversation) == ["Ensin", "Toinen", "Vastaus"]
    assert again(new).standing == conversation
    assert again(conversation).state == before["state"] == "open"


def test_search_and_heat_follow_the_messages(agent):
    first, second = make_conversation("Kiitos kaikesta!"), make_conversation("Olen raivoissani, tämä on törkeää!!")
    worker.run_all()
    heat = again(second).temperature

    done = merging.merge(second, into=first, by=agent)
    worker.run_all()

    assert list(find("raivoissani", agent=agent)) == [first]
    assert again(first).temperature > again(second).temperature == 0
    merging.undo(done, by=agent)
    worker.run_all()
    assert list(find("raivoissani", agent=agent)) == [second]
    assert again(second).temperature == heat


def test_those_who_wrote_belong_to_the_merged_conversation(agent):
    first = make_conversation()
    second = make_conversation(customer=make_customer(email="toinen@asiakas.example"))
    second.messages.update(sender="toinen@asiakas.example")
    assert not belongs("toinen@asiakas.example", first)

    merging.merge(second, into=first, by=agent)

    assert belongs("toinen@asiakas.example", first)


class Talks(RuleBasedStateMachine):
    """Any order of writing, answering, drafting, merging, splitting and undoing: no word is ever lost or doubled."""

    @initialize()
    def begin(self):
        self.agent, self.said, self.stack = make_agent(), 0, []
        customer = make_customer()
        self.talks = [make_conversation(self.word(), customer=customer) for _ in range(3)]

    def word(self):
        self.said += 1
        return f"sana{self.said}"

    def standing(self, index):
        return again(self.talks[index % len(self.talks)]).standing

    def picture(self):
        """Who holds what, and how each stands."""
        rows = Conversation.objects.filter(merged_into=None)
        return {row.pk: (sorted(row.messages.values_list("pk", flat=True)), standing(row)) for row in rows}

    def disturb(self):
        self.stack = [(done, None) for done, _ in self.stack]

    @rule(index=st.integers(0, 9))
    def write(self, index):
        actions.receive(self.standing(index), text=self.word())
        self.disturb()

    @rule(index=st.integers(0, 9))
    def answer(self, index):
        actions.reply(self.standing(index), by=self.agent, text=self.word(), seen=None)
        self.disturb()

    @rule(index=st.integers(0, 9))
    def put_away(self, index):
        if not self.standing(index).is_closed:
            actions.close(self.standing(index), by=self.agent)
            self.disturb()

    @rule(first=st.integers(0, 9), second=st.integers(0, 9))
    def merge(self, first, second):
        source, target = self.standing(first), self.standing(second)
        if source != target:
            before = self.picture()
            self.stack.append((merging.merge(source, into=target, by=self.agent), before))

    @rule(index=st.integers(0, 9), chosen=st.integers(0, 9))
    def split(self, index, chosen):
        talk = self.standing(index)
        messages = list(talk.messages.values_list("pk", flat=True))
        if len(messages) > 1:
            before = self.picture()
            new = splitting.split(talk, [messages[chosen % len(messages)]], subject="", by=self.agent)
            self.talks.append(new)
            self.stack.append((merging.last_of(new), before))

    @precondition(lambda self: self.stack)
    @rule()
    def undo(self):
        done, before = self.stack.pop()
        (splitting if done.kind == "split" else merging).undo(done, by=self.agent)
        if before is not None:
            assert self.picture() == before

    def check(self):
        held = Message.objects.filter(conversation__merged_into=None)
        assert sorted(held.values_list("text", flat=True)) == sorted(f"sana{n}" for n in range(1, self.said + 1))
        waiting = Conversation.objects.filter(merged_into=None, state="open", waiting_since=None)
        assert not waiting.exists()

    def teardown(self):
        if hasattr(self, "said"):
            self.check()


class TestTalks(TestCase):
    """Each run in a transaction of its own."""

    def test_nothing_is_lost(self):
        from hypothesis.stateful import run_state_machine_as_test

        class Fresh(Talks):
            def __init__(self):
                super().__init__()
                Conversation.objects.update(merged_into=None)
                Message.objects.all().delete()
                Conversation.objects.all().delete()
                Agent.objects.all().delete()

        run_state_machine_as_test(
            Fresh,
            settings=settings(
                max_examples=25, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
