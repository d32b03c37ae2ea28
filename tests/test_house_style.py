"""The house style, measured: short functions, short files, few modules a folder, every signature annotated."""

import ast
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
# Django writes the migrations.
SOURCES = sorted(path for path in (ROOT / "src").rglob("*.py") if "migrations" not in path.parts)
OWN_CODE = [*SOURCES, *sorted((ROOT / "training").glob("*.py")), *sorted((ROOT / "benchmarks").glob("*.py"))]
LONGEST_FUNCTION, LONGEST_FILE, MOST_MODULES = 70, 400, 15


def functions(path):
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def lines(node):
    return node.end_lineno - node.lineno + 1


def relative(path):
    return path.relative_to(ROOT)


@pytest.mark.parametrize("path", OWN_CODE, ids=relative)
def test_no_function_is_too_long(path):
    long = [f"{relative(path)}:{node.lineno} {node.name}" for node in functions(path) if lines(node) > LONGEST_FUNCTION]

    assert not long


@pytest.mark.parametrize("path", OWN_CODE, ids=relative)
def test_no_file_is_too_long(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_every_signature_is_annotated(path):
    bare = [
        f"{relative(path)}:{node.lineno} {node.name}"
        for node in functions(path)
        if node.returns is None
        or any(a.annotation is None for a in (*node.args.args, *node.args.kwonlyargs) if a.arg not in ("self", "cls"))
    ]

    assert not bare


@pytest.mark.parametrize("path", OWN_CODE, ids=relative)
def test_every_module_says_what_lives_in_it(path):
    text = path.read_text("utf-8")

    assert not text.strip() or ast.get_docstring(ast.parse(text))


def test_functions_are_short_on_the_whole():
    lengths = sorted(lines(node) for path in SOURCES for node in functions(path))

    assert median(lengths) <= 10
    assert lengths[int(0.95 * len(lengths))] <= 40


def test_no_folder_has_too_many_modules():
    crowded = [
        relative(folder)
        for folder in {path.parent for path in OWN_CODE}
        if len([path for path in folder.glob("*.py") if path.name != "__init__.py"]) > MOST_MODULES
    ]

    assert not crowded


def test_a_name_imported_has_three_dots_at_most():
    deep = [
        f"{relative(path)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.level or ((node.module or "").startswith("tyyni") and (node.module or "").count(".") > 3))
    ]

    assert not deep
