"""The sheet, the list of what is asked, the brief on top of the conversation, and the team's guides."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.care.talks import make_talk
from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.care.guides import actions as guides
from tyyni_desk.care.help import actions
from tyyni_desk.care.help.models import HelpRequest
from tyyni_desk.care.help.queries import Whom
from tyyni_desk.conversations import actions as core
from tyyni_desk.conversations.models import Draft
from tyyni_desk.people.models import Order

BROKEN = "Keitin hajosi taas, tilaus 10233. Olen todella vihainen. Haluan rahat takaisin perjantaihin mennessä!"


def sheet(desk, talk, **asked):
    return desk.get(f"/conversations/{talk.number}/help", asked)


def given(page, **fields):
    form = page.context["form"]
    return {"kind": "help", "brief": form.initial["brief"], **fields}


@pytest.fixture
def marek(db):
    return make_agent(name="Marek Wrona", interface="fi")


def test_the_sheet_opens_over_the_page_or_as_one(desk, marek):
    talk = make_talk(BROKEN)

    over = desk.get(f"/conversations/{talk.number}/help", headers={"HX-Request": "true"}).content.decode()
    whole = sheet(desk, talk).content.decode()

    assert "<html" not in over
    assert 'id="help-form"' in over
    assert "<html" in whole
    assert 'id="help-form"' in whole


def test_the_brief_comes_anew_in_the_language_of_whoever_is_asked(desk, marek):
    make_agent()
    make_agent()
    talk = make_talk(BROKEN)
    page = sheet(desk, talk)
    now = given(page, language="en", whom=f"agent-{marek.pk}")

    again = desk.post(f"/conversations/{talk.number}/help/brief", now).content.decode()

    assert "What they ask" in now["brief"]
    assert "haluaa rahat takaisin" in again


@pytest.mark.parametrize(
    ("interface", "told"),
    [("fi", "1\xa0249,50\xa0€, matkalla"), ("pl", "1\xa0249,50\xa0€, w drodze"), ("en", "€1,249.50, on its way")],
)
def test_the_order_is_told_as_its_reader_writes_sums_and_states(desk, agent, interface, told):
    type(agent).objects.filter(pk=agent.pk).update(interface=interface)
    make_agent(interface=interface)
    talk = make_talk(BROKEN)
    Order.objects.create(number="10233", customer=talk.customer, total="1249.50", state="shipped")

    assert told in sheet(desk, talk).context["form"].initial["brief"]


def test_the_brief_is_not_written_where_its_language_stays(desk, marek):
    talk = make_talk(BROKEN)
    now = given(sheet(desk, talk), language="fi", whom=f"agent-{marek.pk}")
    with CaptureQueriesContext(connection) as queries:
        answer = desk.post(f"/conversations/{talk.number}/help/brief", now)

    assert answer.status_code == 204
    assert not [query for query in queries if "care_promise" in query["sql"]]


def test_a_brief_that_was_edited_stays(desk, marek):
    talk = make_talk(BROKEN)
    now = given(sheet(desk, talk), language="en", whom=f"agent-{marek.pk}", brief="My own words")

    assert desk.post(f"/conversations/{talk.number}/help/brief", now).status_code == 204


def test_the_draft_in_the_composer_is_kept_when_help_is_asked(desk, agent):
    talk = make_talk(BROKEN)

    desk.post(f"/conversations/{talk.number}/help", given(sheet(desk, talk), whom="free", draft="Hei, kesken"))

    assert Draft.objects.get(agent=agent).text == "Hei, kesken"


def test_a_brief_without_words_and_an_escalation_without_anybody_are_told(desk):
    talk = make_talk(BROKEN)
    where = f"/conversations/{talk.number}/help"

    empty = desk.post(where, {"kind": "help", "whom": "free", "brief": ""})
    alone = desk.post(where, {"kind": "escalation", "senior": "leads", "reason": "stuck", "brief": "x"})

    assert empty.status_code == alone.status_code == 422
    assert "Nobody there can take it" in alone.content.decode()
    assert not HelpRequest.objects.exists()


def test_whoever_is_asked_finds_it_on_every_page_and_in_the_list(desk):
    talk = make_conversation(customer=make_customer("Anna Kowalska"))
    actions.ask(talk, by=make_agent(name="Aino Lahti"), whom=Whom(), brief="x", question="May I pay 20 €?")

    banners, listed = desk.get("/banners").content.decode(), desk.get("/help").content.decode()

    assert "Aino Lahti asks for help: May I pay 20 €?" in banners
    assert "Anna Kowalska" in listed
    assert "Asked of you" in listed


def test_coming_takes_the_banner_away_and_tells_who_asked(desk, agent, client):
    asker = make_agent(name="Aino Lahti")
    talk = make_conversation()
    request = actions.ask(talk, by=asker, whom=Whom(), brief="The brief of it")

    page = desk.post(f"/help/{request.pk}/answer", follow=True).content.decode()
    client.force_login(asker, backend="allauth.account.auth_backends.AuthenticationBackend")
    theirs = client.get(f"/conversations/{talk.number}").content.decode()

    assert "asks for help:" not in client.get("/banners").content.decode()
    assert f"{agent.name} came at" in theirs
    assert "<details open><summary>The brief" in page


def test_the_brief_leaves_the_top_when_the_customer_is_answered(desk, agent):
    talk = make_conversation()
    actions.ask(talk, by=make_agent(), whom=Whom(), brief="The brief of it")
    assert "help-told" in desk.get(f"/conversations/{talk.number}").content.decode()

    core.reply(talk, by=agent, text="Se lähti tänään.", seen=None)

    assert "help-told" not in desk.get(f"/conversations/{talk.number}").content.decode()


def test_a_lead_writes_changes_and_retires_a_guide(db, signed_in):
    lead = signed_in("lead")
    fields = {"title": "Refunds", "text": "Up to 50 €.", "requests": ["refund"], "tags": "Warranty, vip"}

    lead.post("/guides/new", fields)
    guide = guides.Guide.objects.get()
    lead.post(f"/guides/{guide.pk}", {**fields, "title": "Refunds by us"})
    lead.post(f"/guides/{guide.pk}/retirement", {"on": "1"})

    guide.refresh_from_db()
    assert (guide.title, guide.tags) == ("Refunds by us", ["vip", "warranty"])
    assert guide.retired_at
    assert "Refunds by us" not in lead.get("/guides").content.decode()
    assert "Refunds by us" in lead.get("/guides?retired=1").content.decode()


@pytest.mark.parametrize("fields", [{"title": "Empty"}, {"title": "Bad", "link": "javascript:alert(1)"}])
def test_a_guide_without_words_or_with_a_link_that_runs_is_refused(db, signed_in, fields):
    assert signed_in("lead").post("/guides/new", fields).status_code == 422
    assert not guides.Guide.objects.exists()


def test_guides_go_by_what_was_read_the_tags_and_the_language(desk, agent):
    guides.add(by=agent, title="Refund guide", text="x", requests=["refund"], languages=["fi"])
    guides.add(by=agent, title="Polish guide", text="x", requests=["refund"], languages=["pl"])
    guides.add(by=agent, title="Court guide", text="x", threats=["legal"])
    guides.add(by=agent, title="Tagged guide", text="x", tags=["takuu"])
    guides.add(by=agent, title="Support line", text="x")
    talk = make_talk(BROKEN, language="fi")
    core.tag(talk, ["takuu"], by=None)

    beside = desk.get(f"/conversations/{talk.number}/step").content.decode()

    shown = [name for name in ("Refund", "Polish", "Court", "Tagged", "Support") if f"<summary>{name}" in beside]
    assert shown == ["Refund", "Tagged", "Support"]
    assert "Shown because: wants the money back" in beside
