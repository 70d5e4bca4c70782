import pytest
from msgspec.structs import replace

from core.alerts.rules import Thresholds
from core.model.device import Device
from core.model.status import Counters
from tests.tui.fakes import NOW
from tests.tui.printers import printer, toners
from tui.widgets.columns import GAP, share_width
from tui.widgets.device_columns import USUAL_COLUMNS, chosen_columns, device_columns
from tui.widgets.device_rows import make_row

COLUMNS = device_columns(lambda: NOW)
USUAL = chosen_columns(COLUMNS, USUAL_COLUMNS)


def cell(device: Device, column_id: str, width: int = 40) -> str:
    return COLUMNS[column_id].draw(make_row(device, Thresholds(), NOW), width).plain


def full() -> Device:
    device = printer(7, "lp7", "HP", "M1", toners(12), location="Hall 3", is_managed_elsewhere=True)
    assert device.reading is not None
    reading = replace(device.reading, counters=Counters(pages=48213))
    return replace(device, reading=reading, notes="Call 4711\nbefore opening the door")


@pytest.mark.parametrize(
    ("column_id", "text"),
    [
        ("device", "lp7"),
        ("model", "HP M1"),
        ("supplies", "K▁12%▼"),
        ("alerts", "Black Toner Cartridge Low (12%)"),
        ("location", "Hall 3"),
        ("age", "3 min"),
        ("address", "192.0.2.7"),
        ("serial", "SN0000007"),
        ("pages", "48,213"),
        ("vendor", "HP"),
        ("status", "idle"),
        ("managed", "elsewhere"),
        ("notes", "¶ Call 4711 before opening the door"),
    ],
)
def test_what_each_column_shows(column_id: str, text: str) -> None:
    assert cell(full(), column_id) == text


def test_what_is_not_known_is_a_dash_or_nothing_never_a_number() -> None:
    bare = printer(7, None, "", "", None)
    bare = replace(bare, identity=replace(bare.identity, serial=None, vendor=None, model=None))
    told = {column_id: cell(bare, column_id) for column_id in COLUMNS}
    assert told == {
        "device": "192.0.2.7",
        "model": "not known",
        "supplies": "",
        "alerts": "Not read yet",
        "location": "–",
        "age": "–",
        "address": "192.0.2.7",
        "serial": "–",
        "pages": "–",
        "vendor": "–",
        "status": "not read yet",
        "managed": "",
        "notes": "",
    }


@pytest.mark.parametrize(
    ("width", "text"), [(31, "Black Toner Cartridge Low (12%)"), (30, "Black Low (12%)"), (5, "Black Low")]
)
def test_the_alerts_get_briefer_with_the_width(width: int, text: str) -> None:
    assert cell(full(), "alerts", width) == text


def test_text_of_a_device_is_never_markup() -> None:
    device = replace(printer(1, "[red]name[/red]", "[b]", "[/]", location="[u]"), notes="[i]")
    assert cell(device, "device") == "[red]name[/red]"
    assert cell(device, "model") == "[b] [/]"
    assert cell(device, "location") == "[u]"
    assert cell(device, "notes") == "¶ [i]"


@pytest.mark.parametrize(
    ("terminal", "side", "shown"),
    [
        (60, 0, "mark device supplies alerts age"),
        (80, 0, "mark device model supplies alerts age"),
        (99, 0, "mark device model supplies alerts age"),
        (100, 25, "mark device model supplies alerts age"),
        (120, 25, "mark device model supplies alerts age"),
        (140, 25, "mark device model supplies alerts location age"),
    ],
)
def test_the_usual_columns_in_terminals_of_every_width(terminal: int, side: int, shown: str) -> None:
    room = terminal - side - 2 - 2  # scroll bar and padding, gutter
    shares = share_width(USUAL, room)
    assert [column.id for column, _ in shares] == shown.split()
    assert sum(width for _, width in shares) + GAP * (len(shares) - 1) == room


def test_what_an_admin_chose_does_not_wait_for_a_comfortable_width() -> None:
    chosen = chosen_columns(COLUMNS, ("device", "location"))
    assert [column.id for column, _ in share_width(chosen, 56)] == ["mark", "device", "location"]


def test_in_a_narrow_terminal_the_least_needed_of_all_columns_go_first() -> None:
    every = chosen_columns(COLUMNS, tuple(COLUMNS))
    assert [column.id for column, _ in share_width(every, 56)] == ["mark", "device", "supplies", "alerts", "age"]
    assert len(share_width(every, 300)) == len(every)
