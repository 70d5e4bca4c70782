"""What needs somebody as rows of the alerts list: one line for each printer and warning (pure)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from textual.content import Content

from core.admin_edits import display_location, display_name
from core.alerts.rules import REASON_STATES, Assessment
from core.alerts.wording import supply_warning
from core.contact import is_quarantined
from core.model.device import Device
from core.model.severity import DEVICE_URGENCY, SupplyState
from tui.ages import moment_words
from tui.marks import DEVICE_MARKS, SUPPLY_MARKS, Mark, supply_mark
from tui.natural import natural
from tui.widgets.columns import Column
from tui.widgets.filter_terms import FIELDS, joined, parse_filter

_UNREACHABLE, _ATTENTION = DEVICE_URGENCY["unreachable"], DEVICE_URGENCY["attention"]
_URGENCY: dict[SupplyState, int] = {
    "ok": DEVICE_URGENCY["ok"],
    "unknown": DEVICE_URGENCY["unknown"],
    "low": DEVICE_URGENCY["low"],
    "near_empty": DEVICE_URGENCY["near_empty"],
    "empty": DEVICE_URGENCY["empty"],
}
"""Of supplies, on the scale of the devices."""
_LAST_READ = _UNREACHABLE - 1
"""Of warnings that nobody can look at again: their printer is silent."""


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One warning of one printer; a new object whenever anything of it changes."""

    key: str
    """The device and what the warning is about; the same for as long as it lasts."""
    device_id: str
    name: str
    address: str
    place: str | None
    mark: Mark
    warning: str
    since: datetime | None
    """Since when; None where it was there before anybody looked."""
    is_stale: bool
    """Whether it is the last that is known of a printer that no longer answers."""
    order: tuple[int, str, str]
    """Sorts the most urgent first, then by name."""
    texts: Mapping[str, str] = field(hash=False)
    """Field -> what the filter looks into, case-folded."""
    haystack: str
    """All of that."""


@dataclass(frozen=True, slots=True)
class _Finding:
    """A warning before it is a row."""

    about: str
    mark: Mark
    warning: str
    urgency: int
    since: datetime | None = None
    also: tuple[str, ...] = ()
    """Other words that it is looked for by, in the devices list too."""


def alert_rows(
    device: Device,
    assessment: Assessment,
    now: datetime,
    known: Mapping[str, datetime | None],
    seen_at: datetime | None = None,
) -> tuple[AlertRow, ...]:
    """The warnings of a device, the most urgent first; none for what is ignored or no printer.

    Args:
        device: which.
        assessment: its state.
        now: decides whether a quarantine is over.
        known: its warnings so far with their beginnings.
        seen_at: since when those are that are new; None: they were there before anybody looked.
    """
    if device.is_ignored or not device.identity.is_printer:
        return ()
    name, place = display_name(device), display_location(device)
    findings = list(_findings(device, assessment, now))
    if device.unreachable_since is not None:
        findings = [one if one.since else replace(one, urgency=_LAST_READ) for one in findings]
    rows = []
    fields = {name: joined(texts_of(device)) for name, texts_of in FIELDS.items()} if findings else {}
    for finding in sorted(findings, key=lambda one: -one.urgency):
        key = f"{device.id}/{finding.about}"
        texts = {**fields, "alert": joined((finding.mark.word, finding.warning, *finding.also))}
        since = finding.since or known.get(key, seen_at)
        rows.append(
            AlertRow(
                key=key,
                device_id=device.id,
                name=name,
                address=device.address,
                place=place,
                mark=finding.mark,
                warning=finding.warning,
                since=since,
                is_stale=device.unreachable_since is not None and finding.since is None,
                order=(-finding.urgency, natural(name), key),
                texts=texts,
                haystack="\n".join(texts.values()),
            )
        )
    return tuple(rows)


def _findings(device: Device, assessment: Assessment, now: datetime) -> Iterable[_Finding]:
    """In the order in which equally urgent ones are listed."""
    if device.quarantine is not None and is_quarantined(device, now):
        until = moment_words(device.quarantine.until, now)
        words = f"Left alone until {until}: {device.quarantine.reason}"
        yield _Finding(
            "quarantine", DEVICE_MARKS["attention"], words, _ATTENTION, device.quarantine.since, ("Quarantined",)
        )
    if device.unreachable_since is not None:
        words = f"Unreachable: {device.problem}" if device.problem else "Unreachable"
        yield _Finding("reach", DEVICE_MARKS["unreachable"], words, _UNREACHABLE, device.unreachable_since)
    if device.reading is None:
        return
    states = {supply.index: supply.state for supply in assessment.supplies}
    for supply in device.reading.supplies:
        state = states.get(supply.index, "unknown")
        if (warning := supply_warning(supply, state)) is not None:
            yield _Finding(supply.index, supply_mark(supply, state), warning, _URGENCY[state])
    for reason in assessment.reasons:
        words = reason[:1].upper() + reason[1:]
        if (told := REASON_STATES.get(reason)) is not None:
            yield _Finding(reason, SUPPLY_MARKS[told], words, _URGENCY[told])
        else:
            yield _Finding(reason, DEVICE_MARKS["attention"], words, _ATTENTION)


def pick_alerts(rows: Iterable[AlertRow], words: str) -> list[str]:
    """The keys of the rows that every word of a filter matches, in the order of the rows."""
    terms = parse_filter(words)
    return [row.key for row in rows if all(word in _asked(row, name) for name, word in terms)]


def _asked(row: AlertRow, name: str | None) -> str:
    """The text of one field, or of all of them."""
    return row.haystack if name is None else row.texts[name]


def _mark_cell(row: AlertRow, _width: int) -> Content:
    return Content.assemble(
        (row.mark.glyph, f"bold {row.mark.style}"), " ", (row.mark.word, "$muted" if row.is_stale else row.mark.style)
    )


def _warning_cell(row: AlertRow, _width: int) -> Content:
    if row.is_stale:
        return Content.styled(f"{row.warning}, as last read", "$muted")
    return Content(row.warning)


def _plain(text: Callable[[AlertRow], str | None], style: str = "") -> Callable[[AlertRow, int], Content]:
    return lambda row, _width: Content.styled(text(row) or "–", style)


def alert_columns(now: Callable[[], datetime]) -> tuple[Column[AlertRow], ...]:
    """The columns of the alerts list.

    Args:
        now: tells the day, on which a time needs no date.
    """

    def since_cell(row: AlertRow, width: int) -> Content:
        if row.since is None:
            return Content.styled("–", "$muted")
        words = moment_words(row.since, now())
        return Content.styled(words if len(words) <= width else f"{row.since.astimezone():%m-%d}", "$muted")

    return (
        Column(id="mark", title="State", draw=_mark_cell, least=17, ideal=18),
        Column(id="device", title="Device", draw=_plain(lambda row: row.name), least=12, ideal=24, share=2),
        Column(id="warning", title="Warning", draw=_warning_cell, least=24, ideal=44, share=4, is_growing=True),
        Column(
            id="place",
            title="Location",
            draw=_plain(lambda row: row.place, "$muted"),
            least=12,
            ideal=20,
            from_width=95,
        ),
        Column(id="since", title="Since", draw=since_cell, least=5, ideal=16, drop=2),
    )
