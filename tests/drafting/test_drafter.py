"""Drafted replies: each step in each language, in every channel, with and without facts."""

import re

import pytest

from tyyni.drafting.case import case_of
from tyyni.drafting.composing import compose, missing
from tyyni.drafting.drafter import draft
from tyyni.drafting.facts import Facts
from tyyni.models.labels import STEPS
from tyyni.reading.reader import Turn

GRIEVANCES = {
    "fi": "Missä tilaukseni 12345 viipyy? Haluan rahat takaisin perjantaihin mennessä.",
    "pl": "Gdzie jest moje zamówienie 12345? Chcę zwrotu pieniędzy do piątku.",
    "en": "Where is my order 12345? I want my money back by Friday.",
}
FULL = {
    "remedy": "X1", "options": ["X2", "X3"], "next_step": "X4", "when": "X5", "sender": "X6", "company": "X7",
    "state": "shipped", "answer": "X8", "apology_for": "X9",
}  # fmt: skip


def make_case(message, *, step="solve", channel="email", facts=None, name=None, address=None, before=()):
    turns = [*before, Turn("customer", message)]
    given = Facts.of(facts)
    return case_of(
        turns, step=step, channel=channel, facts=given, name=name, address=address, language=None, profile="fast"
    )


@pytest.mark.parametrize("language", GRIEVANCES)
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("facts", [{}, FULL], ids=["bare", "full"])
@pytest.mark.parametrize("channel", ["email", "chat", "review"])
def test_every_step_stands_without_a_gap(language, step, facts, channel):
    text = compose(make_case(GRIEVANCES[language], step=step, facts=facts, channel=channel))

    assert len(text) > 20
    assert not re.search(r"[{}\[\]…\0]|None|  | [.,]|\.\.", text)


@pytest.mark.parametrize("language", GRIEVANCES)
def test_a_public_reply_is_short_and_names_nobody(language):
    case = make_case(GRIEVANCES[language], step="acknowledge", channel="review", name="Anna", facts={"sender": "S"})

    text = compose(case)

    assert len(text.split()) <= 60
    assert "12345" not in text
    assert "Ann" not in text


@pytest.mark.parametrize("language", GRIEVANCES)
def test_facts_that_are_wanting_are_named(language):
    assert missing(make_case(GRIEVANCES[language])) == ("remedy", "when", "sender")


def test_an_order_is_asked_for_where_none_is_known():
    case = make_case("I want a refund, it broke.")

    assert "order" in missing(case)
    assert "order number" in compose(case)


def test_an_apology_is_wanted_only_when_something_failed():
    question = make_case("Do you sell kettles?", step="apologise")

    assert "apology_for" in missing(make_case(GRIEVANCES["en"], step="apologise"))
    assert "apology_for" not in missing(question)


def test_a_single_option_is_offered_without_a_list():
    assert "What I can offer is this: tea." in compose(make_case(GRIEVANCES["en"], facts={"options": ["tea"]}))


def test_two_customers_do_not_get_the_same_words():
    texts = {compose(make_case(f"{GRIEVANCES['en']} {'please ' * number}")) for number in range(8)}

    assert len(texts) > 2


def test_a_turn_that_only_rages_is_about_what_was_said_before():
    before = [Turn("customer", GRIEVANCES["en"]), Turn("agent", "I'll look.")]

    assert "12345" in compose(make_case("You idiots!", step="boundary", before=before))


@pytest.mark.parametrize(
    ("message", "step", "kind"),
    [
        ("I'll kill you all, I know where you work.", "safety", "violence"),
        ("I don't want to live any more, I want to die.", "safety", "self_harm"),
        ("Thank you for the lovely service!", "end", "praise"),
        ("Thank you for the lovely service!", "boundary", "boundary"),
    ],
)
def test_the_kind_of_reply_follows_the_danger_and_the_praise(message, step, kind):
    assert make_case(message, step=step).kind == kind


@pytest.mark.parametrize(
    ("message", "channel", "address", "register"),
    [
        ("Missä tilaukseni on?", "email", None, "te"),
        ("Missä tilaukseni on?", "chat", None, "sinä"),
        ("Missä tilaukseni on?", "email", "sinä", "sinä"),
        ("En jaksa enää elää, haluan kuolla.", "email", None, "sinä"),
        ("Gdzie jest moja paczka? Zapłaciłam.", "email", None, "pani"),
        ("Gdzie jest moja paczka?", "email", None, "państwo"),
        ("Gdzie jest moja paczka? Zapłaciłam.", "review", None, "państwo"),
        ("Gdzie jest moja paczka?", "email", "ty", "ty"),
    ],
)
def test_the_customer_is_spoken_to_as_they_speak(message, channel, address, register):
    step = "safety" if "kuolla" in message else "solve"

    assert make_case(message, step=step, channel=channel, address=address).voice.register == register


def test_a_call_is_not_called_a_message():
    text = compose(make_case("Asiakas Jani Wiik soitti, haluaa perua tilauksen 900-KU.", channel="phone_note"))

    assert "viest" not in text.partition("Hoidan")[0]


def test_a_name_given_wins_over_one_read_and_a_swearword_is_no_name():
    assert make_case("Where is it? Anna Smith", name="Bob").name == "Bob"
    assert make_case("Where is it?", name="fucking idiot").name is None


def test_an_answer_keeps_its_capital_after_the_greeting():
    text = compose(make_case("Onko teillä sukkia?", facts={"answer": "Vetolassa on"}))

    assert "Vetolassa on." in text


@pytest.mark.parametrize("wrong", [{"address": "thou"}, {"channel": "fax"}, {"language": "sv"}, {"message": ""}])
def test_a_wrong_value_is_named(wrong):
    with pytest.raises(ValueError, match=r"must be one of|hold nothing"):
        draft(**{"message": "Where is it?", **wrong}, profile="fast")


def test_a_draft_is_plain_data():
    made = draft(message=GRIEVANCES["en"], facts={"sender": "Joe"}, profile="fast").as_dict()

    assert set(made) == {"draft", "step", "missing", "review"}
    assert made["review"]["verdict"] in ("send", "revise", "hold")


def test_an_apology_takes_a_quarter_of_the_words_at_most():
    for message in GRIEVANCES.values():
        text = compose(make_case(message, facts={"when": "X", "sender": "Joe"}))
        sorry = re.findall(r"[^.]*(?:sorry|pologise|anteeksi|pahoillani|rzepraszam)[^.]*\.", text)
        assert len(" ".join(sorry).split()) <= 0.25 * len(text.split())


def test_a_hurtful_fact_is_drafted_all_the_same_and_the_review_says_so():
    made = draft(message=GRIEVANCES["en"], facts={"answer": "Calm down, it is your own fault."}, profile="fast")

    assert "your own fault" in made.draft
    assert {"F_CALM", "F_BLAME"} & {fault.code for fault in made.review.faults}
