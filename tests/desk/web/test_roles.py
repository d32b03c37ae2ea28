"""Every page as every role: who may open it is what it declares; and no page writes when it is only looked at."""

import ast
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver
from django.utils import timezone

import tyyni_desk
from tests.desk.care.remedies import make_given, make_remedy
from tests.desk.care.talks import make_appeal
from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.api.models import Token
from tyyni_desk.care.boundaries.actions import set_boundary
from tyyni_desk.care.guides import actions as guides
from tyyni_desk.care.help import actions as helping
from tyyni_desk.care.help.queries import Whom
from tyyni_desk.care.holds.models import Hold
from tyyni_desk.care.models import Aftercare, AvoidedPhrase, Clock, Promise
from tyyni_desk.care.playbooks.models import PlaybookVersion
from tyyni_desk.care.remedies.actions import ask_lead
from tyyni_desk.care.safety.actions import raise_incident
from tyyni_desk.conf.urls import urlpatterns
from tyyni_desk.conversations import actions
from tyyni_desk.conversations.customers import merging as customers
from tyyni_desk.conversations.merges import merging
from tyyni_desk.conversations.models import Attachment
from tyyni_desk.jobs.models import Job
from tyyni_desk.mail.models import BlockedSender, Mailbox, RawMail
from tyyni_desk.people import actions as people
from tyyni_desk.people.may import ABILITIES
from tyyni_desk.people.models import Agent, Invitation, Team
from tyyni_desk.people.orders import importing
from tyyni_desk.snippets.models import Snippet
from tyyni_desk.web.middleware import OPEN
from tyyni_desk.webhooks.models import Webhook, WebhookDelivery

ROLES = [*Agent.Role.values, "anonymous"]
SOURCE = Path(tyyni_desk.__file__).parent
# What a page may write when it is looked at: sessions, and who is present in a conversation.
MAY_BE_WRITTEN = ("django_session", "usersessions_usersession", "conversations_presence")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def routes(patterns=urlpatterns, prefix=""):
    """Every address of our own pages: (route, view). What allauth and the API serve is tested with them."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if str(pattern.urlconf_name).find("allauth") < 0 and not route.startswith(("accounts/", "api/")):
                yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and not route.startswith(("accounts/", "api/")):
            yield route, pattern


PAGES = dict(routes())


def is_open(route):
    return f"/{route}".startswith(OPEN)


@pytest.fixture
def world(db):
    """One row of everything that an address can name, by the name of the address's argument."""
    agent, conversation, now = make_agent(), make_conversation(), timezone.now()
    message = actions.reply(conversation, by=agent, text="Palautan rahat huomenna.", seen=None)
    mailbox = Mailbox.objects.create(name="A", address="a@lumo.example")
    appeal = make_appeal(agent)
    snippet = Snippet.objects.create(name="Kiitos", shortcut="kiitos")
    remedy = make_remedy()
    webhook = Webhook.objects.create(url="https://hooks.example/", secret="x")
    return {
        "number": conversation.number,
        "message_id": message.pk,
        "clock_id": Clock.objects.create(
            message=make_conversation().messages.get(), rule="x", started_at=now, legal=now, safe=now
        ).pk,
        "promise_id": Promise.objects.get(message=message).pk,
        "attachment_id": Attachment.objects.create(
            message=message, name="a.txt", size=1, file=ContentFile(b"x", "a.txt")
        ).pk,
        "agent_id": agent.pk,
        "invitation_id": Invitation.objects.create(email="i@lumo.example", token_hash="x").pk,
        "team_id": Team.objects.create(name="Palautukset").pk,
        "mailbox_id": mailbox.pk,
        "mail_id": RawMail.objects.create(content=b"x", size=1, sha256="x", state="failed").pk,
        "job_id": Job.objects.create(name="x", gave_up_at=timezone.now()).pk,
        "sender_id": BlockedSender.objects.create(address="s@elsewhere.example", reason="x").pk,
        "version_id": PlaybookVersion.objects.create(by=agent).pk,
        "snippet_id": snippet.pk,
        "phrase_id": AvoidedPhrase.objects.create(language="fi", words="itse asiassa").pk,
        "boundary_id": set_boundary(conversation.customer, says="Yksi viesti päivässä", why="x", by=agent).pk,
        "help_id": helping.ask(conversation, by=agent, whom=Whom(), brief="x").pk,
        "guide_id": guides.add(by=agent, title="x", text="x").pk,
        "hold_id": Hold.objects.create(
            conversation=conversation, digest="x", codes=[], is_hard=False, until=timezone.now(), text="x"
        ).pk,
        "appeal_id": appeal.pk,
        "end_id": appeal.ending_id,
        "incident_id": raise_incident(conversation.messages.first(), "injury").pk,
        "offer_id": Aftercare.objects.create(agent=agent, message=message).pk,
        "remedy_id": remedy.pk,
        "given_id": make_given(remedy, make_conversation(), by=agent).pk,
        "request_id": ask_lead(remedy, make_conversation(), amount=Decimal(90), why="x", by=agent).pk,
        "text_id": snippet.texts.create(language="fi", body="Hei").pk,
        "customer_id": conversation.customer_id,
        "identity_id": conversation.customer.identities.get().pk,
        "note_id": people.write_note(conversation.customer, text="x", by=agent).pk,
        "customer_merge_id": customers.merge(make_customer(), into=conversation.customer, by=agent).pk,
        "merge_id": merging.merge(make_conversation(), into=conversation, by=agent).pk,
        "import_id": importing.look_at(b"Order;Total\n1;x\n2;5\n", name="a.csv", by=agent).pk,
        "token_id": Token.objects.create(agent=agent, name="Kauppa", digest="x").pk,
        "webhook_id": webhook.pk,
        "webhook_delivery_id": WebhookDelivery.objects.create(webhook=webhook, event="webhook.test", body="{}").pk,
        "name": "open",
        "channel": "email",
        "token": "nonsense",
    }


def address(route, pattern, world):
    """The address with the world's rows in it; an argument that the world lacks is 1."""
    arguments = pattern.pattern.converters
    filled = route
    for name in arguments:
        start = filled.index("<")
        end = filled.index(">", start)
        assert filled[start:end].endswith(name)
        filled = filled[:start] + str(world.get(name, 1)) + filled[end + 1 :]
    return f"/{filled}"


def may_open(role, ability):
    return ability is None or (role != "anonymous" and role in ABILITIES[ability][1])


def as_role(client, role):
    if role != "anonymous":
        client.force_login(make_agent(role), backend="allauth.account.auth_backends.AuthenticationBackend")
    client.raise_request_exception = False
    return client


def test_the_walk_finds_the_pages():
    assert len(PAGES) > 40
    assert {"people", "me", "conversations/<int:number>"} <= PAGES.keys()


@pytest.mark.parametrize("route", PAGES)
def test_every_view_declares_an_ability_of_the_table(route):
    view = PAGES[route].callback

    assert hasattr(view, "ability"), f"{route}: put @needs(…) on {view.__module__}.{view.__name__}"
    assert view.ability in ABILITIES or (view.ability is None and is_open(route))


@pytest.mark.parametrize("route", PAGES)
def test_a_page_opens_for_those_roles_only_that_its_ability_names(world, route):
    ability, path = PAGES[route].callback.ability, address(route, PAGES[route], world)

    for role in ROLES:
        with undone():
            check(answers_to(role, path), role=role, may=may_open(role, ability))


@contextmanager
def undone():
    """What is done within is taken back, so that every role meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def answers_to(role, path):
    """The answers to every method that the page at ``path`` takes."""
    browser = as_role(Client(), role)
    answers = [browser.get(path), browser.post(path), browser.delete(path)]
    return [answer for answer in answers if answer.status_code != 405]


def check(answers, *, role, may):
    codes = {answer.status_code for answer in answers}
    assert codes, "no method is answered"
    if may:
        assert not codes & {403, 500}, role
    elif role == "anonymous":
        assert all(answer.url.startswith("/accounts/login/") for answer in answers)
    else:
        assert codes == {403}, role


@pytest.mark.parametrize("route", PAGES)
def test_looking_at_a_page_writes_nothing(client, world, route):
    path, browser = address(route, PAGES[route], world), as_role(client, "admin")

    with CaptureQueriesContext(connection) as asked:
        browser.get(path)

    written = [query["sql"] for query in asked if query["sql"].lstrip().startswith(WRITES)]
    assert not [sql for sql in written if not any(table in sql for table in MAY_BE_WRITTEN)]


FORBIDDEN = {"save", "create", "delete", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
EDGES = [
    *(SOURCE / "web").rglob("*.py"),
    *(path for path in (SOURCE / "api").rglob("*.py") if path.name not in ("actions.py", "models.py")),
    *SOURCE.glob("*/consumer*.py"),
    *SOURCE.glob("*/tasks.py"),
    *SOURCE.glob("*/listeners.py"),
]


def writes_in(path):
    """Calls of a model's or a manager's writing methods; a module's function (``actions.delete``) is no such call."""
    tree = ast.parse(path.read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = {name.asname or name.name for node in imports for name in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FORBIDDEN:
            owner = node.func.value
            is_module = isinstance(owner, ast.Name) and owner.id in modules and owner.id.islower()
            is_fields = ast.unparse(owner).endswith((".fields", ".initial", "cache"))
            if not is_module and not is_fields:
                yield f"{path.relative_to(SOURCE)}:{node.lineno} {ast.unparse(node.func)}"


@pytest.mark.parametrize("path", EDGES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_view_consumer_task_or_api_function_writes_by_itself(path):
    assert not list(writes_in(path))


def test_the_walk_over_writes_finds_one(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "SOURCE", tmp_path)
    view = tmp_path / "view.py"
    view.write_text(
        "from a import actions\ndef f(x, M):\n    actions.delete(x)\n    x.save()\n    M.objects.create()\n"
    )

    assert list(writes_in(view)) == ["view.py:4 x.save", "view.py:5 M.objects.create"]
