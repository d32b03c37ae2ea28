"""A lead changes the playbook in the browser: for a channel or a team, checked, tried first, and with a way back."""

import pytest

from tests.desk.makers import make_agent, make_conversation
from tyyni.protocol.playbook import shipped_text
from tyyni_desk.care import queries as care
from tyyni_desk.care.playbooks import actions, queries
from tyyni_desk.jobs import worker
from tyyni_desk.people.models import Team

ANGRY = "Kolmas kerta kun kirjoitan! Tilaus 10233 hajosi taas, olen raivoissani!"
ACKNOWLEDGE = '  { step = "acknowledge", unless = ["answers"] },\n'
APOLOGISE = '  { step = "apologise", if = ["failed"], unless = ["answers"] },\n'
# Who is upset because of a failure gets the apology first.
SORRY_FIRST = shipped_text().replace(ACKNOWLEDGE + APOLOGISE, APOLOGISE + ACKNOWLEDGE)


@pytest.fixture
def lead(signed_in, db):
    return signed_in("lead")


def step_of(conversation):
    return care.step(conversation, book=queries.book_for(conversation)).step


def talk(**fields):
    conversation = make_conversation(ANGRY, **fields)
    worker.run_all()
    return conversation


def test_a_playbook_of_a_channel_holds_there_only(lead):
    lead.post("/playbook?channel=email&team=", {"text": SORRY_FIRST})

    assert step_of(talk()) == "apologise"
    assert step_of(talk(channel="phone_note")) == "acknowledge"


def test_that_of_a_team_goes_before_that_of_the_company(lead):
    team = Team.objects.create(name="Palautukset")
    actions.write(SORRY_FIRST, channel="", team=None, by=lead.agent)
    actions.write(shipped_text(), channel="", team=team, by=lead.agent)

    assert step_of(talk()) == "apologise"
    assert step_of(talk(team=team)) == "acknowledge"


def test_a_mistake_is_told_with_its_line_and_the_text_stays(lead):
    wrong = SORRY_FIRST.replace(APOLOGISE, APOLOGISE.replace("failed", "failde"))

    answer = lead.post("/playbook", {"text": wrong})

    line = wrong[: wrong.index("failde")].count("\n") + 1
    assert answer.status_code == 422
    assert f"line {line}: unknown fact &#x27;failde&#x27;" in answer.content.decode()
    assert "failde" in answer.content.decode()
    assert not queries.places()


NONSENSE = ["x", "step = 5", "track = [1]", "[limits]", "[" * 3000, "track = [{name='a'}]", "\x00"]


@pytest.mark.parametrize("text", NONSENSE)
def test_what_is_no_playbook_is_refused_with_words(lead, text):
    answer = lead.post("/playbook", {"text": text})

    assert answer.status_code == 422
    assert "Nothing was saved." in answer.content.decode()


def test_trying_shows_which_past_conversations_would_change_and_saves_nothing(lead):
    changed = talk(subject="Rikki taas")
    other = make_conversation("Missä tilaukseni 10233 on?", subject="Kysymys", channel="phone_note")
    worker.run_all()

    seen = lead.post("/playbook?channel=email&team=", {"text": SORRY_FIRST, "try": "1"}).content.decode()

    assert f"#{changed.number} Rikki taas" in seen
    assert f"#{other.number}" not in seen
    assert "Acknowledge → <strong>Apologise for the thing itself</strong>" in seen
    assert not queries.places()


def test_an_earlier_version_comes_back_and_ones_own_can_be_given_up(lead):
    first = actions.write(SORRY_FIRST, channel="", team=None, by=lead.agent)
    actions.write(shipped_text(), channel="", team=None, by=lead.agent)
    conversation = talk()

    lead.post(f"/playbook/{first.pk}/return")
    again = step_of(conversation)
    lead.post("/playbook", {"text": ""})

    assert again == "apologise"
    assert step_of(conversation) == "acknowledge"
    assert queries.versions("", None).count() == 4


@pytest.mark.django_db
def test_a_version_that_a_newer_engine_refuses_gives_way_to_the_shipped_one():
    version = actions.write(SORRY_FIRST, channel="", team=None, by=make_agent("lead"))
    version.text = "[limits]"
    version.save()

    assert step_of(talk()) == "acknowledge"
