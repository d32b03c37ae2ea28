"""What is retired is offered no longer until it comes back; the audit log names both, once each."""

import pytest

from tests.desk.care.remedies import make_remedy
from tests.desk.makers import make_agent
from tyyni_desk.care.guides import actions as guides
from tyyni_desk.people import audit
from tyyni_desk.people.retiring import restore, retire
from tyyni_desk.snippets.models import Snippet

pytestmark = pytest.mark.django_db


def a_snippet():
    return Snippet.objects.create(name="Kiitos viestistä", shortcut="kiitos")


def a_guide():
    return guides.add(by=None, title="kiitos", text="x")


def a_remedy():
    return make_remedy(names={"en": "kiitos"})


@pytest.mark.parametrize("make", [a_snippet, a_guide, a_remedy])
def test_retiring_and_bringing_back_stand_in_the_audit_log_once_each(make):
    row, lead = make(), make_agent("lead")

    for change in (retire, retire):
        change(row, by=lead)
    row.refresh_from_db()
    was = row.retired_at
    for change in (restore, restore):
        change(row, by=lead)
    row.refresh_from_db()

    what = row._meta.model_name
    told = [(entry.action, entry.subject, entry.by) for entry in audit.entries()[:2]]
    assert (was is None, row.retired_at) == (False, None)
    assert told == [(f"{what}_restored", "kiitos", lead), (f"{what}_retired", "kiitos", lead)]
    assert {f"{what}_restored", f"{what}_retired"} <= audit.ACTIONS.keys()
