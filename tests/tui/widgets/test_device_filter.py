import pytest
from msgspec.structs import replace
from textual.content import Content

from core.alerts.rules import Thresholds
from core.model.device import Device
from core.model.status import Status
from tests.tui.fakes import NOW
from tests.tui.printers import printer, quarantined, toners, typical
from tui.widgets.device_filter import MATCH_STYLE, SearchIndex, matches_marker
from tui.widgets.device_rows import DeviceRow, make_row
from tui.widgets.filter_terms import FIELDS, Term, nothing_words, parse_filter


def row_of(device: Device) -> DeviceRow:
    return make_row(device, Thresholds(), NOW)


def found(text: str, *devices: Device) -> list[str]:
    rows = [row_of(device) for device in devices or typical()]
    return [row.name for row in matching(SearchIndex(), rows, text)]


def matching(index: SearchIndex, rows: list[DeviceRow], text: str) -> list[DeviceRow]:
    by_id = {row.device.id: row for row in rows}
    return [by_id[device_id] for device_id in index.matches(list(by_id), by_id, parse_filter(text))]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("  Laser  12 ", (Term(None, "laser"), Term(None, "12"))),
        ("loc:Hall", (Term("loc", "hall"),)),
        ("location:hall l:3", (Term("loc", "hall"), Term("loc", "3"))),
        ("a:1", (Term("addr", "1"),)),
        ("alerts:jam", (Term("alert", "jam"),)),
        ("notes:x note:y", (Term("note", "x"), Term("note", "y"))),
        ("name:", ()),
        ("02:00:5e", (Term(None, "02:00:5e"),)),
        ("http://x", (Term(None, "http://x"),)),
        (":x", (Term(None, ":x"),)),
        ("addr:fe80::1", (Term("addr", "fe80::1"),)),
    ],
)
def test_words_may_name_a_field(text: str, terms: tuple[Term, ...]) -> None:
    assert parse_filter(text) == terms


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LASERJET", ["accounts-2"]),
        ("kyocera laboratory", ["lab"]),
        ("sn0000017 unreachable", ["board-room"]),
        ("kyocera hr", []),
        ("02:00:5e:10:00:0c", ["reception"]),
        ("192.0.2.16:161", ["studio"]),
        ("name:lab", ["lab"]),
        ("loc:lab", ["lab"]),
        ("model:lab", []),
        ("model:canon", ["studio"]),
        ("addr:192.0.2.2", ["192.0.2.20", "new-one", "ups-rack-1"]),
        ("serial:18", ["hr"]),
        ("alert:jam", ["copy-shop"]),
        ("alert:yellow", ["sales-a3"]),
        ("alert:ok", ["reception"]),
        ("alert:not alert:read", ["new-one"]),
        ("name:s loc:s", ["sales-a3", "studio", "copy-shop"]),
    ],
)
def test_every_word_must_match(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_a_quarantine_is_found_for_as_long_as_it_is_shown() -> None:
    left_alone = quarantined(printer(1, "left-alone", "HP", "M1", toners(50)), hours=2)
    released = quarantined(printer(2, "released", "HP", "M1", toners(50)), hours=-1)
    assert found("alert:quarantined", left_alone, released) == ["left-alone"]


def test_everything_that_an_admin_says_can_be_found() -> None:
    device = replace(
        printer(1, "lp1", "HP", "M1", toners(50), status=Status(asleep=True), location="here"),
        given_name="Front desk",
        given_location="Hall 4",
        notes="Call 4711 first",
        host="lp1.example.net",
        model_names=("M1", "LaserJet 1"),
    )
    texts = ("front desk", "name:lp1", "name:example", "loc:hall", "note:4711", "4711", "asleep", "model:laserjet")
    for text in texts:
        assert found(text, device) == ["Front desk"], text
    assert found("loc:here", device) == []


def test_a_changed_row_is_looked_up_anew() -> None:
    device, index = printer(1, "a", "HP", "M1", toners(50)), SearchIndex()
    assert not matching(index, [row_of(device)], "note:x loc:y")
    changed = row_of(replace(device, notes="x", given_location="y"))
    index.forget([device.id])
    assert matching(index, [changed], "note:x loc:y") == [changed]


def test_the_index_can_be_prepared_in_pieces() -> None:
    rows = [row_of(printer(number, f"p{number}", "HP", "M1")) for number in range(1, 1201)]
    index = SearchIndex()
    assert len(list(index.prepare({row.device.id: row for row in rows}))) == 2
    assert len(matching(index, rows, "p1200")) == 1


def test_what_changes_goes_or_comes_while_it_is_prepared_is_found_as_it_is() -> None:
    rows = {
        row.device.id: row for row in (row_of(printer(number, f"p{number}", "HP", "M1")) for number in range(1, 1001))
    }
    index = SearchIndex()
    preparing = index.prepare(rows)
    next(preparing)
    first, second, *_, last = rows
    renamed = row_of(replace(rows[last].device, given_name="front desk"))
    rows[last] = renamed
    del rows[second]
    index.forget([last, second])
    new = row_of(printer(2001, "newcomer", "HP", "M1"))
    rows[new.device.id] = new
    list(preparing)
    for word, wanted in (("desk", [last]), ("newcomer", [new.device.id]), ("p1", [first])):
        assert list(index.matches(list(rows), rows, parse_filter(word)))[:1] == wanted


@pytest.mark.parametrize(
    ("text", "column", "cell", "marked"),
    [
        ("laser", "model", "HP Color LaserJet", ["Laser"]),
        ("a", "device", "banana", ["a", "a", "a"]),
        ("hp laser", "model", "HP Color LaserJet", ["HP", "Laser"]),
        ("a anan", "device", "banana", ["anan", "a"]),
        ("loc:hall", "location", "Hall 3", ["Hall"]),
        ("loc:hall", "device", "hall-printer", []),
        ("[b]", "device", "x[b]y", ["[b]"]),
        ("5", "supplies", "K▅50", []),
        ("3", "age", "3 min", []),
        ("laser", "model", "HP Color Las…", []),
    ],
)
def test_matched_text_is_marked_in_the_cells_that_were_searched(
    text: str, column: str, cell: str, marked: list[str]
) -> None:
    mark = matches_marker(parse_filter(text))
    assert mark is not None
    drawn = mark(column, Content.styled(cell, "$muted"))
    assert drawn.plain == cell
    spans = [span for span in drawn.spans if span.style == MATCH_STYLE]
    assert [cell[span.start : span.end] for span in spans] == marked


def test_without_words_nothing_is_marked() -> None:
    assert matches_marker(parse_filter("")) is None
    assert matches_marker(parse_filter("loc:")) is None


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_known_by_its_name(field: str) -> None:
    assert parse_filter(f"{field}:x") == (Term(field, "x"),)


@pytest.mark.parametrize("text", ["bogus:x", "hall bogus:x", "bogus:"])
def test_where_nothing_is_found_an_unknown_field_is_told(text: str) -> None:
    said = f"Nothing matches “{text}”: no field bogus, but name, model, loc, addr, serial, alert, note."
    assert nothing_words(text) == said


@pytest.mark.parametrize("text", ["hall", "loc:hall", "02:00:5e", "aa:bb:cc", "fe80::1", "http://x", "10:30", ":x"])
def test_what_is_no_field_is_not_called_one(text: str) -> None:
    assert nothing_words(text) == f"Nothing matches “{text}”."
