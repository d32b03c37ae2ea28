"""S3.4: an abusive customer is first told the purpose and the limits; no warning comes before that.

Page: /conversations/<number>/ladder
"""

import pytest

from tests.acceptance.proofs import without
from tests.desk.care.talks import ABUSE, CALM, filled, make_talk, write_policy
from tyyni_desk.care.ladder.models import Rung

SAID = {"fi": "Haluan auttaa", "pl": "pomóc", "en": "I want to help you"}


@pytest.mark.parametrize("language", ABUSE)
@without("tyyni_desk.care.ladder.queries.order", lambda policy: (Rung.Kind.WARNING, Rung.Kind.END))
def test_purpose_and_limits_are_the_first_step(desk, language):
    write_policy()
    talk = make_talk(ABUSE[language], language=language)
    ladder = f"/conversations/{talk.number}/ladder"

    shown = desk.get(ladder)
    assert SAID[language] in shown.content.decode()
    desk.post(ladder, filled(shown))

    assert [rung.kind for rung in talk.rungs.all()] == ["boundary"]
    assert SAID[language] in talk.messages.get(kind="agent").text


@pytest.mark.parametrize("language", ABUSE)
def test_a_warning_before_it_is_refused(desk, language):
    write_policy()
    talk = make_talk(ABUSE[language], language=language)
    ladder = f"/conversations/{talk.number}/ladder"

    desk.post(ladder, {**filled(desk.get(ladder)), "kind": "warning"})

    assert not talk.rungs.filter(kind="warning").exists()


@pytest.mark.parametrize("language", CALM)
def test_a_calm_customer_is_told_no_limits(desk, language):
    write_policy()
    talk = make_talk(CALM[language], language=language)

    assert "nothing to set a limit to" in desk.get(f"/conversations/{talk.number}/ladder").content.decode()
