"""The filter of the devices list: which rows have all the words, and where these stand in the cells (pure)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from textual.content import Content

from core.alerts.wording import DEVICE_WORDS, NOT_READ
from core.contact import is_asleep
from core.model.device import Device
from tui.widgets.device_rows import DeviceRow
from tui.widgets.filter_terms import FIELDS, Term, Texts, joined

MATCH_STYLE = "reverse underline"
"""How matched text looks: it keeps the color of its state, and shows without any, on the reversed cursor too."""

AT_A_TIME = 500
"""Rows prepared before the next key may be answered: a few milliseconds of work."""

MOST_KEPT = 32
"""Filters whose outcome is kept while nothing changes: letters are typed and taken back one by one."""


def _of_device(texts_of: Callable[[Device], Texts]) -> Callable[[DeviceRow], Texts]:
    return lambda row: texts_of(row.device)


def _alert_texts(row: DeviceRow) -> Iterator[str | None]:
    yield from row.warnings
    yield DEVICE_WORDS[row.assessment.state] if row.device.identity.is_printer else row.mark.word
    if row.is_quarantined:
        yield "Quarantined"
    if row.device.reading is None and row.device.identity.is_printer:
        yield NOT_READ
    if is_asleep(row.device):
        yield "asleep"


_FIELDS: dict[str, Callable[[DeviceRow], Texts]] = {
    **{field: _of_device(texts_of) for field, texts_of in FIELDS.items()},
    "alert": _alert_texts,
}

_COLUMNS: dict[str, frozenset[str]] = {
    "name": frozenset({"device"}),
    "model": frozenset({"model", "vendor"}),
    "loc": frozenset({"location"}),
    "addr": frozenset({"address"}),
    "serial": frozenset({"serial"}),
    "alert": frozenset({"alerts", "status"}),
    "note": frozenset({"notes"}),
}
"""Field -> the columns that show it."""
_SEARCHED = frozenset().union(*_COLUMNS.values())


class SearchIndex:
    """The texts of rows, case-folded, kept for as long as a row is the same."""

    def __init__(self) -> None:
        self._texts: dict[str | None, dict[str, str]] = {}
        self._searched: Sequence[str] = ()
        self._found: dict[tuple[Term, ...], Sequence[str]] = {}

    def forget(self, device_ids: Iterable[str]) -> None:
        """These rows have changed or gone."""
        self._found.clear()
        for device_id in device_ids:
            for texts in self._texts.values():
                texts.pop(device_id, None)

    def matches(self, device_ids: Sequence[str], rows: Mapping[str, DeviceRow], terms: Iterable[Term]) -> Sequence[str]:
        """The ids of the devices that every term matches, in their order; a longer word looks at fewer of them.

        Args:
            device_ids: whom to look at.
            rows: the rows of all devices.
            terms: the words.
        """
        asked = tuple(terms)
        if device_ids is not self._searched or len(self._found) >= MOST_KEPT:
            self._searched, self._found = device_ids, {}
        known = self._found.get(asked)
        if known is None:
            wider = [found for before, found in self._found.items() if _narrows(asked, before)]
            known = self._found[asked] = self._search(min(wider, key=len, default=device_ids), rows, asked)
        return known

    def _search(self, found: Sequence[str], rows: Mapping[str, DeviceRow], terms: Iterable[Term]) -> Sequence[str]:
        for field, word in terms:
            texts = self._texts.setdefault(field, {})
            for device_id in found:
                if device_id not in texts:
                    texts[device_id] = _text(rows[device_id], field)
            found = [device_id for device_id in found if word in texts[device_id]]
        return found

    def prepare(self, rows: Mapping[str, DeviceRow]) -> Iterator[None]:
        """Take down the texts of rows ahead of the first word; stops after every few, for whoever wants a pause.

        Args:
            rows: of all devices; may change in the pauses.
        """
        texts = self._texts.setdefault(None, {})
        for number, device_id in enumerate(tuple(rows), 1):
            row = rows.get(device_id)
            if row is not None and device_id not in texts:
                texts[device_id] = _text(row, None)
            if number % AT_A_TIME == 0:
                yield


def _narrows(terms: Iterable[Term], before: Iterable[Term]) -> bool:
    """Whether what matches the terms matches these, too."""
    return all(any(term.field == old.field and old.word in term.word for term in terms) for old in before)


def _text(row: DeviceRow, field: str | None) -> str:
    wanted = _FIELDS.values() if field is None else (_FIELDS[field],)
    return joined(text for texts_of in wanted for text in texts_of(row))


def matches_marker(terms: Iterable[Term]) -> Callable[[str, Content], Content] | None:
    """What marks the matched text in a cell: takes the column's id and the cell; None without anything to mark."""
    asked = tuple(terms)
    patterns = {column_id: _pattern(asked, column_id) for column_id in _SEARCHED}
    if not any(patterns.values()):
        return None

    def mark(column_id: str, cell: Content) -> Content:
        pattern = patterns.get(column_id)
        return cell if pattern is None else cell.highlight_regex(pattern, style=MATCH_STYLE)

    return mark


def _pattern(terms: Iterable[Term], column_id: str) -> re.Pattern[str] | None:
    words = {word for field, word in terms if field is None or column_id in _COLUMNS[field]}
    if not words:
        return None
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
