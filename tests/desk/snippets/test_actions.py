"""Snippets are written, changed, retired and inserted; each change is in the audit log."""

import pytest

from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.people.models import AuditEntry, Team
from tyyni_desk.people.retiring import restore, retire
from tyyni_desk.snippets import actions, queries
from tyyni_desk.snippets.models import Snippet

pytestmark = pytest.mark.django_db
TEXTS = {"fi": "Hei {{ customer.first_name }}!", "pl": "Dzień dobry!", "en": ""}


def make_snippet(shortcut="hei", *, by=None, team=None, texts=TEXTS):
    return actions.add(by=by or make_agent("lead"), name="Tervehdys", shortcut=shortcut, team=team, texts=texts)


def bodies(snippet):
    return {text.language: text.body for text in snippet.texts.all()}


def offered(conversation, agent):
    return [choice.text.body for choice in queries.choices(conversation, agent=agent)]


def test_an_empty_text_is_left_out():
    assert bodies(make_snippet()) == {"fi": TEXTS["fi"], "pl": TEXTS["pl"]}


def test_a_snippet_without_any_text_is_refused():
    with pytest.raises(actions.NoText):
        make_snippet(texts={"fi": " ", "pl": ""})


def test_a_shortcut_is_nobody_elses_not_even_a_retired_ones():
    retire(make_snippet(), by=make_agent("lead"))

    with pytest.raises(actions.ShortcutTaken):
        make_snippet()


@pytest.mark.parametrize("tag", ["customer.shoe", "ORDER.number", "tilaus.numero", "imię"])
def test_a_tag_that_nothing_fills_is_refused_with_its_language(tag):
    with pytest.raises(actions.UnknownTag) as stop:
        make_snippet(texts={"pl": f"Dzień dobry {{{{ {tag} }}}}"})

    assert (stop.value.language, stop.value.tags) == ("pl", [tag])


def test_a_change_keeps_the_count_of_a_text_that_stays_and_is_in_the_audit_log():
    lead, snippet = make_agent("lead"), make_snippet()
    actions.insert(snippet.texts.get(language="fi"), make_conversation(), by=lead)

    actions.change(snippet, by=lead, name="Hei", shortcut="hei", team=None, texts={"fi": "Hei vain!", "pl": ""})

    assert bodies(snippet) == {"fi": "Hei vain!"}
    assert snippet.texts.get().uses == 1
    assert AuditEntry.objects.filter(action="snippet_changed", by=lead, subject="hei").count() == 1


def test_saving_without_a_change_is_no_change():
    snippet = make_snippet()

    actions.change(snippet, by=make_agent("lead"), name="Tervehdys", shortcut="hei", team=None, texts=TEXTS)

    assert not AuditEntry.objects.filter(action="snippet_changed").exists()


def test_an_insertion_fills_what_is_known_leaves_what_is_not_and_is_counted():
    snippet = make_snippet(texts={"fi": "Hei {{customer.first_name}}, tilaus {{ order.number }}"})
    text = snippet.texts.get()

    words = actions.insert(text, make_conversation(customer=make_customer("Liisa Virtanen")), by=make_agent())

    text.refresh_from_db()
    assert words == "Hei Liisa, tilaus {{ order.number }}"
    assert text.uses == 1
    assert text.used_at


def test_a_customers_own_words_are_never_taken_for_tags():
    snippet = make_snippet(texts={"fi": "Hei {{ customer.name }}"})

    words = actions.insert(
        snippet.texts.get(), make_conversation(customer=make_customer("{{ agent.name }}")), by=make_agent()
    )

    assert words == "Hei {{ agent.name }}"  # in sight, and refused when it is sent


def test_the_customers_language_comes_first_and_a_text_without_it_is_offered_in_another():
    agent = make_agent(interface="pl")
    make_snippet("a", texts={"fi": "suomeksi", "pl": "po polsku"})
    make_snippet("b", texts={"pl": "tylko po polsku", "en": "or English"})

    assert offered(make_conversation(language="fi"), agent) == ["suomeksi", "tylko po polsku"]


def test_a_teams_snippets_are_for_the_team_and_for_its_conversations():
    returns = Team.objects.create(name="Palautukset")
    make_snippet(team=returns, texts={"fi": "Palautus"})
    member, other = make_agent(), make_agent()
    member.teams.add(returns)

    assert offered(make_conversation(language="fi"), member) == ["Palautus"]
    assert offered(make_conversation(language="fi", team=returns), other) == ["Palautus"]
    assert offered(make_conversation(language="fi"), other) == []


def test_the_most_used_comes_first():
    make_snippet("a", texts={"fi": "harvoin"})
    often = make_snippet("b", texts={"fi": "usein"}).texts.get()
    conversation, agent = make_conversation(language="fi"), make_agent()

    actions.insert(often, conversation, by=agent)

    assert offered(conversation, agent) == ["usein", "harvoin"]


def test_a_retired_snippet_is_not_offered_until_it_is_brought_back():
    snippet, agent, conversation = make_snippet(), make_agent("lead"), make_conversation(language="fi")

    retire(snippet, by=agent)
    assert offered(conversation, agent) == []

    restore(Snippet.objects.get(), by=agent)
    assert len(offered(conversation, agent)) == 1


def test_the_search_knows_capital_letters_of_every_language():
    make_snippet(texts={"fi": "Ääni ei kuulu", "pl": "Żadnego dźwięku"})

    assert len(queries.listed("ääni")) == len(queries.listed("ŻADNEGO tervehdys")) == 1
    assert queries.listed("ääni puuttuu") == []
