"""Thresholds that contradict each other once a change counts, in the words of their titles (pure).

The file may hold such a pair: somebody wrote it by hand, and `thresholds_for` has the nearer one win. A change that
makes a new pair is a mistake, though: one of the two limits would silently not be what it says.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from core.alerts.thresholds import Thresholds
from core.model.supply import RECEPTACLE_TYPES
from core.settings.catalog import Path, setting_at

FillsUp = Callable[[str], bool | None]
"""Whether the supply behind a name in `Thresholds.supplies` fills up, as waste boxes do; None: not known."""
_TABLE = "thresholds"
_USUAL: dict[str, Any] = msgspec.to_builtins(Thresholds())
_GENERAL = "as in general"
_OF_DEVICE = "as for its device"


class _Pair(NamedTuple):
    """The names of two thresholds that go together."""

    low: str
    near: str


_PLAIN = _Pair("low", "near_empty")
_WASTE = _Pair("waste_low", "waste_near_full")


class _Inherited(NamedTuple):
    """What counts where nothing else is set, and whose that is."""

    pair: _Pair
    """What they are called there."""
    low: float
    near: float
    low_from: str = _GENERAL
    near_from: str = _GENERAL


def contradiction(
    before: Mapping[str, Any], after: Mapping[str, Any], path: Path, fills_up: FillsUp = lambda _: None
) -> str | None:
    """What a change makes contradict each other; None: nothing that did not contradict itself before.

    Args:
        before: the document.
        after: the document with the change; its values fit, each by itself.
        path: what is changed.
        fills_up: of a supply that it knows nothing of only what contradicts either way is told.
    """
    if path[0] != _TABLE:
        return None
    known = {(place, pair) for place, pair, _ in _all(_table(before), fills_up)}
    for place, pair, words in _all(_table(after), fills_up):
        is_here = path[:-1] == place and path[-1] in pair
        if is_here or (place, pair) not in known:
            return words if is_here else f"{words} of {_whose(place)}"
    return None


def _whose(place: Path) -> str:
    table = setting_at(place[:-1])
    return f"{table.entry if table is not None else 'entry'} {place[-1]}"


def _table(document: Mapping[str, Any]) -> Mapping[str, Any]:
    return _mapping(document.get(_TABLE))


def _mapping(node: Any) -> Mapping[str, Any]:
    return node if isinstance(node, Mapping) else {}


def _all(table: Mapping[str, Any], fills_up: FillsUp) -> Iterator[tuple[Path, _Pair, str]]:
    """Where which two limits in force contradict each other, in which words."""
    general = {pair: _Inherited(pair, *(table.get(name, _USUAL[name]) for name in pair)) for pair in (_PLAIN, _WASTE)}
    for pair, above in general.items():
        if _is_above(above.near, above.low):
            yield (_TABLE,), pair, _words(_limit(pair.near, above.near), _limit(pair.low, above.low))
    for name, entry in _entries(table, "types"):
        above = general[_WASTE if name in RECEPTACLE_TYPES else _PLAIN]
        if words := _clash(entry, _PLAIN, above):
            yield (_TABLE, "types", name), _PLAIN, words
    devices = dict(_entries(table, "devices"))
    for name, entry in devices.items():
        for pair, above in general.items():
            if words := _clash(entry, pair, above):
                yield (_TABLE, "devices", name), pair, words
    for name, entry in _entries(table, "supplies"):
        device, fills = devices.get(name.partition("/")[0], {}), fills_up(name)
        pairs = [pair for pair in general if fills is None or (pair == _WASTE) == fills]
        found = [_clash(entry, _PLAIN, _given(device, pair, general[pair])) for pair in pairs]
        if all(found):
            yield (_TABLE, "supplies", name), _PLAIN, found[0] or ""


def _entries(table: Mapping[str, Any], name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key, entry in _mapping(table.get(name)).items():
        yield key, _mapping(entry)


def _given(entry: Mapping[str, Any], pair: _Pair, above: _Inherited) -> _Inherited:
    """What a device hands on to its supplies; of two that contradict each other its own wins, as in force."""
    low, near = entry.get(pair.low), entry.get(pair.near)
    given = above
    if low is not None:
        given = given._replace(low=low, low_from=_OF_DEVICE)
        if _is_above(given.near, low):
            given = given._replace(near=low, near_from=_OF_DEVICE)
    if near is not None:
        given = given._replace(near=near, near_from=_OF_DEVICE)
        if _is_above(near, given.low):
            given = given._replace(low=near, low_from=_OF_DEVICE)
    return given


def _clash(entry: Mapping[str, Any], pair: _Pair, above: _Inherited) -> str | None:
    """What is wrong with the two limits of an entry; one that sets none has those above, which are told there."""
    low, near = entry.get(pair.low), entry.get(pair.near)
    if low is None and near is None:
        return None
    used_low, used_near = above.low if low is None else low, above.near if near is None else near
    if not _is_above(used_near, used_low):
        return None
    lower = _limit(pair.near, near) if near is not None else _limit(above.pair.near, used_near, above.near_from)
    upper = _limit(pair.low, low) if low is not None else _limit(above.pair.low, used_low, above.low_from)
    return _words(lower, upper)


def _is_above(near: Any, low: Any) -> bool:
    return _is_number(near) and _is_number(low) and near > low


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _words(near: str, low: str) -> str:
    return f"{near} must not be above {low}"


def _limit(name: str, value: float, whose: str = "") -> str:
    setting = setting_at((_TABLE, name))
    title = setting.title if setting is not None else name
    return f"{title} ({value:g} %{', ' if whose else ''}{whose})"
