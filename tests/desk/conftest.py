"""Fixtures of the desk: a signed-in browser without a browser, and quick readings."""

import pytest
from django.core.cache import caches

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


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def nothing_left_over():
    """Limits by the cache (allauth's) and what was drawn begin afresh in each test."""
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def signed_in(client):
    """Sign the test's client in as somebody new of a role: ``signed_in("admin")``."""

    def sign_in(role, **fields):
        client.agent = make_agent(role, **fields)
        client.force_login(client.agent, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
