"""From the pages of a solid-ink Phaser to what they say of each supply. Pure; an unclear page says nothing.

A fact is only taken from a row that names exactly one supply, or from a table with one supply a column. Percentages
are those that the page writes out, or that it draws by the width of a bar where no other reading of the drawing is
left; two that differ cancel each other.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from core.model.level import Level, Percent, Some
from core.printer.solid_ink_words import (
    INKS,
    KIT,
    WASTE,
    has_percentage,
    is_other_topic,
    percentage,
    state,
    subjects,
)
from core.printer.web_page import Bar, Cell, Row, WebPage

SOURCE = "http"
"""The `source` of levels that came from a web page."""
_SAME = 1.0
"""Percent points by which two mentions of one level may differ: rounding, or a page drawn a moment later."""
_DRAWN = "the width of the bar that the page draws"
_BLANK_PAINTS = frozenset({"white", "gray", "grey", "silver", "lightgrey", "lightgray", "transparent", "none"})
_BLANK_PICTURES = ("white", "blank", "empty", "spacer", "clear", "trans", "grey", "gray", "pixel")


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What one place of a page says of a supply."""

    subject: str
    remaining: float | None = None
    """Percent that remains."""
    resolution: float | None = None
    """The step of a drawn bar in percent points; None for what is written out."""
    is_drawn: bool = False
    """Whether the percentage is a bar's width instead of a written number."""
    state: str | None = None
    words: str = ""
    """The row's text."""
    rule: str = ""
    """How the percentage came about; empty without one."""


class PageSupply(msgspec.Struct, frozen=True, kw_only=True):
    """What the pages say of one supply."""

    subject: str
    """"black", "cyan", "magenta", "yellow", "maintenance kit" or "waste tray"."""
    level: Level | None = None
    """A percentage the page gives; `Some` for "OK" and "Low"; zero for "Empty" and a full tray; None otherwise."""
    state: str | None = None
    """"ok", "low", "replace", "empty", "full", "missing"; None where the page names no state."""
    words: str = ""
    """The page's own text about it."""
    rule: str = ""
    """How the level came about."""


class SolidInkPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a solid-ink printer's web pages say of its supplies."""

    supplies: tuple[PageSupply, ...] = ()
    """Those that the pages say anything of, inks first."""
    fetched: tuple[str, ...] = ()
    """The addresses asked, in order."""
    problems: tuple[str, ...] = ()
    """What could not be read, one line each."""

    def about(self, subject: str) -> PageSupply | None:
        """What the pages say of one supply; None where they say nothing."""
        return next((supply for supply in self.supplies if supply.subject == subject), None)

    @property
    def inks(self) -> tuple[PageSupply, ...]:
        """The inks among the supplies."""
        return tuple(supply for supply in self.supplies if supply.subject in INKS)


def read_claims(page: WebPage) -> tuple[Claim, ...]:
    """Everything that a page says of supplies, in its order."""
    full_bar = _full_bar(page.rows)
    heads: dict[int, Row] = {}
    columns: dict[int, tuple[int, dict[int, str]]] = {}
    claims: list[Claim] = []
    for row in page.rows:
        named = _named(row)
        if row.table and not named:
            width, by_column = columns.get(row.table, (0, {}))
            if width == len(row.cells):
                claims.extend(_column_claims(row, by_column, full_bar))
            elif row.table not in heads or all(cell.is_head for cell in row.cells):
                heads[row.table] = row
        elif row.table:
            by_column = _column_subjects(row)
            if len(by_column) > 1:
                columns[row.table] = (len(row.cells), by_column)
            heads.setdefault(row.table, Row(()))
        if len(named) == 1 and "several" not in named:
            claims.extend(_row_claims(row, heads.get(row.table, Row(())), next(iter(named)), full_bar))
    return tuple(claims)


def settle(claims: Iterable[Claim]) -> tuple[PageSupply, ...]:
    """One statement a supply out of all that the pages claim of it.

    What is written out goes before what is drawn. Percentages that differ cancel each other, as do states.
    """
    by_subject: dict[str, list[Claim]] = {}
    for claim in claims:
        by_subject.setdefault(claim.subject, []).append(claim)
    return tuple(_settled(subject, by_subject[subject]) for subject in (*INKS, KIT, WASTE) if subject in by_subject)


def _named(row: Row) -> frozenset[str]:
    """The supplies that the whole row names; none for a row with more text than a row has."""
    if any(cell.is_cut for cell in row.cells):
        return frozenset()
    return subjects(" | ".join(cell.text for cell in row.cells))


def _column_subjects(row: Row) -> dict[int, str]:
    """Column -> supply where cells of a row name one different supply each."""
    found: dict[int, str] = {}
    for position, cell in enumerate(row.cells):
        named = subjects(cell.text)
        if len(named) == 1 and "several" not in named:
            found[position] = next(iter(named))
    return found if len(set(found.values())) == len(found) else {}


def _row_claims(row: Row, head: Row, subject: str, full_bar: int | None) -> Iterator[Claim]:
    """What a row says of its one supply; columns headed by something else than levels are left out."""
    tops = [cell.text for cell in head.cells] if len(head.cells) == len(row.cells) else [""] * len(row.cells)
    cells = [(cell, top) for cell, top in zip(row.cells, tops, strict=True) if not is_other_topic(top)]
    yield from _claims(subject, cells, full_bar)


def _column_claims(row: Row, by_column: dict[int, str], full_bar: int | None) -> Iterator[Claim]:
    """What a row says where every column is a supply; the other cells tell what the row is about."""
    label = " ".join(cell.text for position, cell in enumerate(row.cells) if position not in by_column)
    if not is_other_topic(label):
        for position, subject in by_column.items():
            yield from _claims(subject, [(row.cells[position], label)], full_bar)


def _claims(subject: str, cells: Sequence[tuple[Cell, str]], full_bar: int | None) -> Iterator[Claim]:
    """The claim that cells make, each given with its head; none where they say nothing."""
    words = " ".join(cell.text for cell, _ in cells if cell.text)
    beside = " ".join(cell.text for cell, _ in cells if not has_percentage(cell.text))
    claim = Claim(subject=subject, state=state(" | ".join(cell.plain for cell, _ in cells), subject), words=words)
    readings = [percentage(cell.text, head, beside, subject) for cell, head in cells if has_percentage(cell.text)]
    if readings:
        if readings[0] is not None and all(reading == readings[0] for reading in readings):
            claim = msgspec.structs.replace(claim, remaining=readings[0].remaining, rule=readings[0].rule)
    else:
        drawn = _drawn([bar for cell, _ in cells for bar in cell.bars], full_bar)
        head = " ".join(head for _, head in cells)
        reading = percentage(f"{drawn[0]}%", head, beside, subject) if drawn else None
        if drawn and reading:
            claim = msgspec.structs.replace(
                claim, remaining=reading.remaining, resolution=drawn[1], is_drawn=True, rule=_DRAWN
            )
    if claim.remaining is not None or claim.state is not None:
        yield claim


def _drawn(bars: Sequence[Bar], full_bar: int | None) -> tuple[float, float | None] | None:
    """Percent and step of a drawn bar; None unless exactly one piece is filled and the others make it whole."""
    filled = [bar for bar in bars if _is_filled(bar)]
    rest = [bar for bar in bars if not _is_filled(bar)]
    if len(filled) != 1 or len(rest) > 1 or (filled[0].is_picture and not rest):
        return None  # a lone picture may be anything, a lone painted element without content is a bar
    width = filled[0].percent
    if width is not None:
        whole = width + sum(bar.percent or 0.0 for bar in rest)
        is_whole = not rest or (rest[0].percent is not None and abs(whole - 100) <= _SAME)
        return (round(width, 1), None) if width <= 100 and is_whole else None
    pixels = _pixels_of_both(bars)
    if pixels is None or pixels[1] != full_bar:
        return None
    return round(pixels[0] * 100 / pixels[1], 1), round(100 / pixels[1], 1)


def _full_bar(rows: Iterable[Row]) -> int | None:
    """The width in pixels of a full bar: the sum of filled and blank picture, where at least two rows agree on it."""
    totals = []
    for row in rows:
        pixels = _pixels_of_both([bar for cell in row.cells for bar in cell.bars])
        if row.table and pixels is not None:
            totals.append(pixels[1])
    return totals[0] if len(totals) > 1 and len(set(totals)) == 1 else None


def _pixels_of_both(bars: Sequence[Bar]) -> tuple[int, int] | None:
    """Pixels filled, and filled and blank together, of a bar made of two pictures; None for anything else."""
    if len(bars) != 2 or not all(bar.is_picture for bar in bars):
        return None
    filled = [bar.pixels for bar in bars if _is_filled(bar)]
    both = [bar.pixels for bar in bars if bar.pixels is not None]
    if len(filled) != 1 or filled[0] is None or len(both) != 2 or not sum(both):
        return None
    return filled[0], sum(both)


def _is_filled(bar: Bar) -> bool:
    """Whether a piece shows what is there: painted, and neither white nor grey."""
    paint = bar.paint
    if paint is None or paint in _BLANK_PAINTS:
        return False
    if bar.is_picture:
        name = paint.rpartition("/")[2]
        return not any(word in name for word in _BLANK_PICTURES)
    digits = paint.removeprefix("#")
    if paint.startswith("#") and len(digits) in (3, 6):
        step = len(digits) // 3
        is_gray = digits[:step] == digits[step : 2 * step] == digits[2 * step :]
        return not is_gray or set(digits) == {"0"}
    return True


def _settled(subject: str, claims: Sequence[Claim]) -> PageSupply:
    """The claims about one supply as one statement."""
    states = {claim.state for claim in claims if claim.state}
    named_state = states.pop() if len(states) == 1 else None
    written = [claim for claim in claims if claim.remaining is not None and not claim.is_drawn]
    drawn = [claim for claim in claims if claim.remaining is not None and claim.is_drawn]
    chosen = _agreed(written or drawn)
    source = chosen or next((claim for claim in claims if claim.state == named_state), claims[0])
    level, rule = _level(named_state)
    if chosen is not None and chosen.remaining is not None:
        level = Percent(value=chosen.remaining, resolution=chosen.resolution, source=SOURCE)
        rule = chosen.rule
    return PageSupply(subject=subject, level=level, state=named_state, words=source.words, rule=rule)


def _agreed(claims: Sequence[Claim]) -> Claim | None:
    """The first of claims that agree; None where they differ or there are none."""
    values = [claim.remaining for claim in claims if claim.remaining is not None]
    return claims[0] if values and max(values) - min(values) <= _SAME else None


def _level(named_state: str | None) -> tuple[Level | None, str]:
    """The level that a state's word stands for, and the rule; "replace" and "missing" tell no amount."""
    if named_state in ("ok", "low"):
        return Some(source=SOURCE), f'the page says "{named_state}": some remains'
    if named_state in ("empty", "full"):
        return Percent(value=0.0, source=SOURCE), f'the page says "{named_state}": nothing remains'
    return None, ""
