"""Elegance shows in the largest file and function, not the median: the budgets of the house style, measured."""

import ast
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = sorted((ROOT / "workspace").rglob("*.py"))
PYTHON = sorted(chain(PRODUCT, *((ROOT / folder).rglob("*.py") for folder in ("deploy", "tests"))))
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
FRONT = sorted(path for path in (ROOT / "static").rglob("*.*s") if "vendor" not in path.parts)
JUNK_DRAWERS = {"utils", "util", "helpers", "common", "misc", "lib", "services", "managers"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.mark.parametrize("paths, most", [(PYTHON, 250), (FRONT, 250), (TEMPLATES, 120)], ids=["py", "front", "html"])
def test_no_file_bursts(paths: list[Path], most: int) -> None:
    assert {name(path): lines(path) for path in paths if lines(path) > most} == {}


def test_files_are_small_on_the_whole() -> None:
    sizes = [size for size in map(code, PRODUCT) if size]

    assert median(sizes) <= 60
    assert ninetieth(sizes) <= 150


def test_functions_are_small_on_the_whole() -> None:
    sizes = [length(function) for path in PRODUCT for function in functions(path)]

    assert median(sizes) <= 6
    assert ninetieth(sizes) <= 15


@pytest.mark.parametrize("most, views", [(40, False), (12, True)], ids=["functions", "views"])
def test_no_function_bursts(most: int, views: bool) -> None:
    sizes = {
        f"{name(path)}:{function.lineno} {function.name}": length(function)
        for path in PYTHON
        for function in functions(path)
        if not views or is_view(function)
    }
    assert {function: size for function, size in sizes.items() if size > most} == {}


def test_promises_outweigh_code() -> None:
    tests = sum(map(code, (ROOT / "tests").rglob("*.py")))

    assert tests >= 1.0 * sum(map(code, PRODUCT))


def test_nothing_is_a_junk_drawer() -> None:
    assert [name(path) for path in PYTHON if JUNK_DRAWERS & {*path.relative_to(ROOT).parts, path.stem}] == []


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def code(path: Path) -> int:
    """Return the lines of a file but for empty ones and docstrings, which the house asks for on everything public."""
    text = path.read_text(encoding="utf-8")
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, documented) and ast.get_docstring(node)]
    prose = sum((node.body[0].end_lineno or 0) - node.body[0].lineno + 1 for node in nodes)
    return sum(bool(line.strip()) for line in text.splitlines()) - prose


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Return the lines of a function but for its decorators and docstring."""
    whole = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return whole
    docstring = function.body[0]
    return whole - ((docstring.end_lineno or 0) - docstring.lineno + 1)


def is_view(function: Function) -> bool:
    return any(ast.unparse(decorator).startswith("bp.") for decorator in function.decorator_list)


def ninetieth(sizes: list[int]) -> float:
    return quantiles(sizes, n=10, method="inclusive")[-1]
