"""The words of the title bar, and how they share its width (pure)."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from tui.sweep_view import SweepView
from tui.widgets.columns import set_in_cell

PROGRAM = ("Supplies Assistant", "Supplies", "")
"""The program's name, then shorter."""
BETWEEN = 3
"""Blank cells between what stands at the right."""


class Keeper(NamedTuple):
    """Who polls these printers."""

    is_this: bool
    """Whether it is this program."""
    other: str | None
    """Which other program, e.g. "monitor on srv1 (pid 4711)"."""


class Part(NamedTuple):
    """Something at the right, in ever shorter words; the last may be empty."""

    forms: tuple[Content, ...]
    keeps: int
    """The higher, the later it is shortened."""


def sweep_part(sweep: SweepView) -> Part:
    """How far a running sweep is."""
    if not sweep.is_running:
        return Part((Content(""),), 3)
    share = "" if sweep.percent is None else f" {sweep.percent}%"
    words = (f" sweep{share}, {sweep.printers} found", f"{share} {sweep.printers} found", share)
    return Part(tuple(Content.assemble(("►", "bold $primary"), (text, "$primary")) for text in words), 3)


def asking_part(done: int, asked: int) -> Part:
    """How many of those that are asked by hand are through; one alone is seen in its row."""
    if asked <= 1:
        return Part((Content(""),), 3)
    words = (f" asking, {done:,} of {asked:,}", f" {done:,} of {asked:,}")
    return Part(tuple(Content.assemble(("►", "bold $primary"), (text, "$primary")) for text in words), 3)


def needs_part(printers: int) -> Part:
    """How many printers need something."""
    if not printers:
        return Part((Content(""),), 2)
    words = (f" {printers:,} need{'s' if printers == 1 else ''} something", f" {printers:,}")
    return Part(tuple(Content.assemble(("!", "bold $warning"), (text, "$warning")) for text in words), 2)


def keeper_part(keeper: Keeper | None) -> Part:
    """Who polls; nothing while that is not known yet."""
    if keeper is None:
        return Part((Content(""),), 1)
    if keeper.is_this:
        words = ["this terminal polls", ""]
    elif keeper.other is None:
        words = ["nobody polls", ""]
    else:
        where, program = keeper.other.partition(" (")[0], keeper.other.partition(" ")[0]
        words = [f"watched by {keeper.other}", f"watched by {where}", f"watched by {program}", ""]
    return Part(tuple(Content.styled(text, "$muted") for text in words), 1)


def title_line(title: str, parts: Sequence[Part], width: int) -> Content:
    """One line of exactly `width` cells; nothing in it overlaps, and the screen's title is cut last.

    Args:
        title: the screen's.
        parts: what stands at the right, in that order.
        width: of the bar.
    """
    program = Part(tuple(Content.styled(text, "bold $primary") for text in PROGRAM), 2)
    chosen = [program, *parts]
    lengths = [0] * len(chosen)  # which form of each is taken
    title_cells = Content(title).cell_length
    while _needed([part.forms[form] for part, form in zip(chosen, lengths, strict=True)], title_cells) > width:
        able = [place for place, part in enumerate(chosen) if lengths[place] + 1 < len(part.forms)]
        if not able:
            break
        lengths[min(able, key=lambda place: (chosen[place].keeps, lengths[place]))] += 1
    name, *rest = [part.forms[form] for part, form in zip(chosen, lengths, strict=True)]
    right = Content(" " * BETWEEN).join([form for form in rest if form])
    left = Content.assemble(name, "  " if name else "", title)
    room = max(0, width - (right.cell_length + 1 if right else 0))
    return Content.assemble(set_in_cell(left, room), " " if right else "", right).truncate(width)


def _needed(forms: Sequence[Content], title_cells: int) -> int:
    """Cells that the line takes with these forms, a gap before the right part included."""
    name, *rest = forms
    shown = [form.cell_length for form in rest if form]
    right = sum(shown) + BETWEEN * max(0, len(shown) - 1) + (2 if shown else 0)
    return (name.cell_length + 2 if name else 0) + title_cells + right
