"""The page of a draft that rests, for its author and for leads; the same stop over the API."""

import ast
from pathlib import Path

import pytest
from django.utils import timezone

import tyyni_desk
from tests.desk.care.test_holds import HARSH, PUBLIC
from tests.desk.makers import make_conversation
from tyyni_desk.care.holds.models import Hold
from tyyni_desk.jobs import worker


@pytest.fixture
def conversation(db):
    made = make_conversation("Keitin hajosi taas! Haluan rahat takaisin.", channel="review")
    worker.run_all()
    return made


def send(desk, conversation, text, **more):
    return desk.post(f"/conversations/{conversation.number}/reply", {"text": text, **more}).content.decode()


def test_the_author_reads_why_it_rests_and_later_sees_it_beside_the_message(desk, conversation):
    page = send(desk, conversation, HARSH)

    assert "this draft rests until" in page
    assert "Send anyway" not in page
    Hold.objects.update(until=timezone.now())
    afresh = desk.get(f"/conversations/{conversation.number}/hold").content.decode()
    assert "look at it afresh" in afresh
    assert "Keitin hajosi taas!" in afresh
    assert HARSH in afresh
    assert send(desk, conversation, HARSH, why="Sovittu") == ""
    assert conversation.messages.filter(kind="agent", text=HARSH).exists()


def test_a_draft_changed_meanwhile_is_no_longer_held_on_the_page(desk, conversation):
    send(desk, conversation, HARSH)
    desk.post(f"/conversations/{conversation.number}/draft", {"text": "Hei Matti"})

    assert desk.get(f"/conversations/{conversation.number}/hold").content == b""


def test_a_lead_reads_a_hard_stop_and_answers_with_a_word_to_its_author(desk, conversation, sign_in_lead):
    assert "a lead must look at this first" in send(desk, conversation, PUBLIC)

    lead = sign_in_lead()
    page = lead.get("/held-drafts").content.decode()
    assert "Kauppakatu 5" in page
    lead.post(f"/held-drafts/{Hold.objects.get().pk}/answer", {"releases": "0", "advice": "Jätä osoite pois."})
    mine = desk.get(f"/conversations/{conversation.number}/hold").content.decode()
    assert "Jätä osoite pois." in mine
    assert "Send anyway" not in mine
    assert "Kauppakatu 5" not in lead.get("/held-drafts").content.decode()


def test_a_draft_that_only_rests_is_on_no_leads_page_until_its_author_asks(desk, conversation, sign_in_lead):
    send(desk, conversation, HARSH)
    lead = sign_in_lead()

    assert HARSH not in lead.get("/held-drafts").content.decode()
    desk.post(f"/conversations/{conversation.number}/hold/lead")
    assert HARSH in lead.get("/held-drafts").content.decode()
    assert "1 draft waits for a lead." in lead.get("/banners").content.decode()


@pytest.mark.parametrize(("seconds", "status"), [("600", 302), ("601", 422), ("-1", 422)])
def test_a_lead_sets_the_cooling_time_to_ten_minutes_at_most(sign_in_lead, seconds, status):
    assert sign_in_lead().post("/held-drafts", {"seconds": seconds}).status_code == status


def test_pages_and_api_send_answers_through_the_hold_only():
    edges = [path for part in ("web", "api") for path in (Path(tyyni_desk.__file__).parent / part).rglob("*.py")]
    calls = [
        f"{path.name}:{node.lineno}"
        for path in edges
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("actions.reply")
    ]

    assert not calls


@pytest.fixture
def sign_in_lead(db):
    from django.test import Client

    from tests.desk.makers import make_agent

    def sign_in():
        client = Client()
        client.force_login(make_agent("lead"), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
