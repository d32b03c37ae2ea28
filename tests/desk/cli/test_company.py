"""The made-up company: three languages alike, in order of time, and filled once."""

import pytest
from django.utils import timezone

from tests.desk.care.talks import end_contact
from tyyni_desk.care.survey.models import Survey
from tyyni_desk.cli import company, process
from tyyni_desk.conversations.models import CHANNELS, Conversation
from tyyni_desk.jobs.models import Job
from tyyni_desk.mail import outgoing
from tyyni_desk.mail.automatic import surveying
from tyyni_desk.mail.models import Delivery
from tyyni_desk.people.models import Agent, Order

LANGUAGES = ("fi", "pl", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_conversations_in_order_of_time(language):
    rows = company.conversations(language)

    assert len(rows) >= 20
    for row in rows:
        ages = [turn["ago"] for turn in row["turns"]]
        assert ages == sorted(ages, reverse=True), row["subject"]


@pytest.mark.django_db
def test_filling_twice_changes_nothing():
    company.fill()
    before = Conversation.objects.count(), Agent.objects.count(), Order.objects.count()

    company.fill()

    assert (Conversation.objects.count(), Agent.objects.count(), Order.objects.count()) == before


@pytest.mark.django_db
def test_every_order_belongs_to_somebody_who_wrote():
    company.fill()

    assert not Order.objects.filter(customer__conversations=None).exists()


@pytest.mark.django_db
def test_every_channel_and_state_a_side_conversation_and_a_bounce_can_be_seen():
    company.fill()
    talks = Conversation.objects.all()

    assert {channel for channel, _ in CHANNELS} == set(talks.values_list("channel", flat=True))
    assert set(Conversation.State.values) == set(talks.values_list("state", flat=True))
    assert talks.exclude(parent=None).exists()
    bounced = Delivery.objects.exclude(bounced_at=None).get().message.conversation
    assert bounced.state == "open"


@pytest.mark.django_db
def test_nothing_of_the_demo_is_ever_mailed():
    company.fill()

    assert not Delivery.objects.exclude(state=Delivery.State.SENT).exists()


@pytest.mark.django_db
def test_those_whose_matter_is_over_are_asked_how_it_went_but_never_after_the_end_of_a_contact():
    company.fill()
    waiting = [job.arguments[0] for job in Job.objects.filter(name="mail.tasks.ask_how_it_went")]
    ended, *others = Conversation.objects.filter(pk__in=waiting)
    end_contact(ended)

    for number in waiting:
        surveying.ask(number)

    asked = Survey.objects.filter(answered_at=None).select_related("message__delivery__mailbox")
    assert 5 <= asked.count() <= len(others)
    assert not asked.filter(conversation=ended).exists()
    for survey in asked:
        assert survey.message.to == [survey.customer.email]
        delivery = survey.message.delivery
        Delivery.objects.filter(pk=delivery.pk).update(send_after=timezone.now())
        assert outgoing.send(delivery.pk), "it waits for a server that the demo does not have"


def test_a_second_desk_on_the_same_folder_is_refused(tmp_path):
    with (
        process.only_one(tmp_path),
        pytest.raises(process.AlreadyRunning, match="already uses"),
        process.only_one(tmp_path),
    ):
        pass
