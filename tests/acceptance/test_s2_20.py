"""S2.20: a new conversation finds by itself who answers in its language, knows its topic, is there and has room.

Page: a conversation; /routing
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.care.talks import ABUSE, CALM
from tests.desk.makers import AROUND_THE_CLOCK, make_colleague, make_conversation
from tyyni_desk.jobs.worker import run_all
from tyyni_desk.routing.choosing import Choice, Why

LANGUAGES = {"fi": "in Finnish", "pl": "in Polish", "en": "in English"}
REFUND = {
    "fi": ("palautukset", "Haluan rahat takaisin tilauksesta 10233."),
    "pl": ("zwroty", "Proszę o zwrot pieniędzy za zamówienie 10233."),
    "en": ("returns", "I want my money back for order 10233."),
}


def nobody(*_given, **_named):
    return Choice(None, None, why=Why.AWAY)


def arrived(text, **fields):
    conversation = make_conversation(text, **fields)
    run_all()
    conversation.refresh_from_db()
    return conversation


def head(desk, conversation):
    """What the conversation's page says of how it was given."""
    page = desk.get(f"/conversations/{conversation.number}").content.decode()
    return page[page.index('<header class="talk-head">') : page.index("</header>", page.index("talk-head"))]


@pytest.mark.parametrize("language", CALM)
@without("tyyni_desk.routing.actions.choose", nobody)
def test_who_answers_in_the_language_gets_it_and_is_told_why(sign_in, language):
    others = [code for code in CALM if code != language]
    make_colleague(languages=others)
    desk = sign_in(languages=[language], working_hours=AROUND_THE_CLOCK)

    conversation = arrived(CALM[language])

    assert conversation.assignee == desk.agent
    assert f"Given to you: {LANGUAGES[language]}; shared out evenly" in head(desk, conversation)


@pytest.mark.parametrize("language", CALM)
@without("tyyni_desk.routing.choosing.is_about", lambda *given, **named: False)
def test_among_them_who_knows_the_topic(sign_in, language):
    topic, text = REFUND[language]
    make_colleague()
    desk = sign_in(languages=[language], topics=[topic], working_hours=AROUND_THE_CLOCK)
    arrived(CALM[language], assignee=desk.agent)

    conversation = arrived(text)

    assert conversation.assignee == desk.agent
    assert f"{LANGUAGES[language]}, {topic}; shared out evenly" in head(desk, conversation)


@pytest.mark.parametrize("language", CALM)
@without("tyyni_desk.routing.choosing._burden", lambda talk, one: (False, 0))
def test_nobody_gets_hostile_ones_in_a_row_while_another_can_take_it(db, language):
    """Even the one who knows the topic and has less to do."""
    expert, other = make_colleague(topics=["tilaus 10233", "zamówienie", "order"]), make_colleague()
    for _talk in range(2):
        arrived(CALM[language], assignee=other)

    first, second = (arrived(ABUSE[language]).assignee for _talk in range(2))

    assert {first, second} == {expert, other}


@pytest.mark.parametrize("language", CALM)
@without("tyyni_desk.routing.rules.values.Rule.holds", lambda *given, **named: False)
def test_a_lead_sends_a_language_to_a_person_by_a_rule(sign_in, language):
    make_colleague(name="Ensimmäinen")
    chosen, lead = make_colleague(name="Valittu"), sign_in("lead")
    arrived(CALM[language], assignee=chosen)
    lead.post("/routing/rules", {"language": language, "to": f"agent {chosen.pk}"})

    conversation = arrived(CALM[language])

    assert conversation.assignee == chosen
    assert "Given out: by a rule" in head(lead, conversation)


@pytest.mark.parametrize("language", CALM)
@without("tyyni_desk.web.conversation.routing.of", lambda *given, **named: "")
def test_that_nobody_can_take_it_is_said_and_stops_nothing(desk, language):
    others = [code for code in CALM if code != language]
    make_colleague(languages=others)

    conversation = arrived(CALM[language])

    assert conversation.assignee is None
    assert f"Nobody answers {LANGUAGES[language]}" in head(desk, conversation)
    assert desk.post(f"/conversations/{conversation.number}/reply", {"text": "Hei", "seen": "0"}).status_code < 500


@pytest.mark.parametrize("language", CALM)
def test_a_reason_names_nobody_and_counts_nothing(sign_in, language):
    worn = make_colleague(name="Väsynyt Virtanen")
    desk = sign_in(languages=[language], working_hours=AROUND_THE_CLOCK)
    arrived(ABUSE[language], assignee=worn)

    conversation = arrived(ABUSE[language])

    line = head(desk, conversation).partition("Given to you:")[2].partition("</p>")[0]
    assert conversation.assignee == desk.agent
    assert line.strip() == f"{LANGUAGES[language]}; shared out evenly"


@pytest.mark.parametrize("language", CALM)
def test_what_a_person_has_taken_is_left_with_them(desk, agent, language):
    make_colleague()

    conversation = arrived(CALM[language], assignee=agent)

    assert conversation.assignee == agent
    assert "shared out evenly" not in head(desk, conversation)


@pytest.mark.parametrize("language", CALM)
def test_switched_off_the_desk_gives_nothing_to_anybody(sign_in, language):
    make_colleague()
    sign_in("lead").post("/routing", {"most": "15"})

    assert arrived(CALM[language]).assignee is None
