from typing import Any

import pytest
from textual.content import Content

from core.discovery.options import AS_SET, SweepOptions
from tests.tui.sweep_events import swept
from tui.dialogs.sweep_summary import NAMED, summary_facts

NAMES = {f"d{number}": f"printer-{number}" for number in range(40)}


def fact(label: str, options: SweepOptions = AS_SET, **facts: object) -> str | None:
    for name, value in summary_facts(swept(5, "10.1.0.0/22", "lp7", **facts), options, NAMES.get):
        if name == label:
            return value.plain if isinstance(value, Content) else value
    return None


@pytest.mark.parametrize(
    ("label", "facts", "words"),
    [
        ("Targets", {}, "10.1.0.0/22, lp7"),
        ("Options", {}, "as set"),
        ("Started by", {"started_by": "command line"}, "command line"),
        ("End", {"reason": "limit"}, "! Time limit reached"),
        ("Asked", {}, "254 of 254 addresses in 5 s"),
        ("Answered", {}, "16: 14 printers, 2 other devices"),
        ("Answered", {"answered": 1, "printers": 1, "others": 0}, "1: 1 printer"),
        ("New", {}, "none"),
        ("New", {"new": 2, "new_ids": ("d1", "d2")}, "printer-1, printer-2"),
        ("New", {"new": 3, "new_ids": ("d1", "removed", "d2")}, "printer-1, printer-2 and 1 more"),
        ("New", {"new": 2, "new_ids": ("removed", "also")}, "2"),
        ("Gone", {}, "none: every known printer among the targets answered"),
        ("Gone", {"gone": None}, "not known: not every address was asked"),
        ("Gone", {"gone": 1, "gone_ids": ("d3",)}, "printer-3: asked, and did not answer"),
        ("Cost", {}, "48.3 kB sent, 4.2 kB received"),
        ("Problem", {}, None),
        ("Problem", {"reason": "failed", "problem": "no socket"}, "no socket"),
        ("Problem", {"unsent": 1200, "problem": "no route"}, "1,200 datagrams could not be sent: no route"),
    ],
)
def test_the_facts_of_a_sweep(label: str, facts: dict[str, Any], words: str | None) -> None:
    assert fact(label, **facts) == words


def test_options_are_told() -> None:
    assert fact("Options", SweepOptions(rate=20)) == "20 a second"


def test_very_many_are_counted() -> None:
    said = fact("New", new=200, new_ids=tuple(NAMES))
    assert said is not None
    assert said.endswith(f"printer-{NAMED - 1} and {200 - NAMED} more")
