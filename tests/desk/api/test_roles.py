"""Every operation as every role: what a token may is its scope's, and never more than its agent's role."""

import re

import pytest

from tyyni_desk.api.openapi import operations_of, scope_of
from tyyni_desk.api.scopes import SCOPES
from tyyni_desk.api.service import api
from tyyni_desk.people.may import ABILITIES
from tyyni_desk.people.models import Agent

assert api.urls  # the operations are complete once the addresses are made
OPERATIONS = {
    f"{operation.methods[0]} {view_path}": operation
    for router in api._get_bound_routers()
    for view_path, view in router.path_operations.items()
    for operation in view.operations
}


def path(address):
    """The operation's path, with 1 for what it names."""
    return re.sub(r"{\w+}", "1", address.partition(" ")[2])


def test_the_walk_finds_every_operation():
    assert len(OPERATIONS) == len(operations_of(api)) > 12


@pytest.mark.django_db
@pytest.mark.parametrize("role", Agent.Role.values)
@pytest.mark.parametrize("address", OPERATIONS)
def test_an_operation_is_for_those_roles_only_that_its_scope_stands_on(program, address, role):
    ability = SCOPES[scope_of(OPERATIONS[address])][1]

    answer = program(*SCOPES, role=role)(OPERATIONS[address].methods[0], path(address), {})

    if role in ABILITIES[ability][1]:
        assert answer.status_code in (200, 404, 422)
    else:
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:tyyni:problem:role-may-not")


@pytest.mark.django_db
@pytest.mark.parametrize("address", OPERATIONS)
def test_every_other_scope_together_does_not_open_an_operation(program, address):
    others = [scope for scope in SCOPES if scope != scope_of(OPERATIONS[address])]

    answer = program(*others, role="admin")(OPERATIONS[address].methods[0], path(address), {})

    assert (answer.status_code, answer.json()["type"]) == (403, "urn:tyyni:problem:scope-missing")
