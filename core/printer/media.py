"""Input trays and covers (RFC 3805 prtInputTable, prtCoverTable)."""

import re

from core.model.status import Cover, Tray
from core.printer.answers import Answers, Value, as_integer
from core.printer.oids import (
    COVER_DESCR,
    COVER_STATUS,
    INPUT_DESCR,
    INPUT_LEVEL,
    INPUT_MAX,
    INPUT_MEDIA,
    INPUT_MODEL,
    INPUT_NAME,
    INPUT_TYPE,
    INPUT_UNIT,
)
from core.printer.supply_types import UNITS, fold
from core.printer.trail import NO_TRAIL, Trail

MAX_ROWS = 64
"""More trays or covers than any printer has: the rest is left unread."""

_MAX_NAME = 255
_MANUAL_TYPE = 5
_SHEETS = 8
# Slots that people feed by hand: empty is how they are meant to be. English, German, French, Spanish, Italian,
# Portuguese and Dutch, without accents.
_MANUAL_WORDS = re.compile(
    r"\bmpt?f?\b|\bmanua|\bmanuel|by-?pass|multi-? ?purpose|multi-? ?feeder|mehrzweck|multi-?zweck|multi-?uso"
    r"|polyvalent|multi-? ?usage|multifuncion"
    r"|\bhand(?:einzug|invoer|matig)|zusatzzufuhr|\bmf ?(?:tray|zufuhr)|\bbac mf\b"
    r"|bandeja mp|stapelblatt|universal(?:zufuhr|lade)|handmatig|invoer handm"
)
_COVER_STATES: dict[int, str] = {3: "open", 4: "closed", 5: "open", 6: "closed"}


def read_trays(answers: Answers, trail: Trail = NO_TRAIL) -> tuple[Tray, ...]:
    """Every input tray, joined on the full index."""
    columns = {
        column: answers.column(column)
        for column in (
            INPUT_TYPE,
            INPUT_UNIT,
            INPUT_MAX,
            INPUT_LEVEL,
            INPUT_MEDIA,
            INPUT_NAME,
            INPUT_MODEL,
            INPUT_DESCR,
        )
    }
    rows = dict.fromkeys(index for column in columns.values() for index in column)
    trays = []
    for index in sorted(rows, key=lambda suffix: tuple(map(int, suffix.split("."))))[:MAX_ROWS]:
        row = {column: values.get(index) for column, values in columns.items()}
        tray = _tray(answers, index, row)
        trays.append(tray)
        trail.note(
            f"trays.{index}",
            f"{tray.name}: {tray.state}{' (manual)' if tray.manual else ''}",
            "prtInputTable row joined on its full index; manual by type 5, by name, or by holding one sheet (RFC 3805)",
            *(f"{column}.{index}" for column, value in row.items() if value is not None),
        )
    return tuple(trays)


def _tray(answers: Answers, index: str, row: dict[str, Value | None]) -> Tray:
    number = index.rpartition(".")[2]
    names = [answers.as_text(row[column]) for column in (INPUT_NAME, INPUT_DESCR, INPUT_MODEL)]
    name = (next(filter(None, names), None) or f"Tray {number}")[:_MAX_NAME]
    unit = as_integer(row[INPUT_UNIT])
    maximum = as_integer(row[INPUT_MAX])
    level = as_integer(row[INPUT_LEVEL])
    one_sheet = maximum == 1 and unit in (None, _SHEETS)
    return Tray(
        index=index,
        name=name,
        manual=as_integer(row[INPUT_TYPE]) == _MANUAL_TYPE or one_sheet or is_manual_name(name),
        unit=UNITS.get(unit or 0),
        max=maximum if maximum is not None and maximum > 0 else None,
        level=level if level is not None and level >= 0 else None,
        state=_state(level),
        media=answers.as_text(row[INPUT_MEDIA]),
    )


def is_manual_name(name: str) -> bool:
    """Whether a tray's name speaks of hand feeding ("MP Tray", "Bypass Tray", "Mehrzweckzufuhr")."""
    return _MANUAL_WORDS.search(fold(name)) is not None


def _state(level: int | None) -> str:
    if level is None or level in (-1, -2) or level < -3:
        return "unknown"
    if level == -3:
        return "some"
    return "ok" if level else "empty"


def read_covers(answers: Answers, trail: Trail = NO_TRAIL) -> tuple[Cover, ...]:
    """Every cover and interlock, joined on the full index."""
    names = answers.column(COVER_DESCR)
    states = answers.column(COVER_STATUS)
    covers = []
    for index in sorted({*names, *states}, key=lambda suffix: tuple(map(int, suffix.split("."))))[:MAX_ROWS]:
        name = answers.as_text(names.get(index)) or f"Cover {index.rpartition('.')[2]}"
        cover = Cover(
            index=index, name=name[:_MAX_NAME], state=_COVER_STATES.get(as_integer(states.get(index)) or 0, "unknown")
        )
        covers.append(cover)
        trail.note(
            f"covers.{index}",
            f"{cover.name}: {cover.state}",
            "prtCoverStatus (RFC 3805); an open interlock counts as open",
            f"{COVER_DESCR}.{index}",
            f"{COVER_STATUS}.{index}",
        )
    return tuple(covers)
