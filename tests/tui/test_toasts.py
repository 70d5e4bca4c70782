"""Toasts have one form, whoever shows them: a title without a full stop, below it sentences."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
UNKNOWN = "…"
"""Stands for what is put in when it is shown."""
ERRORS = {"tui/calm_app.py"}
"""Where errors and bugs are told: they have the form of errors, small letters and no full stop."""


class Toast(NamedTuple):
    title: str
    text: str


def toasts(source: str) -> Iterator[Toast]:
    """What `notify`, `tell` and `say` are given, as far as it stands in the source."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        if node.func.attr == "notify" and "title" in given and node.args:
            for title in written(given["title"]):
                yield from (Toast(title, text) for text in written(node.args[0]))
        elif node.func.attr == "tell" and len(node.args) == 2:
            yield from (Toast(title, text) for title in written(node.args[0]) for text in written(node.args[1]))
        elif node.func.attr == "say" and len(node.args) == 2:  # the device's name stands before that title
            yield from (Toast(UNKNOWN, text) for text in written(node.args[1]))


def written(part: ast.expr) -> list[str]:
    if isinstance(part, ast.Constant):
        return [str(part.value)]
    if isinstance(part, ast.JoinedStr):
        return ["".join(str(one.value) if isinstance(one, ast.Constant) else UNKNOWN for one in part.values)]
    if isinstance(part, ast.IfExp):
        return [*written(part.body), *written(part.orelse)]
    return [UNKNOWN]


def is_in_form(toast: Toast) -> bool:
    title_fits = not toast.title[:1].islower() and not toast.title.endswith(".")
    return title_fits and toast.text.endswith((".", "?", UNKNOWN)) and not toast.text[:1].islower()


@pytest.mark.parametrize(
    ("title", "text", "fits"),
    [
        ("Nothing to export", "Show a view with devices.", True),
        ("… is back", "Watched again.", True),
        ("Picture saved", "…", True),
        ("Nothing to export.", "Show a view with devices.", False),
        ("nothing to export", "Show a view with devices.", False),
        ("Nothing to export", "Show a view with devices", False),
        ("Nothing to export", "show a view with devices.", False),
    ],
)
def test_the_form_is_told_from_others(title: str, text: str, fits: bool) -> None:
    assert is_in_form(Toast(title, text)) is fits


def test_the_toasts_of_a_source_are_found() -> None:
    source = 'a.notify("All." if x else f"{n} did.", title="T", markup=False)\nb.tell("A", "B.")\nc.say("is", "C.")\n'
    assert set(toasts(source)) == {Toast("T", "All."), Toast("T", "… did."), Toast("A", "B."), Toast("…", "C.")}


def test_every_toast_has_a_title_without_a_full_stop_and_sentences_below() -> None:
    wrong, count = {}, 0
    for path in sorted((ROOT / "tui").rglob("*.py")):
        name, found = str(path.relative_to(ROOT)), list(toasts(path.read_text(encoding="utf-8")))
        count += len(found)
        if name not in ERRORS and (bad := [toast for toast in found if not is_in_form(toast)]):
            wrong[name] = bad
    assert wrong == {}
    assert count > 30
