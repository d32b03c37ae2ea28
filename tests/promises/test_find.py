"""Promises in replies: what is one, where it begins and ends, when it is due."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tyyni.lexicon.rules import LANGUAGES
from tyyni.promises.find import find_promises

SENT = datetime(2026, 11, 24, 10, 15)  # a Tuesday


def found(reply, language=None, **known):
    return [promise.text for promise in find_promises(reply, language=language, sent_at=SENT, **known)]


@pytest.mark.parametrize(
    ("language", "reply", "promises"),
    [
        ("fi", "Hei Matti! Lähetämme uuden huomenna.", ["Lähetämme uuden huomenna"]),
        ("fi", "Tarkistan asian ja palaan teille perjantaina.", ["Tarkistan asian ja palaan teille perjantaina"]),
        ("fi", "Kun paketti on meillä, palautamme rahat.", ["palautamme rahat"]),
        ("fi", "Paketti lähtee tänään.", ["Paketti lähtee tänään"]),
        ("fi", "Saat uuden viikon sisällä.", ["Saat uuden viikon sisällä"]),
        ("fi", "Katon ton ja laitan sulle viestiä.", ["Katon ton ja laitan sulle viestiä"]),
        ("fi", "Soitan huomenna klo 10, sopiiko?", ["Soitan huomenna klo 10"]),
        ("fi", "Varasin teille ajan perjantaille.", ["Varasin teille ajan perjantaille"]),
        ("pl", "Sprawdzę to i oddzwonię do piątku.", ["Sprawdzę to i oddzwonię do piątku"]),
        ("pl", "Jeśli prześle Pani zdjęcie, wymienimy buty.", ["wymienimy buty"]),
        ("pl", "Otrzyma Pani nową kartę w tym tygodniu.", ["Otrzyma Pani nową kartę w tym tygodniu"]),
        ("pl", "Kurier przyjedzie we wtorek.", ["Kurier przyjedzie we wtorek"]),
        ("pl", "Obiecuję, że oddzwonię jutro.", ["Obiecuję, że oddzwonię jutro"]),
        ("en", "I'll check and get back to you by Friday.", ["I'll check and get back to you by Friday"]),
        ("en", "If you send it we'll refund you.", ["If you send it we'll refund you"]),
        ("en", "sorry about that i'll look today", ["i'll look today"]),
        (
            "en",
            "We'll refund the pan today and the post on Friday.",
            ["We'll refund the pan today", "the post on Friday"],
        ),
        ("en", "By Friday at the latest, we will write.", ["By Friday at the latest, we will write"]),
        ("en", "We will write, by Friday at the latest.", ["We will write, by Friday at the latest"]),
        ("en", "I am sending a lid, and you can keep the old one.", ["I am sending a lid"]),
        ("en", "I will call you, because I can't promise a time.", ["I will call you"]),
        ("en", "The plumber will come on Monday or Tuesday.", ["The plumber will come on Monday or Tuesday"]),
        ("en", "It'll be sorted by noon, promise.", ["It'll be sorted by noon"]),
        ("pl", "Ogarniemy to jutro, obiecuję.", ["Ogarniemy to jutro"]),
        ("en", "Refunds take five working days.", ["Refunds take five working days"]),
        ("en", "Could you send me the bill, and I'll refund it today?", ["I'll refund it today"]),
        ("fi", "Kerrotko osoitteen, niin lähetän uuden?", ["niin lähetän uuden"]),
        ("fi", "Palautamme rahat: mikä on tilinumeronne?", ["Palautamme rahat"]),
        ("pl", "Oddamy połowę, 310 zł, na kartę, do środy.", ["Oddamy połowę, 310 zł, na kartę, do środy"]),
        ("en", "I'll bring it on Friday, and we will pay the fee.", ["I'll bring it on Friday", "we will pay the fee"]),
        ("pl", "Zadzwonię w piątek, a auto będzie gotowe.", ["Zadzwonię w piątek", "auto będzie gotowe"]),
        ("fi", "Lähetän sen, ja se on perillä torstaina.", ["Lähetän sen, ja se on perillä torstaina"]),
        ("en", "- We will call\nyou tomorrow.\n- We will write.", ["We will call\nyou tomorrow", "We will write"]),
    ],
)
def test_a_promise_is_its_clause(language, reply, promises):
    assert found(reply, language) == promises


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("fi", "Lähetin paketin eilen."),
        ("fi", "Lähetämmekö uuden huomenna?"),
        ("fi", "En voi luvata, että paketti saapuu huomenna."),
        ("fi", 'Kirjoititte: "asentaja tulee maanantaina".'),
        ("fi", "Jos ette maksa, siirrämme laskun perintään."),
        ("fi", "Kun paketti saapuu, soittakaa meille."),
        ("pl", "Wysłaliśmy paczkę wczoraj."),
        ("pl", "Czy mam wysłać nową sztukę?"),
        ("pl", "Nie mogę obiecać, że kurier przyjedzie jutro."),
        ("pl", "Nie wyślemy nowej sztuki."),
        ("pl", "Jeśli Pan nie przestanie, zakończę rozmowę."),
        ("en", "We sent it on Monday."),
        ("en", "Shall we send a new one and refund the rest?"),
        ("en", "Two things: which colour is it?"),
        ("en", "Would you like us to send a new one?"),
        ("en", "I can't promise that it will arrive tomorrow."),
        ("en", "> We will call you tomorrow."),
        ("en", "If this goes on, I will end this call."),
        ("en", "You will need to call the courier."),
        ("en", "Refunds take care."),
        ("en", "..."),
    ],
)
def test_what_is_no_promise(language, reply):
    assert found(reply, language) == []


@pytest.mark.parametrize(
    ("reply", "due_text", "due"),
    [
        ("Soitan teille pian.", None, None),
        ("Soitan teille huomenna klo 12 mennessä.", "huomenna klo 12 mennessä", "2026-11-25T12:00:00+02:00"),
        ("Palautamme rahat 14 päivän kuluessa siitä, kun paketti saapuu.", "14 päivän kuluessa", None),
    ],
)
def test_words_and_moment_of_the_due_time(reply, due_text, due):
    (promise,) = find_promises(reply, sent_at=SENT)

    assert promise.as_dict() == {
        "text": reply.rstrip("."),
        "start": 0,
        "end": len(reply) - 1,
        "due_text": due_text,
        "due": due,
    }


def test_an_unsent_reply_has_words_only():
    (promise,) = find_promises("Zadzwonię jutro.")

    assert (promise.due_text, promise.due) == ("jutro", None)


def test_a_likely_sentence_counts_without_a_rule_and_an_unlikely_one_not_at_all():
    reply = "Your wish is our command. We will call. Do you agree? I can't say."

    likely = found(reply, "en", likely=lambda sentence: 0.95)
    unlikely = found(reply, "en", likely=lambda sentence: 0.01)

    assert likely == ["Your wish is our command", "We will call"]
    assert unlikely == []


def test_what_the_rules_find_needs_to_be_less_likely_than_what_they_do_not():
    reply = "Your wish is our command. We will call. Nobody has ever regretted it."

    def at(probability):
        return found(reply, "en", likely=lambda sentence: probability)

    assert at(0.1) == []
    assert at(0.2) == ["We will call"]
    assert at(0.4) == ["Your wish is our command", "We will call"]
    assert at(0.6) == ["Your wish is our command", "We will call", "Nobody has ever regretted it"]


@pytest.mark.parametrize(
    ("language", "reply", "promises"),
    [
        (
            "en",
            "I'll call the depot; you won't need to ring us again.",
            ["I'll call the depot", "you won't need to ring us again"],
        ),
        (
            "en",
            "We'll send a new one, it'll be as good as the old.",
            ["We'll send a new one, it'll be as good as the old"],
        ),
        ("en", "We pay the fee and call you.", ["We pay the fee and call you"]),
        ("fi", "Liittymismaksua ei peritä.", ["Liittymismaksua ei peritä"]),
        ("pl", "Nic więcej się nie pobierze.", ["Nic więcej się nie pobierze"]),
    ],
)
def test_what_need_not_be_paid_or_done_is_promised_too(language, reply, promises):
    assert found(reply, language) == promises


def test_a_likely_sentence_has_a_promise_in_each_clause_that_says_when():
    def likely(reply, language="en"):
        return found(reply, language, likely=lambda sentence: 0.95)

    assert likely("Tasomittaaja tulee torstaina klo 9, ja uusi taso asennetaan maanantaina.", "fi") == [
        "Tasomittaaja tulee torstaina klo 9",
        "uusi taso asennetaan maanantaina",
    ]
    assert likely("Jo is there at noon, please have the key of the cellar ready for him by ten.") == [
        "Jo is there at noon"
    ]
    assert likely("The parcel went out today, and Jo is at your door on Friday.") == ["Jo is at your door on Friday"]


def test_what_was_sent_leads_no_promise():
    found = find_promises("Poszła dziś kurierem, dotrze w środę.", language="pl", likely=lambda sentence: 0.95)

    assert [promise.text for promise in found] == ["dotrze w środę"]


@pytest.mark.parametrize(
    ("language", "reply", "due"),
    [
        ("en", "It will be ready on Thursday. I will fit it that same day.", "2026-11-26T23:59:00+00:00"),
        ("pl", "Kurier będzie w środę. Odbierzemy stary tego samego dnia.", "2026-11-25T23:59:00+01:00"),
        ("fi", "Uusi tulee torstaina. Haemme vanhan samana päivänä.", "2026-11-26T23:59:00+02:00"),
        ("en", "We will start on Thursday at 9 and it will all be ready by 12.", "2026-11-26T12:00:00+00:00"),
        ("en", "I will fit it that same day.", None),
    ],
)
def test_a_time_may_lean_on_the_day_that_was_named_last(language, reply, due):
    *_, last = find_promises(reply, language=language, sent_at=SENT)

    assert last.as_dict()["due"] == due


def test_what_is_sent_is_due_when_it_arrives():
    (joint,) = find_promises("Uusi lähtee tänään ja on perillä perjantaina.", language="fi", sent_at=SENT)

    assert (joint.text, joint.due_text) == ("Uusi lähtee tänään ja on perillä perjantaina", "perjantaina")


@pytest.mark.parametrize(
    ("reply", "due"),
    [
        ("If it isn't quiet by noon, I'll come over.", None),
        ("I'll come over if it isn't quiet by noon.", "by noon"),
        ("I'll come over on Friday if it isn't quiet by noon.", "on Friday"),
        ("On 12 December, as it says on the door of the shop, we will ring you in the morning.", "in the morning"),
    ],
)
def test_a_condition_s_time_counts_only_where_there_is_no_other(reply, due):
    (promise,) = find_promises(reply, language="en", sent_at=SENT)

    assert promise.due_text == due


# fmt: off
PIECES = st.sampled_from([
    "I'll call you tomorrow. ", "Lähetämme uuden perjantaina, ", "jos ", "että ", "ja ", "zwrócimy jutro ", "że ", ", ",
    "ale ", "nie ", "and ", "? ", "\n", "> ", "- ", "by Friday ", '" ', "…", "a\u0308\u0301", "we can't promise ",
    "do 12.12. ", "(", ") ", "on Monday or Tuesday ",
])
# fmt: on


@given(st.sampled_from(LANGUAGES), st.lists(PIECES | st.text(max_size=8), max_size=14).map("".join))
def test_any_text_gives_verbatim_spans_and_the_same_twice(language, reply):
    promises = find_promises(reply, language=language, sent_at=SENT)

    assert promises == find_promises(reply, language=language, sent_at=SENT)
    for promise in promises:
        assert reply[promise.start : promise.end] == promise.text != ""
        assert promise.due_text is None or promise.due_text in reply
        assert promise.due is None or promise.due.replace(tzinfo=None) >= SENT


@given(st.sampled_from(LANGUAGES), st.lists(PIECES, max_size=10).map("".join))
def test_a_sentence_in_front_moves_spans_and_changes_nothing_else(language, reply):
    front = "Hyvä. "
    alone = find_promises("Hyvä. " + reply.lstrip(), language=language, sent_at=SENT)

    moved = find_promises("Hyvä. " + front + reply.lstrip(), language=language, sent_at=SENT)

    assert [(p.text, p.start + len(front), p.due_text, p.due) for p in alone] == [
        (p.text, p.start, p.due_text, p.due) for p in moved
    ]
