"""The company's own sign-on: it opens the account of somebody who was invited, and makes none."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.desk.makers import make_agent
from tyyni_desk.conf import keys
from tyyni_desk.people.models import Agent

pytestmark = pytest.mark.django_db


@contextmanager
def provider(person):
    """An OpenID Connect provider on this machine, at which ``person`` has just signed in."""

    class Provider(BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(person if self.path == "/userinfo" else configuration)

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.answer({"access_token": "t", "token_type": "Bearer"})

        def answer(self, body):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_words):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        configuration = {"issuer": address} | {
            f"{name}_endpoint": f"{address}/{path}"
            for name, path in (("authorization", "authorize"), ("token", "token"), ("userinfo", "userinfo"))
        }
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


def sign_on(client, settings, email, **claims):
    """From the button on the sign-in page to the provider and back."""
    with provider({"sub": email, "email": email, "name": "Aino Lahti", **claims}) as address:
        given = {"TYYNI_OIDC_URL": address, "TYYNI_OIDC_CLIENT": "tyyni", "TYYNI_OIDC_SECRET": "s"}
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"APPS": keys.single_sign_on({**given, "TYYNI_OIDC_NAME": "Lumo"})}
        }
        page = client.get("/accounts/login/").content.decode()
        assert "Lumo</a>" in page
        leaving = client.get("/accounts/oidc/company/login/?process=login")
        state = parse_qs(urlsplit(leaving.url).query)["state"][0]
        return client.get("/accounts/oidc/company/login/callback/", {"code": "c", "state": state}, follow=True)


def test_somebody_who_was_invited_signs_in(client, settings):
    agent = make_agent(email="aino@lumo.example")

    sign_on(client, settings, "Aino@Lumo.example")

    assert client.get("/me").context["request"].user == agent


def test_a_stranger_gets_no_account(client, settings):
    page = sign_on(client, settings, "stranger@elsewhere.example")

    assert "By invitation" in page.content.decode()
    assert not Agent.objects.exists()


def test_an_account_that_was_switched_off_stays_shut(client, settings):
    make_agent(email="aino@lumo.example", is_active=False)

    sign_on(client, settings, "aino@lumo.example")

    assert client.get("/me").status_code == 302


def test_an_address_that_the_provider_has_not_checked_opens_nothing(client, settings):
    make_agent(email="aino@lumo.example")

    sign_on(client, settings, "aino@lumo.example", email_verified=False)

    assert client.get("/me").status_code == 302


def test_there_is_no_button_without_a_provider(client):
    assert "/accounts/oidc/" not in client.get("/accounts/login/").content.decode()
