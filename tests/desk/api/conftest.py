"""A program with a token: ``program("customers:read")`` answers like a test client."""

import json

import pytest
from django.test import Client

from tests.desk.makers import make_agent
from tyyni_desk.api import actions


class Program:
    def __init__(self, secret, agent):
        self.secret, self.agent, self._client = secret, agent, Client(raise_request_exception=False)

    def __call__(self, method, path, body=b"", **headers):
        body = json.dumps(body) if isinstance(body, dict | list) else body
        kept = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        kind = headers.pop("Content-Type", "application/json")
        return self._client.generic(method, f"/api/v1{path}", body, kind, headers=kept | headers)

    def get(self, path, **headers):
        return self("GET", path, **headers)


@pytest.fixture
def program(db):
    def make(*scopes, role="agent", agent=None):
        agent = agent or make_agent(role)
        return Program(actions.make_token(name="Kauppa", agent=agent, scopes=scopes, by=agent), agent)

    return make
