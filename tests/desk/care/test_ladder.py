"""The ladder: no rung without the one before, its evidence and the policy; each told to the customer."""

import pytest

from tests.desk.care.talks import (
    ABUSE,
    CALM,
    CONTACT,
    THREAT,
    climb,
    climb_to_the_end,
    filled,
    in_days,
    make_talk,
    say,
    write_policy,
)
from tests.desk.makers import make_colleague, make_customer
from tyyni_desk.care.boundaries import queries as boundaries
from tyyni_desk.care.ladder import actions, queries, texts
from tyyni_desk.care.ladder.models import ContactEnd, Rung
from tyyni_desk.care.ladder.queries import Evidence
from tyyni_desk.mail import actions as mail


@pytest.fixture
def policy(db):
    return write_policy()


def test_each_rung_comes_after_the_one_before(policy, agent):
    talk = make_talk(ABUSE["fi"])

    for kind in ("handover", "warning", "last_warning", "end"):
        with pytest.raises(actions.RungMissing):
            climb(talk, kind, by=agent)
    ending = climb_to_the_end(talk, "fi", by=agent)

    assert [rung.kind for rung in queries.rungs(talk)] == ["boundary", "handover", "warning", "end"]
    talk.refresh_from_db()
    assert talk.is_closed
    assert ending.until == in_days(90)


def test_a_warning_needs_abuse_after_the_boundary(policy, agent):
    talk = make_talk(ABUSE["fi"])
    climb(talk, "boundary", by=agent)
    climb(talk, "handover", by=agent)

    with pytest.raises(actions.NothingSince):
        climb(talk, "warning", by=agent)
    say(talk, CALM["fi"])
    with pytest.raises(actions.NothingSince):
        climb(talk, "warning", by=agent)


def test_a_policy_may_add_a_last_warning(agent, db):
    write_policy(last_warning=True)
    talk = make_talk(ABUSE["pl"])

    for kind in ("boundary", "handover", "warning"):
        climb(talk, kind, by=agent)
        say(talk, ABUSE["pl"])

    assert queries.open_rungs(talk, policy=boundaries.policy()) == ["last_warning"]


@pytest.mark.parametrize("language", THREAT)
def test_after_a_threat_of_violence_the_contact_can_end_at_once(policy, agent, language):
    talk = make_talk(THREAT[language])

    climb(talk, "end", by=agent)

    assert ContactEnd.objects.get().rung.words in THREAT[language]


def test_a_rung_names_words_that_stand_in_a_message_of_this_customers(policy, agent):
    talk, other = make_talk(ABUSE["fi"]), make_talk(ABUSE["fi"])

    with pytest.raises(actions.NoEvidence):
        queries.evidence_of(talk, "sitä ei sanottu")
    with pytest.raises(actions.NoEvidence):
        climb(talk, "boundary", by=agent, evidence=Evidence(other.messages.get(), "idiootit"))


def test_without_a_policy_in_the_customers_language_there_is_no_rung(agent):
    talk = make_talk(ABUSE["pl"])

    with pytest.raises(actions.NoPolicy):
        climb(talk, "boundary", by=agent)


def test_an_end_says_who_was_offered_or_why_nobody_could(policy, agent):
    talk = make_talk(THREAT["en"])

    with pytest.raises(actions.NobodyOffered):
        climb(talk, "end", by=agent, offered=" ")
    with pytest.raises(actions.InThePast):
        climb(talk, "end", by=agent, until=in_days(0))


def test_a_hand_over_gives_it_to_a_fresh_person(policy, agent):
    worn_out, colleague = make_colleague(name="Liisa Ensin"), make_colleague(name="Marek Nowak")
    make_talk(ABUSE["fi"], assignee=worn_out)
    make_colleague(name="Poissa Oleva", on_duty=False)
    make_colleague(name="Muun Kielinen", languages=["pl"])
    talk = make_talk(ABUSE["fi"], assignee=agent)
    climb(talk, "boundary", by=agent)

    assert list(queries.fresh(talk)) == [colleague, worn_out]
    rung = climb(talk, "handover", by=agent, colleague=colleague)

    talk.refresh_from_db()
    assert talk.assignee == colleague
    assert rung.offered == "Marek Nowak"


def test_calling_the_answer_back_takes_the_rung_with_it(policy, agent):
    talk = make_talk(THREAT["en"])
    rung = climb(talk, "end", by=agent)

    mail.call_back(rung.answer, by=agent)

    assert not Rung.objects.exists()
    assert queries.ending_of(talk.customer) is None


REGISTERS = [
    ("fi", "Matti Korhonen", "Olette idiootteja, vitun pellet! Vastatkaa.", "Haluan auttaa teitä"),
    ("fi", "Matti Korhonen", "Sä oot vitun idiootti! Vastaa nyt, sinä pelle.", "Haluan auttaa sinua"),
    ("pl", "Anna Kowalska", "Spierdalaj, kretynie! Zapłaciłam i nic.", "Chcę Pani pomóc"),
    ("pl", "Jan Nowak", "Spierdalaj, kretynie! Zapłaciłem i nic.", "Chcę Panu pomóc"),
    ("pl", "", "Spierdalaj, kretynie!", "Chcę Państwu pomóc"),
    ("en", "Priya Nair", ABUSE["en"], "I want to help you"),
]


@pytest.mark.parametrize(("language", "name", "text", "said"), REGISTERS)
def test_the_words_are_in_the_customers_language_and_form_of_address(policy, language, name, text, said):
    talk = make_talk(text, customer=make_customer(name), language=language)

    assert said in texts.text("boundary", talk, policy=policy)


@pytest.mark.parametrize(("language", "word"), [("fi", "UUDELLEENARVIOINTI"), ("pl", "ODWOŁANIE"), ("en", "APPEAL")])
def test_the_end_says_why_what_stays_open_until_when_and_how_to_appeal(policy, language, word):
    talk = make_talk(ABUSE[language])

    said = texts.text("end", talk, policy=policy, until=in_days(90))

    assert CONTACT[language] in said
    assert word in said
    assert {"fi": "reklamaatio", "pl": "reklamacje", "en": "complaints"}[language] in said
    assert str(in_days(90).year) in said


def test_the_page_offers_the_next_rung_with_its_words_and_takes_it(policy, desk):
    talk = make_talk(ABUSE["en"])
    where = f"/conversations/{talk.number}/ladder"
    shown = desk.get(where)
    assert "I need your co-operation" in shown.content.decode()

    desk.post(where, filled(shown))

    rung = talk.rungs.get()
    assert rung.answer.text.endswith("how far your case has come.")
    assert rung.words in ABUSE["en"]


def test_the_page_says_why_a_rung_was_not_taken(policy, desk, agent):
    talk = make_talk(ABUSE["en"])
    where = f"/conversations/{talk.number}/ladder"
    form = {"kind": "boundary", "seen": 0, "words": "never said", "text": "x"}

    answer = desk.post(where, form)

    assert answer.status_code == 422
    assert "Name the words" in answer.content.decode()
    assert not talk.rungs.exists()


def test_a_page_that_is_out_of_date_sends_nothing(policy, desk):
    talk = make_talk(ABUSE["en"])
    where = f"/conversations/{talk.number}/ladder"
    form = filled(desk.get(where))
    say(talk, CALM["en"])

    assert "Something arrived" in desk.post(where, form).content.decode()
    assert not talk.rungs.exists()


def test_a_calm_conversation_is_offered_no_rung(policy, desk):
    talk = make_talk(CALM["en"])

    assert "No message here was read as abusive" in desk.get(f"/conversations/{talk.number}/ladder").content.decode()


def test_words_that_would_do_harm_are_not_sent_on_the_ladder_either(desk):
    write_policy()
    talk = make_talk(ABUSE["en"], language="en")
    where = f"/conversations/{talk.number}/ladder"

    answer = desk.post(where, {**filled(desk.get(where)), "text": "You are an idiot. Shut up and read the manual."})

    assert "would do harm as they stand" in answer.content.decode()
    assert not talk.rungs.exists()
    assert not talk.messages.filter(kind="agent").exists()
