"""The devices list in groups: by place, by network, by model (pure)."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_interface
from operator import attrgetter
from typing import NamedTuple

from textual.content import Content

from tui.marks import DEVICE_MARKS, OTHER_DEVICE, Mark
from tui.natural import address_order, natural
from tui.widgets.columns import set_in_cell
from tui.widgets.device_rows import DeviceRow
from tui.widgets.heading import Heading

_WORST_CELLS = max(len(mark.word) for mark in (*DEVICE_MARKS.values(), OTHER_DEVICE)) + 2
_PARTS = re.compile("[,;]")
_URGENCY = attrgetter("urgency")
_PREFIX = "group:"
"""Begins the key of every group; no device's id has it."""


class Grouping(NamedTuple):
    """One way to group."""

    title: str
    name_of: Callable[[DeviceRow], str | None]
    """The group of a row; None: it has none of its own."""
    without: str
    """The name of the group of those that have none; it comes last."""
    order: Callable[[str], str]
    """Sorts the groups by their names."""


def site(location: str | None) -> str | None:
    """The first part of a place: "Building 1" of "Building 1, 2nd floor, copy room"; None where nobody says."""
    return _PARTS.split(location, maxsplit=1)[0].strip() or None if location else None


def subnet(address: str) -> str | None:
    """The network of an address: "10.1.2.0/24", "2001:db8:1:2::/64"; None for what is no address."""
    if ":" in address:
        return _network(f"{address.partition('%')[0]}/64")
    return _network(f"{address.rpartition('.')[0]}.0/24")


@lru_cache(maxsize=1024)
def _network(text: str) -> str | None:
    try:
        return str(ip_interface(text).network)
    except ValueError:
        return None


GROUPINGS: dict[str, Grouping] = {
    "none": Grouping("None", lambda _: None, "", natural),
    "location": Grouping("Location", lambda row: site(row.location), "No location", natural),
    "subnet": Grouping("Network", lambda row: subnet(row.device.address), "No network", address_order),
    "model": Grouping(
        "Model", lambda row: row.model if row.device.identity.model else None, "Model not known", natural
    ),
}
"""In the order in which one goes through them; "none" has no groups."""


@dataclass(frozen=True, slots=True)
class GroupHead(Heading):
    """A group's line: whether it is folded, its name, how many it has, and the worst of them."""

    key: str
    name: str
    count: int
    worst: Mark
    is_folded: bool

    def draw(self, width: int) -> Content:
        """Name at the left, figures at the right, a rule between."""
        worst = Content.assemble(
            (self.worst.glyph, f"bold {self.worst.style}"), (f" {self.worst.word}", self.worst.style)
        )
        figures = Content.assemble(
            f" {self.count:,} device{'' if self.count == 1 else 's'}  ", set_in_cell(worst, _WORST_CELLS)
        )
        room = width - figures.cell_length
        sign = "+" if self.is_folded else "-"
        name = Content.assemble((f"{sign} ", "bold $primary"), (self.name, "bold"), " ").truncate(room, ellipsis=True)
        return Content.assemble(name, ("─" * (room - name.cell_length), "$border-blurred"), figures)


class Grouped(NamedTuple):
    """Rows in groups."""

    heads: dict[str, GroupHead]
    """In the order of the groups."""
    order: list[str]
    """The keys of the heads and of the rows that are not folded away."""
    ids: list[str]
    """The ids of all rows, in the order of the groups."""


class Groups:
    """Sorts rows into groups; which one a row belongs to is worked out once for each way to group."""

    def __init__(self) -> None:
        self.grouping = "none"
        self._places: dict[str, dict[str, tuple[str, str | None]]] = {way: {} for way in GROUPINGS}
        self._titles: dict[str, str | None] = {}

    def use(self, grouping: str) -> None:
        """Group another way."""
        self.grouping = grouping

    def forget(self, device_ids: Iterable[str]) -> None:
        """These rows have changed or gone."""
        for device_id in device_ids:
            for places in self._places.values():
                places.pop(device_id, None)

    def key_of(self, row: DeviceRow) -> str:
        """The key of the group that a row belongs to."""
        return self._place(row)[0]

    def arrange(
        self,
        device_ids: Iterable[str],
        rows: Mapping[str, DeviceRow],
        folded: Collection[str],
        known: Mapping[str, GroupHead],
    ) -> Grouped:
        """Put devices into their groups, in each in the order they come.

        Args:
            device_ids: those to show.
            rows: the rows of all devices.
            folded: keys of the groups that show their head only.
            known: the heads so far; one that is as before stays the same object.
        """
        members: dict[tuple[str, str | None], list[str]] = {}
        places = self._places[self.grouping]
        for device_id in device_ids:
            place = places.get(device_id) or self._place(rows[device_id])
            members.setdefault(place, []).append(device_id)
        way = GROUPINGS[self.grouping]
        heads: dict[str, GroupHead] = {}
        order: list[str] = []
        ids: list[str] = []
        for key, name in sorted(members, key=lambda place: (place[1] is None, way.order(place[1] or ""))):
            inside = members[key, name]
            worst = max(map(rows.__getitem__, inside), key=_URGENCY)
            head = GroupHead(key, name or way.without, len(inside), worst.mark, key in folded)
            heads[key] = known[key] if known.get(key) == head else head
            ids += inside
            order.append(key)
            if not head.is_folded:
                order += inside
        return Grouped(heads, order, ids)

    def _place(self, row: DeviceRow) -> tuple[str, str | None]:
        """The key and the name of a row's group; names that differ in case only share one."""
        places, device_id = self._places[self.grouping], row.device.id
        place = places.get(device_id)
        if place is None:
            name = GROUPINGS[self.grouping].name_of(row)
            key = f"{_PREFIX}{self.grouping}:{'' if name is None else f'={name.casefold()}'}"
            place = places[device_id] = key, self._titles.setdefault(key, name)
        return place


def is_group(key: str) -> bool:
    """Whether a key of the list is a group's."""
    return key.startswith(_PREFIX)


def device_keys(order: Sequence[str]) -> list[str]:
    """The keys that are devices'."""
    return [key for key in order if not key.startswith(_PREFIX)]
