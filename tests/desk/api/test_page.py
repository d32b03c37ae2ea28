"""docs/operate/api.md: its examples work, and it leaves nothing out."""

import re
import shlex
import time
from pathlib import Path

import pytest
from django.test import Client

from tests.desk.makers import make_agent, make_conversation
from tyyni_desk.api import actions
from tyyni_desk.api.openapi import operations_of, scope_of
from tyyni_desk.api.scopes import SCOPES
from tyyni_desk.api.service import api
from tyyni_desk.webhooks import sending, signing
from tyyni_desk.webhooks.events import EVENTS

TEXT = (Path(__file__).parents[3] / "docs" / "operate" / "api.md").read_text("utf-8")
EXAMPLES = [line for line in TEXT.splitlines() if line.startswith("curl ")]


def send(line, token):
    """What curl would send."""
    words = shlex.split(line.replace("$TYYNI", "").replace("$TOKEN", token))[1:]
    named, address = {"-X": ["GET"], "-H": [], "-d": [""]}, ""
    while words:
        word = words.pop(0)
        if word in named:
            named[word].append(words.pop(0))
        else:
            address = word
    headers = dict(header.split(": ", 1) for header in named["-H"])
    kind = headers.pop("Content-Type", "application/json")
    return Client().generic(named["-X"][-1], address, named["-d"][-1], kind, headers=headers)


def test_the_page_has_examples():
    assert len(EXAMPLES) >= 10


@pytest.mark.django_db
@pytest.mark.parametrize("line", EXAMPLES, ids=lambda line: re.search(r"/api/v1(\S+?)[\"?]", line)[1])
def test_an_example_works_as_it_stands(line):
    lead, conversation = make_agent("lead"), make_conversation()
    line = line.replace("/conversations/1", f"/conversations/{conversation.number}")
    line = line.replace('"seen": 1', f'"seen": {conversation.messages.get().pk}')

    answer = send(line, actions.make_token(name="Kauppa", agent=lead, scopes=SCOPES, by=lead))

    assert answer.status_code in (200, 201), answer.content


def test_the_table_names_every_address_under_its_scope():
    assert api.urls
    rows = dict(re.findall(r"^\| `([a-z:]+)` \| (.+) \|$", TEXT, re.MULTILINE))
    paths = {
        (operation.methods[0], path, scope_of(operation))
        for router in api._get_bound_routers()
        for path, view in router.path_operations.items()
        for operation in view.operations
    }

    assert rows.keys() == SCOPES.keys()
    assert len(paths) == len(operations_of(api))
    for method, path, scope in paths:
        assert method in rows[scope]
        assert re.search(rf"{re.escape(path)}(?![/\w{{])", rows[scope]), path


def test_every_event_is_named():
    assert all(f"`{name}`" in TEXT for name in EVENTS)


def test_the_delays_are_those_of_the_page():
    in_words = re.search(r"tried again after (.+?), then given", TEXT.replace("\n", " "))[1]
    units = {"s": 1, "min": 60, "h": 3600}

    said = [int(count) * units[unit] for count, unit in re.findall(r"(\d+) (s|min|h)\b", in_words)]

    assert tuple(said) == sending.DELAYS


def test_the_check_of_the_signature_knows_ours_and_nothing_else():
    code, known = re.search(r"```python\n(.+?)```", TEXT, re.DOTALL)[1], {}
    exec(code, known)
    old, new = signing.new_secret(), signing.new_secret()
    headers = signing.headers(7, at=int(time.time()), body="{}", keys=[new, old])

    assert known["is_ours"](headers, "{}", new)
    assert known["is_ours"](headers, "{}", old)
    assert not known["is_ours"](headers, "{ }", new)
    assert not known["is_ours"](headers, "{}", signing.new_secret())
    assert not known["is_ours"](headers | {"webhook-timestamp": "1"}, "{}", new)
