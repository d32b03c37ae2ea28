"""The table of requirements says what is proved, and nothing else."""

import ast

import pytest

from tests.acceptance.table import FOLDER, HEADINGS, PAGE, proofs, rows, written


def test_the_table_is_the_one_that_the_proofs_write():
    assert PAGE.read_text("utf-8") == written(), "run python -m tests.acceptance.table"


def test_every_proof_is_of_a_row_and_named_after_it():
    asked = {row for part in rows().values() for row in part}

    assert proofs().keys() <= asked
    assert rows().keys() == HEADINGS.keys()
    for row, (name, pages) in proofs().items():
        assert name == f"test_{row.lower().replace('.', '_')}.py"
        assert pages


@pytest.mark.parametrize("name", [name for name, _ in proofs().values()])
def test_every_row_is_shown_to_fail_with_its_feature_off_and_has_a_silent_case(name):
    tree = ast.parse((FOLDER / name).read_text("utf-8"))
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]

    shown = [test for test in tests if any("without(" in ast.unparse(mark) for mark in test.decorator_list)]

    assert shown
    assert len(shown) < len(tests)
