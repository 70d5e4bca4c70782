"""Titles and hints of errors have one form, whoever raises them: they begin small and have no full stop."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import errors
from core.errors import SuppliesError

ROOT = Path(__file__).parents[2]
ERRORS = {name for name, made in vars(errors).items() if isinstance(made, type) and issubclass(made, SuppliesError)}
NAMES = ("CUPS ", "SNMP ", "SNMPv3 ", "GETBULK ")
"""What begins with a capital anywhere in a sentence."""
UNKNOWN = "…"
"""Stands for what is put in when the error is raised."""


def texts(source: str) -> Iterator[str]:
    """Titles and hints as far as they stand in the source."""
    tree = ast.parse(source)
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ERRORS:
            for part in node.args[:2]:
                yield written(constants.get(part.id, part) if isinstance(part, ast.Name) else part)


def written(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    if isinstance(part, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else UNKNOWN for one in part.values)
    return UNKNOWN


def is_in_form(text: str) -> bool:
    begins_small = not text[:1].isupper() or text.startswith(NAMES)
    return begins_small and not text.endswith((".", "!"))


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("no answer from …", True),
        ("CUPS at … denies access", True),
        ("is the name right?", True),
        ("No answer", False),
        ("choose another name.", False),
    ],
)
def test_the_form_is_told_from_others(text: str, fits: bool) -> None:
    assert is_in_form(text) is fits


def test_the_texts_of_a_source_are_found() -> None:
    source = 'HINT = "try again"\nraise errors.UsageError(f"no {x}", HINT)\nraise ValueError("Not ours.")\n'
    assert list(texts(source)) == ["no …", "try again"]


@pytest.mark.parametrize("folder", ["core", "tui"])
def test_every_error_begins_small_and_has_no_full_stop(folder: str) -> None:
    wrong = {
        str(path.relative_to(ROOT)): bad
        for path in sorted((ROOT / folder).rglob("*.py"))
        if (bad := [text for text in texts(path.read_text(encoding="utf-8")) if not is_in_form(text)])
    }
    assert wrong == {}


def test_an_error_is_one_line_with_its_hint() -> None:
    assert str(SuppliesError("no answer from lp1", "is it on?")) == "no answer from lp1 (is it on?)"
    assert str(SuppliesError("no answer from lp1")) == "no answer from lp1"
