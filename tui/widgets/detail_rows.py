"""One device in words: facts, and rows for its supplies, trays and alerts (pure)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from core.alerts.rules import Assessment
from core.alerts.wording import level_words
from core.model.device import Device
from core.model.severity import SupplyState
from core.model.status import AlertRow, Cover, Tray
from core.model.supply import Supply
from tui.ages import age_words
from tui.marks import supply_color, supply_mark
from tui.widgets.columns import Column
from tui.widgets.facts import Fact
from tui.widgets.gauges import bar

_SEVERITY_STYLES = {"critical": "$state-empty", "warning": "$state-low", "warningBinaryChangeEvent": "$state-low"}
_TRAY_WORDS = {"ok": "filled", "empty": "empty", "some": "some left", "unknown": "not known"}


@dataclass(frozen=True, slots=True)
class SupplyRow:
    """A supply with its state and the age of its level."""

    supply: Supply
    state: SupplyState
    age: str
    is_stale: bool
    """Whether the level is the last known one of a device that no longer answers."""


def supply_rows(device: Device, assessment: Assessment, now: datetime) -> dict[str, SupplyRow]:
    """Index -> row, in the device's order."""
    reading = device.reading
    if reading is None:
        return {}
    is_stale = device.unreachable_since is not None
    return {
        supply.index: SupplyRow(
            supply, assessment.of(supply.index), age_words(supply.level.read_at or reading.read_at, now), is_stale
        )
        for supply in reading.supplies
    }


def identity_facts(device: Device) -> list[Fact]:
    """Who it is and how it is reached."""
    who, profile = device.identity, device.profile
    spoken = None
    if profile is not None:
        bulk = "bulk" if profile.bulk else "no bulk"
        spoken = f"SNMPv{profile.version}, {bulk}, {profile.max_objects} objects a request, {profile.timeout:g} s"
    return [
        ("Make", who.vendor),
        ("Model", who.model),
        ("Serial number", who.serial),
        ("Name", who.name),
        ("Location", who.location),
        ("Address", f"{device.address}:{device.port}"),
        ("MAC", who.mac),
        ("Firmware", who.firmware),
        ("Protocol", spoken),
    ]


def status_facts(device: Device, now: datetime) -> list[Fact]:
    """How it is, what its panel says, what it has printed."""
    facts: list[Fact] = []
    if device.problem:
        facts.append(("Problem", Content.styled(device.problem, "$state-low")))
    if device.unreachable_since is not None:
        facts.append(("Silent for", age_words(device.unreachable_since, now).replace("now", "less than a minute")))
    reading = device.reading
    if reading is None:
        return [*facts, ("Status", "not read yet")]
    status, counters = reading.status, reading.counters
    pages = None if counters.pages is None else f"{counters.pages:,} {counters.pages_unit or ''}".strip()
    facts += [
        ("Status", status.printer + (", asleep" if status.asleep else "")),
        ("Panel", " / ".join(status.console) or None),
        ("Pages", pages),
        *((kind.capitalize(), f"{count:,}") for kind, count in counters.by_kind.items()),
        ("Covers", _covers(reading.covers)),
        ("Read", f"{age_words(reading.read_at, now)}{'' if age_words(reading.read_at, now) == 'now' else ' ago'}"),
    ]
    return facts


def _covers(covers: tuple[Cover, ...]) -> str | None:
    if not covers:
        return None
    opened = [cover.name for cover in covers if cover.state == "open"]
    if opened:
        return "open: " + ", ".join(opened)
    return "all closed" if all(cover.state == "closed" for cover in covers) else "not known"


def _mark_cell(row: SupplyRow, _width: int) -> Content:
    mark = supply_mark(row.supply, row.state)
    return Content.styled(mark.glyph, f"bold {mark.style}")


def _bar_cell(row: SupplyRow, width: int) -> Content:
    return bar(
        row.supply.level,
        "$muted" if row.is_stale else supply_color(row.supply),
        width,
        receptacle=row.supply.receptacle,
    )


def _level_cell(row: SupplyRow, _width: int) -> Content:
    words = level_words(row.supply.level, receptacle=row.supply.receptacle)
    mark = supply_mark(row.supply, row.state)
    doubt = ", implausible" if row.supply.level.implausible else ""
    if row.state in ("ok", "unknown"):
        return Content.assemble(words, (doubt, "$state-low"))
    return Content.styled(f"{words}{doubt}, {mark.word}", mark.style)


def _muted(text: Callable[[SupplyRow], str | None]) -> Callable[[SupplyRow, int], Content]:
    return lambda row, _width: Content.styled(text(row) or "–", "$muted")


SUPPLY_COLUMNS: tuple[Column[SupplyRow], ...] = (
    Column(id="mark", title=" ", draw=_mark_cell, least=1, ideal=1),
    Column(
        id="supply",
        title="Supply",
        draw=lambda r, _: Content(r.supply.name),
        least=16,
        ideal=34,
        share=3,
        is_growing=True,
    ),
    Column(id="gauge", title="Gauge", draw=_bar_cell, least=8, ideal=20),
    Column(id="level", title="Level", draw=_level_cell, least=20, ideal=24),
    Column(id="part", title="Part", draw=_muted(lambda r: r.supply.part_number), least=8, ideal=14, drop=2),
    Column(id="serial", title="Serial", draw=_muted(lambda r: r.supply.serial), least=9, ideal=16, from_width=120),
    Column(id="source", title="Source", draw=_muted(lambda r: r.supply.level.source), least=11, ideal=11, drop=1),
    Column(id="age", title="Age", draw=_muted(lambda r: r.age), least=6, ideal=6, from_width=90, align_right=True),
)
"""The columns of a device's supplies."""


def supply_columns(rows: Iterable[SupplyRow]) -> tuple[Column[SupplyRow], ...]:
    """The columns that have something to say about these supplies."""
    supplies = [row.supply for row in rows]
    silent = {
        "part": not any(supply.part_number for supply in supplies),
        "serial": not any(supply.serial for supply in supplies),
    }
    return tuple(column for column in SUPPLY_COLUMNS if not silent.get(column.id))


TRAY_COLUMNS: tuple[Column[Tray], ...] = (
    Column(id="tray", title="Tray", draw=lambda tray, _: Content(tray.name), least=16, ideal=36),
    Column(
        id="state",
        title="State",
        draw=lambda tray, _: Content("manual feed" if tray.manual else _TRAY_WORDS.get(tray.state, tray.state)),
        least=11,
        ideal=14,
    ),
    Column(id="level", title="Level", draw=lambda tray, _: Content(_tray_level(tray)), least=10, ideal=20),
    Column(
        id="media",
        title="Paper",
        draw=lambda tray, _: Content.styled(tray.media or "–", "$muted"),
        least=8,
        ideal=24,
        is_growing=True,
        drop=1,
    ),
)
"""The columns of a device's trays."""


def _tray_level(tray: Tray) -> str:
    if tray.level is None:
        return "–"
    return f"{tray.level:,}" + (f" of {tray.max:,}" if tray.max else "") + (f" {tray.unit}" if tray.unit else "")


ALERT_COLUMNS: tuple[Column[AlertRow], ...] = (
    Column(
        id="severity",
        title="Severity",
        draw=lambda alert, _: Content.styled(
            alert.severity.removesuffix("BinaryChangeEvent"), _SEVERITY_STYLES.get(alert.severity, "$muted")
        ),
        least=9,
        ideal=10,
    ),
    Column(id="text", title="The printer says", draw=lambda a, _: Content(a.text), least=20, ideal=50, is_growing=True),
    Column(id="group", title="About", draw=lambda a, _: Content.styled(a.group, "$muted"), least=12, ideal=20, drop=1),
)
"""The columns of a device's alert rows."""
