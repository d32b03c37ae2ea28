"""Fixtures of the desk: a signed-in browser without a browser, and quick readings."""

import pytest

from tests.desk.makers import make_agent


@pytest.fixture(autouse=True)
def quick_readings(settings, tmp_path):
    settings.READING_PROFILE = "fast"
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def agent(db):
    return make_agent()


@pytest.fixture
def desk(client, agent):
    """A client that is signed in as ``agent``."""
    client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
