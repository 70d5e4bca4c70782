"""What a sweep found as rows of the finds list (pure)."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content

from core.admin_edits import display_name
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
    name: str | None
    """What the lists call it; None while nobody has told a name."""
    is_new: bool = False
    """Whether nobody knew it before."""

    @property
    def words(self) -> str:
        """What a filter looks at."""
        who = self.find.identity
        facts = (
            self.find.address,
            who.vendor,
            who.model,
            who.serial,
            self.name,
            "dropped" if self.is_dropped else "kept",
        )
        return " ".join(fact for fact in (*facts, "new" if self.is_new else "known") if fact)


def make_find(find: DeviceFound, device: Device | None) -> FindRow:
    """The row of a find.

    Args:
        find: as the sweep told it.
        device: what the fleet made of it.
    """
    if device is None:
        return FindRow(find, None, is_dropped=True, name=find.identity.name)
    begun = find.sweep_started or find.seen_at
    is_new = device.added_at is not None and device.added_at >= begun
    called = display_name(device)  # a sweep asks for no name: the first whole reading brings it
    name = find.identity.name if called == device.address else called
    return FindRow(find, device.id, is_dropped=device.is_ignored, name=name, is_new=is_new)


def _kept_cell(row: FindRow, _width: int) -> Content:
    return Content.styled("× dropped", "$muted") if row.is_dropped else Content.styled("● kept", "$state-ok")


def _address_cell(row: FindRow, _width: int) -> Content:
    return Content.styled(row.find.address, "$muted" if row.is_dropped else "")


def _said_cell(field: str) -> Callable[[FindRow, int], Content]:
    return lambda row, _width: _word(row, getattr(row.find.identity, field))


def _name_cell(row: FindRow, _width: int) -> Content:
    return _word(row, row.name)


def _word(row: FindRow, text: str | None) -> Content:
    return Content.styled(text or "–", "" if text and not row.is_dropped else "$muted")


def _new_cell(row: FindRow, _width: int) -> Content:
    return Content.styled("new", "bold") if row.is_new else Content.styled("known", "$muted")


FIND_COLUMNS: tuple[Column[FindRow], ...] = (
    Column(id="kept", title=" ", draw=_kept_cell, least=9, ideal=9),
    Column(id="address", title="Address", draw=_address_cell, least=13, ideal=15),
    Column(id="make", title="Make", draw=_said_cell("vendor"), least=8, ideal=14),
    Column(id="model", title="Model", draw=_said_cell("model"), least=12, ideal=30, share=4, is_growing=True),
    Column(id="serial", title="Serial number", draw=_said_cell("serial"), least=13, ideal=18, drop=1),
    Column(id="name", title="Name", draw=_name_cell, least=10, ideal=24, from_width=100, drop=2),
    Column(id="new", title="New", draw=_new_cell, least=5, ideal=5, from_width=70, drop=3),
)
"""The columns of the finds."""
