"""The desk's fixtures, and somebody signed in with a browser of their own."""

import pytest
from django.test import Client

from tests.desk.conftest import *  # noqa: F403  # the same desk
from tests.desk.makers import make_colleague


@pytest.fixture
def sign_in(db):
    """``sign_in("lead", name="Helena Niemi")``: a client, with its ``agent``."""

    def open_desk(role="agent", **fields):
        client = Client()
        client.agent = make_colleague(role, **fields)
        client.force_login(client.agent, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return open_desk
