"""What a sweep found as rows of the finds list (pure)."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content

from core.model.device import Device
from core.model.events import DeviceFound
from tui.widgets.columns import Column


@dataclass(frozen=True, slots=True)
class FindRow:
    """One find; a new object whenever anything of it changes."""

    find: DeviceFound
    device_id: str | None
    """The device it became; None where the fleet no longer knows it."""
    is_dropped: bool


def make_find(find: DeviceFound, device: Device | None) -> FindRow:
    """The row of a find.

    Args:
        find: as the sweep told it.
        device: what the fleet made of it.
    """
    return FindRow(find, device.id if device else None, is_dropped=device is None or device.is_ignored)


def _kept_cell(row: FindRow, _width: int) -> Content:
    return Content.styled("× dropped", "$muted") if row.is_dropped else Content.styled("● kept", "$state-ok")


def _address_cell(row: FindRow, _width: int) -> Content:
    return Content.styled(row.find.address, "$muted" if row.is_dropped else "")


def _said_cell(field: str, style: str = "") -> Callable[[FindRow, int], Content]:
    def draw(row: FindRow, _width: int) -> Content:
        text = getattr(row.find.identity, field)
        return Content.styled(text or "–", style if text and not row.is_dropped else "$muted")

    return draw


def _kind_cell(row: FindRow, _width: int) -> Content:
    return Content.styled("printer" if row.find.identity.is_printer else "other", "$muted")


FIND_COLUMNS: tuple[Column[FindRow], ...] = (
    Column(id="kept", title=" ", draw=_kept_cell, least=9, ideal=9),
    Column(id="address", title="Address", draw=_address_cell, least=14, ideal=17),
    Column(id="make", title="Make", draw=_said_cell("vendor"), least=8, ideal=16),
    Column(id="model", title="Model", draw=_said_cell("model"), least=12, ideal=34, is_growing=True),
    Column(id="serial", title="Serial number", draw=_said_cell("serial"), least=13, ideal=20, drop=1),
    Column(id="name", title="Name", draw=_said_cell("name"), least=10, ideal=24, from_width=100, drop=2),
    Column(id="kind", title="Kind", draw=_kind_cell, least=7, ideal=7, from_width=70, drop=3),
)
"""The columns of the finds."""
