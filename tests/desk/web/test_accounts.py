"""Getting in: password, second factor, recovery codes, lock-out, a new password by mail."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client

from tests.desk.makers import PASSWORD, make_agent
from tyyni_desk.jobs import worker

pytestmark = pytest.mark.django_db
PAGES = (
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/sessions/",
    "/accounts/3rdparty/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
)
OPEN_PAGES = (
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-nonsense/",
    "/accounts/inactive/",
)


def code(secret):
    """What an authenticator app shows for the secret now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def sign_in(client, agent, password=PASSWORD):
    return client.post("/accounts/login/", {"login": agent.email, "password": password})


def confirm(client, password=PASSWORD):
    """Give the password once more, as sensitive pages ask."""
    return client.post("/accounts/reauthenticate/", {"password": password})


def with_totp(agent):
    secret = generate_totp_secret()
    TOTP.activate(agent, secret)
    return secret


def is_signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_ones_own_account_shows_in_our_look(client, path):
    sign_in(client, make_agent())
    confirm(client)

    page = client.get(path)

    assert page.status_code == 200
    assert 'class="mark"' in page.content.decode()


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_every_page_before_the_sign_in_shows_in_our_look(client, path):
    page = client.get(path)

    assert page.status_code == 200
    assert 'class="mark"' in page.content.decode()


def test_no_page_of_an_account_carries_script_or_style_that_the_policy_forbids(client):
    sign_in(client, make_agent())
    confirm(client)

    for path in PAGES:
        page = client.get(path).content.decode()
        assert not re.search(r'<script(?![^>]*(src=|type="application/json"))', page), path
        assert not re.search(r"<style|\sstyle=|\son\w+=", page), path


def test_an_authenticator_app_is_set_up_and_asked_for_at_the_next_sign_in(client):
    agent = make_agent()
    sign_in(client, agent)
    confirm(client)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret" value="(\w+)"', page)[1]
    assert client.post("/accounts/2fa/totp/activate/", {"code": code(secret)}).status_code == 302
    client.logout()

    sign_in(client, agent)
    assert not is_signed_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})

    assert is_signed_in(client)


def test_a_wrong_code_does_not_set_up_the_app(client):
    agent = make_agent()
    sign_in(client, agent)
    confirm(client)
    client.get("/accounts/2fa/totp/activate/")

    page = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})

    assert page.status_code == 200
    assert not agent.authenticator_set.exists()


def test_a_code_works_once(client):
    agent = make_agent()
    now = code(with_totp(agent))
    sign_in(client, agent)
    client.post("/accounts/2fa/authenticate/", {"code": now})
    client.logout()

    sign_in(client, agent)
    client.post("/accounts/2fa/authenticate/", {"code": now})

    assert not is_signed_in(client)


def test_a_recovery_code_opens_the_account_once(client):
    agent = make_agent()
    with_totp(agent)
    spare = RecoveryCodes.activate(agent).get_unused_codes()[0]
    opened = []

    for _attempt in range(2):
        sign_in(client, agent)
        client.post("/accounts/2fa/authenticate/", {"code": spare})
        opened.append(is_signed_in(client))
        client.logout()

    assert opened == [True, False]


def test_the_recovery_codes_are_shown_to_their_owner(client):
    agent = make_agent()
    secret = with_totp(agent)
    codes = RecoveryCodes.activate(agent).get_unused_codes()
    sign_in(client, agent)
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    confirm(client)

    page = client.get("/accounts/2fa/recovery-codes/").content.decode()

    assert all(spare in page for spare in codes)


def test_five_wrong_passwords_lock_the_account_and_the_page_says_what_to_do(client):
    agent = make_agent()
    answers = [sign_in(client, agent, "wrong") for _attempt in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "Wait fifteen minutes" in answers[-1].content.decode()


def test_the_right_password_opens_nothing_while_the_account_is_locked(client):
    agent = make_agent()
    for _attempt in range(5):
        sign_in(client, agent, "wrong")

    assert sign_in(client, agent).status_code == 429
    assert not is_signed_in(client)


def test_a_colleague_signs_in_while_another_account_is_locked(client):
    locked, colleague = make_agent(), make_agent()
    for _attempt in range(5):
        sign_in(client, locked, "wrong")

    sign_in(client, colleague)

    assert is_signed_in(client)


def test_wrong_second_factors_are_limited(client):
    agent = make_agent()
    secret = with_totp(agent)
    sign_in(client, agent)
    for _attempt in range(12):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})

    assert not is_signed_in(client)


def test_an_account_that_was_switched_off_does_not_open(client):
    sign_in(client, make_agent(is_active=False))

    assert not is_signed_in(client)


def test_a_new_password_is_chosen_by_a_letter(client):
    agent = make_agent()
    client.post("/accounts/password/reset/", {"email": agent.email})
    worker.run_all()
    link = re.search(r"https?://testserver(/\S+)", mail.outbox[0].body)[1]

    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "vesi-on-tyyni-9", "password2": "vesi-on-tyyni-9"})

    agent.refresh_from_db()
    assert agent.check_password("vesi-on-tyyni-9")


def test_nobody_learns_by_a_new_password_whether_an_address_is_known(client):
    known, unknown = make_agent().email, "nobody@elsewhere.example"
    answers = [client.post("/accounts/password/reset/", {"email": email}, follow=True) for email in (known, unknown)]
    worker.run_all()

    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert [letter.to for letter in mail.outbox] == [[known]]


def test_changing_the_second_factor_asks_for_the_password_again(signed_in):
    page = signed_in("agent").get("/accounts/2fa/totp/activate/")

    assert page.status_code == 302
    assert page.url.startswith("/accounts/reauthenticate/")


def test_an_address_is_not_changed_by_its_owner(signed_in):
    assert signed_in("agent").post("/accounts/email/", {"action_add": "", "email": "boss@lumo.example"}).url == "/me"


def test_the_other_sessions_can_be_ended(client):
    agent, elsewhere = make_agent(), Client()
    for browser in (client, elsewhere):
        sign_in(browser, agent)
        browser.get("/me")

    client.post("/accounts/sessions/")

    assert client.get("/me").status_code == 200
    assert elsewhere.get("/me").status_code == 302
