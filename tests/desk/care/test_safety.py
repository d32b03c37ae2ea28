"""When somebody may be hurt: told at once, kept as evidence, and nothing sold, closed or merged away."""

from datetime import timedelta

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from tests.desk.care.talks import ABUSE, CALM, THREAT, make_talk, say, write_policy
from tests.desk.mail.letters import arrive, letter, make_mailbox
from tests.desk.makers import make_conversation, make_customer
from tyyni_desk.care import actions as care
from tyyni_desk.care.boundaries.queries import policy
from tyyni_desk.care.exposure.models import Exposure
from tyyni_desk.care.ladder import queries as ladder
from tyyni_desk.care.safety import actions, queries
from tyyni_desk.care.safety.lines import help_for
from tyyni_desk.care.safety.models import Incident
from tyyni_desk.care.safety.signs import found
from tyyni_desk.conversations import actions as core
from tyyni_desk.conversations.listening import Refused
from tyyni_desk.conversations.merges import merging, splitting
from tyyni_desk.mail.models import Delivery, HeldMail, RawMail

DANGER = {
    "fi": "En jaksa enää elää. Tapan itseni.",
    "pl": "Nie chcę już żyć, zabiję się.",
    "en": "I want to kill myself over this bill.",
}
INJURY = {
    "fi": ["Laturi syttyi palamaan yöllä.", "Sain keittimestä sähköiskun.", "Akku räjähti ja tuli palovamma."],
    "pl": ["Ładowarka zapaliła się w nocy.", "Poparzyłam się czajnikiem.", "Bateria wybuchła w kieszeni."],
    "en": ["The charger caught fire at night.", "I got an electric shock.", "The kettle burned my hand."],
}
HARMLESS = {
    "fi": ["Hermot palavat tämän kanssa!", "Hintanne ovat palaneet karrelle.", "Tulipa kallis laskutus."],
    "pl": ["Jestem wściekły, gotuje się we mnie.", "Zapaliła mi się lampka w głowie.", "To pali pieniądze."],
    "en": ["You should be fired.", "This burned a hole in my budget.", "I am on the line for an hour."],
}
LANGUAGES = ["fi", "pl", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_threat_of_violence_is_told_on_every_page_with_the_written_instruction(db, signed_in, language):
    write_policy(on_threats="Lukitse ovi ja soita esihenkilölle.")
    lead = signed_in("lead")
    talk = make_talk(THREAT[language])

    assert "Threat of violence: 1" in lead.get("/banners").content.decode()
    page = lead.get(f"/conversations/{talk.number}").content.decode()
    assert "Lukitse ovi" in page
    assert "you need not answer" in page


@pytest.mark.parametrize("text", [*CALM.values(), *ABUSE.values(), "Vien teidät oikeuteen.", "This price kills me."])
def test_anger_and_the_threat_of_a_lawyer_are_no_danger(db, text):
    make_talk(text)

    assert not Incident.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_product_that_burns_or_hurts_is_found(language):
    assert all(found("injury", text, language) for text in INJURY[language])
    assert not [text for text in HARMLESS[language] if found("injury", text, language)]


def test_evidence_cannot_be_deleted_nor_the_mail_behind_it(db):
    make_mailbox()
    arrive(letter(THREAT["fi"]))
    raw = RawMail.objects.get()
    actions.raise_incident(raw.message, "violence")

    with pytest.raises(ProtectedError):
        raw.message.delete()
    with pytest.raises(ProtectedError):
        raw.delete()
    assert HeldMail.objects.get().raw == raw


def test_evidence_cannot_be_merged_or_split_away(agent):
    talk, other = make_talk(THREAT["fi"]), make_conversation()
    core.receive(talk, text="Lisäksi")
    held = talk.messages.first()

    with pytest.raises(Refused):
        merging.merge(talk, into=other, by=agent)
    with pytest.raises(Refused):
        splitting.split(talk, [held.pk], subject="Muu", by=agent)

    held.refresh_from_db()
    assert held.conversation == talk


def test_another_conversation_can_be_merged_into_one_with_evidence(agent):
    talk, other = make_talk(THREAT["fi"]), make_conversation()

    merging.merge(other, into=talk, by=agent)

    assert talk.messages.count() == 2


def test_the_page_tells_why_nothing_was_moved(desk):
    talk, other = make_talk(THREAT["fi"]), make_conversation()

    answer = desk.post(f"/conversations/{talk.number}/merge", {"into": other.number}, follow=True)

    assert "It stays where it is" in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_in_danger_is_answered_at_once_and_without_rules_of_tone(desk, agent, language):
    make_mailbox()
    talk = make_talk(DANGER[language])
    where = f"/conversations/{talk.number}"

    desk.post(f"{where}/reply", {"text": "Luin viestisi. Oletko turvassa?"})

    assert Delivery.objects.get().send_after <= timezone.now()
    assert "The review rests" in desk.post(f"{where}/review", {"text": "RAUHOITU NYT!!"}).content.decode()
    assert ladder.open_rungs(talk, policy=policy()) == []
    assert "A person may be in danger" in desk.get("/banners").content.decode()


PHONES = [("+358 40 123", "FI", "09 2525 0111"), ("0048 600 100", "PL", "116 123"), ("+44 20 7946", "GB", "116 123")]


@pytest.mark.parametrize(("phone", "country", "number"), PHONES)
def test_help_lines_are_those_of_the_customers_country(db, phone, country, number):
    customer = make_customer()
    customer.identities.create(kind="phone", value=phone)

    known = help_for(customer)

    assert known.country == country
    assert number in [line.number for line in known.lines]
    assert all(line.source.startswith("https://") and line.checked_on for line in known.lines)


def test_of_an_unknown_country_only_the_emergency_number_is_named_whatever_the_language(desk):
    talk = make_talk(DANGER["pl"])

    page = desk.get(f"/conversations/{talk.number}").content.decode()

    assert "ask where they are" in page
    assert 'data-insert="112"' in page
    assert "116 123" not in page
    assert talk.messages.filter(kind="agent").count() == 0


@pytest.mark.parametrize("text", ["Saat alennuksen 20 % pois.", "Saat lahjakortin."])
def test_nothing_is_sold_or_paid_off_while_somebody_may_be_hurt(desk, text):
    talk = make_talk(DANGER["fi"])

    answer = desk.post(f"/conversations/{talk.number}/reply", {"text": text})

    assert "Nothing was sent" in answer.content.decode()
    assert not talk.messages.filter(kind="agent").exists()
    assert talk.drafts.get().text == text


def test_an_injury_is_not_closed_before_a_lead_has_settled_it(desk, agent, signed_in):
    talk = make_talk(INJURY["fi"][0])
    with pytest.raises(Refused):
        core.close(talk, by=agent)
    talk.refresh_from_db()
    assert not talk.is_closed

    lead = signed_in("lead")
    lead.post(f"/incidents/{talk.incidents.get().pk}/settlement", {"outcome": "Valmistajalle ilmoitettu."})
    core.close(talk, by=agent)

    talk.refresh_from_db()
    assert talk.is_closed


def test_an_incident_is_settled_with_what_was_done(agent, db):
    incident = make_talk(THREAT["en"]).incidents.get()

    with pytest.raises(actions.NoOutcome):
        actions.settle(incident, outcome=" ", by=agent)


def test_an_agent_reports_what_the_reading_did_not_see(desk, agent):
    talk = make_talk(CALM["en"])

    desk.post(f"/conversations/{talk.number}/incidents", {"kind": "violence"})

    assert talk.incidents.get().raised_by == agent
    assert desk.post(f"/conversations/{talk.number}/incidents", {"kind": "war"}).status_code == 400


def test_danger_stands_on_no_profile_and_is_forgotten(desk, db):
    talk = make_talk(DANGER["en"])
    assert "danger" not in desk.get(f"/customers/{talk.customer_id}").content.decode().lower().split("<main")[1]

    Incident.objects.update(at=timezone.now() - timedelta(days=31))
    actions.forget_dangers()

    assert not Incident.objects.exists()


def test_a_threat_is_remembered(db):
    talk = make_talk(THREAT["en"])
    say(talk, CALM["en"])
    Incident.objects.update(at=timezone.now() - timedelta(days=31))

    actions.forget_dangers()

    assert queries.incidents_of(talk)


def test_old_mail_that_is_imported_is_nobodys_danger_now(agent):
    talk = make_conversation(THREAT["en"], at=timezone.now() - timedelta(days=15), assignee=agent)

    care.read(talk.messages.get())

    assert not Incident.objects.exists()
    assert not Exposure.objects.exists()
