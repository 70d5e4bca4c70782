"""The columns of the devices list: what each shows, and which of them the admin wants (pure)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from rich.cells import cell_len
from textual.content import Content

from core.printer.text import tidy
from tui.widgets.columns import Column
from tui.widgets.device_rows import DeviceRow, age_text, alert_forms, status_forms
from tui.widgets.gauges import chips

Clock = Callable[[], datetime]

NOTE = "¶"
"""Marks a device that has notes."""

COMFORTABLE = 104
"""Cells from which on the usual columns leave room for the place."""

USUAL_COLUMNS = ("device", "model", "supplies", "alerts", "location", "age")
"""Those that are shown where the settings name none."""


def _mark_cell(row: DeviceRow, _width: int) -> Content:
    return Content.styled(row.mark.glyph, f"bold {row.mark.style}")


def _supplies_cell(row: DeviceRow, width: int) -> Content:
    reading = row.device.reading
    if reading is None:
        return Content("")
    return chips(reading.supplies, row.assessment, width, is_stale=row.is_stale)


def _fitting(forms: Sequence[str], width: int) -> str:
    return next((form for form in forms if cell_len(form) <= width), forms[-1])


def _plain(text: Callable[[DeviceRow], str | None], style: str = "$muted") -> Callable[[DeviceRow, int], Content]:
    return lambda row, _width: Content.styled(text(row) or "–", style)


def _pages(row: DeviceRow) -> str | None:
    pages = row.device.reading.counters.pages if row.device.reading else None
    return None if pages is None else f"{pages:,}"


def _notes_cell(row: DeviceRow, _width: int) -> Content:
    if not row.device.notes:
        return Content("")
    return Content.assemble((f"{NOTE} ", "bold $accent"), (tidy(row.device.notes), "$muted"))


MARK_COLUMN: Column[DeviceRow] = Column(id="mark", title=" ", draw=_mark_cell, least=1, ideal=1)
"""The glyph of the state: always there, always first."""


def device_columns(now: Clock) -> dict[str, Column[DeviceRow]]:
    """Every column by its id, in the order in which they are offered; the usual ones first.

    Args:
        now: for ages; asked whenever a cell is drawn.
    """

    def alerts_cell(row: DeviceRow, width: int) -> Content:
        text = _fitting(alert_forms(row, now()), width)
        return Content.styled(text, "$muted" if row.mark.name in ("ok", "unknown") else row.mark.style)

    columns: tuple[Column[DeviceRow], ...] = (
        Column(
            id="device",
            title="Device",
            draw=lambda row, _: Content(row.name),
            least=10,
            ideal=22,
            share=3,
            is_growing=True,
            drop=1,
        ),
        Column(id="model", title="Model", draw=_plain(lambda row: row.model), least=11, ideal=30, share=2, drop=4),
        Column(id="supplies", title="Supplies, % left", draw=_supplies_cell, least=19, ideal=38, share=3, drop=3),
        Column(id="alerts", title="Alerts", draw=alerts_cell, least=16, ideal=34, share=2, is_growing=True, drop=1),
        Column(
            id="location",
            title="Location",
            draw=_plain(lambda row: row.location),
            least=12,
            ideal=20,
            is_growing=True,
            drop=5,
            from_width=COMFORTABLE,
        ),
        Column(
            id="age",
            title="Age",
            draw=lambda row, _: Content.styled(age_text(row, now()), "$muted"),
            least=6,
            ideal=6,
            align_right=True,
            drop=2,
        ),
        Column(id="address", title="Address", draw=_plain(lambda row: row.device.address), least=13, ideal=15, drop=6),
        Column(
            id="serial",
            title="Serial number",
            draw=_plain(lambda row: row.device.identity.serial),
            least=13,
            ideal=16,
            drop=8,
        ),
        Column(id="pages", title="Pages", draw=_plain(_pages), least=9, ideal=9, align_right=True, drop=9),
        Column(
            id="vendor", title="Make", draw=_plain(lambda row: row.device.identity.vendor), least=8, ideal=14, drop=7
        ),
        Column(
            id="status",
            title="Status",
            draw=lambda row, width: Content.styled(_fitting(status_forms(row, now()), width), "$muted"),
            least=11,
            ideal=23,
            drop=6,
        ),
        Column(
            id="managed",
            title="Managed",
            draw=lambda row, _: Content.styled("elsewhere" if row.device.is_managed_elsewhere else "", "$muted"),
            least=9,
            ideal=9,
            drop=9,
        ),
        Column(id="notes", title="Notes", draw=_notes_cell, least=7, ideal=24, drop=9),
    )
    return {column.id: column for column in columns}


def chosen_columns(columns: Mapping[str, Column[DeviceRow]], ids: Sequence[str]) -> list[Column[DeviceRow]]:
    """The columns of a list from left to right; those that an admin chose do not wait for a comfortable width.

    Args:
        columns: id -> column.
        ids: of those that are shown.
    """
    chosen = [columns[column_id] for column_id in ids]
    if tuple(ids) != USUAL_COLUMNS:
        chosen = [replace(column, from_width=0) for column in chosen]
    return [MARK_COLUMN, *chosen]
