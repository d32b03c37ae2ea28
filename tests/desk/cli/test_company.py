"""The made-up company: three languages alike, in order of time, and filled once."""

import pytest

from tyyni_desk.cli import company, process
from tyyni_desk.conversations.models import CHANNELS, Conversation
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


def test_a_second_desk_on_the_same_folder_is_refused(tmp_path):
    with (
        process.only_one(tmp_path),
        pytest.raises(process.AlreadyRunning, match="already uses"),
        process.only_one(tmp_path),
    ):
        pass
