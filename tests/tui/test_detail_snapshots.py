"""What a person should see of one device. Each docstring says it; pictures are looked at before they are accepted."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from core.errors import SnmpTimeout
from core.model.device import AddressUse, Device, Quarantine
from core.model.history import History
from core.model.level import Percent, Unknown
from core.model.status import AlertRow
from core.printer.trail import Note
from tests.tui.fakes import NOW, FakeServices
from tests.tui.histories import past_of
from tests.tui.printers import detailed, printer, supply, toners, typical, waste, worst
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp

SnapCompare = Callable[..., bool]
Act = Callable[[Pilot[None]], Awaitable[None]]
SIZES = pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
UNREAD = frozenset({8, 9, 10})
"""Days before today on which the printer was off."""


def program(device: Device, past: History | None = None) -> SuppliesApp:
    services = FakeServices([device])
    if past is not None:
        services.history.known[device.id] = past
    services.reader.notes = NOTES
    services.reader.values = VALUES
    return SuppliesApp(services, environment={})


def after(*keys: str) -> Act:
    """Open the first device, then press keys, each after everything before it has settled."""

    async def act(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in ("enter", *keys):
            await pilot.press(key)
            await settle(pilot)

    return act


def held(*keys: str) -> Act:
    """Begin something by the last key and look while it is under way."""

    async def act(pilot: Pilot[None]) -> None:
        await after(*keys[:-1])(pilot)
        await pilot.press(keys[-1])
        await paint(pilot)

    return act


def without(device: Device, *keys: str) -> Act:
    """Press keys on its details; meanwhile its supplies go, or with no keys the device itself."""

    async def act(pilot: Pilot[None]) -> None:
        await after(*keys)(pilot)
        assert isinstance(pilot.app, SuppliesApp)
        if keys:
            assert device.reading is not None
            pilot.app.services.fleet.put(replace(device, reading=replace(device.reading, supplies=())))
        else:
            pilot.app.services.fleet.remove(device.id)
        await paint(pilot)

    return act


NOTES = (
    Note("vendor", "HP", "sysObjectID below 1.3.6.1.4.1.11", ("1.3.6.1.2.1.1.2.0",)),
    Note("model", "Color LaserJet MFP M479fdw", "hrDeviceDescr without the brand", ("1.3.6.1.2.1.25.3.2.1.3.1",)),
    Note("serial", "SN0000041", "prtGeneralSerialNumber (RFC 3805)", ("1.3.6.1.2.1.43.5.1.1.17.1",)),
    *(
        Note(
            f"supplies.1.{number}.level",
            f"{value}%",
            "level / capacity x 100 (RFC 3805)",
            (f"1.3.6.1.2.1.43.11.1.1.9.1.{number}", f"1.3.6.1.2.1.43.11.1.1.8.1.{number}"),
        )
        for number, value in enumerate((62, 12, 90, 75), 1)
    ),
)
VALUES: dict[str, int | bytes | str] = {
    "1.3.6.1.2.1.1.2.0": "1.3.6.1.4.1.11.2.3.9.1",
    "1.3.6.1.2.1.25.3.2.1.3.1": b"HP Color LaserJet MFP M479fdw",
    "1.3.6.1.2.1.43.5.1.1.17.1": b"SN0000041",
    **{f"1.3.6.1.2.1.43.11.1.1.9.1.{n}": value for n, value in enumerate((62, 12, 90, 75), 1)},
    **{f"1.3.6.1.2.1.43.11.1.1.8.1.{n}": 100 for n in range(1, 5)},
}


def wide_names() -> Device:
    """Thirty supplies and a name of wide characters, silent for a day."""
    many = tuple(
        supply(number, f"感光体ユニット・長い名前のサプライ品 {number}", number * 2, type="opc", part_number="CT350999")
        for number in range(10, 36)
    )
    return printer(
        32,
        "プリンター二階会議室の奥にある大きな複合機",
        "富士フイルム",
        "ApeosPort-VII C3373",
        (*toners(10, 0, 30, 40), *many),
        location="東京都港区の本社ビル二階、会議室の奥",
        silent_hours=26,
        minutes=26 * 60,
    )


def troubled() -> Device:
    """Everything that an admin should know of a difficult printer."""
    device = detailed()
    assert device.reading is not None
    last = Percent(value=45.0, read_at=NOW - timedelta(hours=3))
    supplies = (
        replace(toners(62)[0], level=Unknown(raw_level=-2), last_level=last),
        replace(toners(1, 1, 1, 1)[1], level=Unknown(implausible="level 150 above capacity 100"), last_level=last),
        replace(waste(92), is_turned=True),
    )
    return replace(
        device,
        reading=replace(device.reading, supplies=supplies),
        given_name="Front desk",
        notes="Under contract with Lee & Sons until June.\nThe key is at the desk.",
        silent_since=NOW - timedelta(minutes=11),
        misses=2,
        quarantine=Quarantine(
            since=NOW - timedelta(minutes=10),
            until=NOW + timedelta(minutes=50),
            reason="it restarted right after being asked, twice in a row",
        ),
        is_managed_elsewhere=True,
        interval_seconds=900.0,
        addresses=(
            AddressUse(
                address="192.0.2.77", port=161, first_seen=NOW - timedelta(days=90), last_seen=NOW - timedelta(days=9)
            ),
        ),
        absorbed=(printer(9, "old", "HP", "Color LaserJet MFP M479fdw", None),),
    )


def unbelievable() -> Device:
    """A supply whose name, numbers, reasons and order numbers all want more room than there is."""
    texts = ("[b]黒トナー[/b]が空です。 " * 4, "Replace the black toner cartridge " * 4, "C6000 " * 30)
    codes = ("tonerEmpty", "subunitEmpty", "subunitAlmostEmpty")
    alerts = tuple(
        AlertRow(
            index=f"1.{n}", severity="critical", group="markerSupplies", group_index=1, code=code, text=text.strip()
        )
        for n, (code, text) in enumerate(zip(codes, texts, strict=True))
    )
    level = Percent(
        value=0.0, raw_level=2_147_483_647, raw_max=100, implausible="level 2,147,483,647 above capacity 100"
    )
    toner = replace(
        toners(0)[0],
        name="[b]感光体ユニット・とても長い名前のサプライ品[/b] " * 4,
        level=level,
        last_level=Percent(value=45.0, read_at=NOW - timedelta(days=400)),
        condition="empty",
        is_turned=True,
        part_number="CT350999/" * 20,
        serial="S" * 200,
        max=100,
        unit="tenThousandthsOfInches",
    )
    return printer(32, "プリンター二階会議室の奥", "富士フイルム", "ApeosPort", (toner,), alerts=alerts)


OBJECTS = tuple(f"1.3.6.1.4.1.253.8.53.13.2.1.{number}.1.20.103" for number in range(40))
ENDLESS_NOTES = (
    Note("model", "[b]ApeosPort-VII[/b] " * 12, "hrDeviceDescr without the brand", OBJECTS[:1]),
    Note("name", "東京都港区の本社ビル二階、会議室の奥にある大きな複合機 " * 2, "the name " * 12, OBJECTS),
    Note("supplies." + "9" * 60 + ".level", "12%", "level / capacity x 100 (RFC 3805)", OBJECTS[:2]),
)


@SIZES
def test_details_never_read(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """No supplies and no plot; the status says that it was not read yet, below it who it is and how it is reached."""
    assert snap_compare(program(printer(21, "new-one", "OKI", "C332", None)), terminal_size=size, run_before=after())


@SIZES
def test_details_typical(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Warnings, then a bar a supply with its level in words; the cursor is on the first.

    In the large terminal the plot stands below the supplies, and everything else at the right.
    """
    assert snap_compare(
        program(detailed(), past_of(detailed(), 60, unread=UNREAD)), terminal_size=size, run_before=after()
    )


@SIZES
def test_details_worst_case(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Thirty supplies with wide names of an unreachable printer: gray bars, aligned columns, cuts with an ellipsis."""
    assert snap_compare(program(wide_names()), terminal_size=size, run_before=after())


@SIZES
def test_details_plot(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """The title of the plot is marked; letters in the supplies' colors, blank days, vertical lines at replacements.

    Below: which letter is which supply, how many days were read, pages a day, what was replaced.
    """
    app = program(detailed(), past_of(detailed(), 60, unread=UNREAD))
    assert snap_compare(app, terminal_size=size, run_before=after("tab"))


def test_details_plot_of_400_days(snap_compare: SnapCompare) -> None:
    """A year and some weeks: falling slopes, a mark above every replacement."""
    assert snap_compare(
        program(detailed(), past_of(detailed(), 390)), terminal_size=(140, 40), run_before=after("+", "+")
    )


def test_details_second_page(snap_compare: SnapCompare) -> None:
    """Status, what the printer says, trays, device and connection, each under its title, with labels aligned."""
    app = program(detailed(), past_of(detailed(), 60, unread=UNREAD))
    assert snap_compare(app, run_before=after("tab", "G"))


def test_details_of_a_troubled_printer(snap_compare: SnapCompare) -> None:
    """Levels that are not known keep the last one with its age; one is implausible, one turned.

    At the right: silence, quarantine and contract; further down the former address, the merged row and the notes.
    """
    assert snap_compare(program(troubled()), terminal_size=(140, 40), run_before=after())


def test_details_of_a_silent_printer(snap_compare: SnapCompare) -> None:
    """Unreachable, with the last levels in gray and the problem in words."""
    silent = next(device for device in typical() if device.unreachable_since)
    assert snap_compare(program(silent), run_before=after())


def test_details_with_brackets_in_names(snap_compare: SnapCompare) -> None:
    """More supplies than lines; names with brackets are shown as they are and cut with an ellipsis."""
    assert snap_compare(program(worst()[0]), run_before=after())


def test_details_without_color(snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch) -> None:
    """No color at all: the plot's lines are told apart by their letters, states by glyph and word."""
    monkeypatch.setenv("NO_COLOR", "1")
    services = FakeServices([detailed()])
    services.history.known[detailed().id] = past_of(detailed(), 60, unread=UNREAD)
    app = SuppliesApp(services, environment={"NO_COLOR": "1"})
    assert snap_compare(app, terminal_size=(140, 40), run_before=after())


def test_details_in_the_smallest_terminal(snap_compare: SnapCompare) -> None:
    """The warnings and the first supplies, level in words beside each bar; help is still among the keys."""
    app = program(detailed(), past_of(detailed(), 60, unread=UNREAD))
    assert snap_compare(app, terminal_size=(60, 16), run_before=after())


def test_details_of_a_device_that_is_gone(snap_compare: SnapCompare) -> None:
    """One sentence: it is no longer in the list; no key is offered that would ask it."""
    assert snap_compare(program(detailed()), run_before=without(detailed()))


@SIZES
def test_supply(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """State and bar, why it is so, its raw numbers; below it the past as an area with a line at the replacement."""
    app = program(detailed(), past_of(detailed(), 60, unread=UNREAD))
    assert snap_compare(app, terminal_size=size, run_before=after("j", "j", "enter"))


def test_supply_that_is_gone(snap_compare: SnapCompare) -> None:
    """One sentence: it is no longer there; the way back is among the keys."""
    assert snap_compare(program(detailed()), run_before=without(detailed(), "j", "enter"))


def test_supply_without_a_past(snap_compare: SnapCompare) -> None:
    """In the place of the plot a sentence: there is no day of history so far."""
    assert snap_compare(program(detailed()), run_before=after("enter"))


def test_supply_worst_case(snap_compare: SnapCompare) -> None:
    """A name of wide characters without end, a level that cannot be, three reasons of the printer's beside its own.

    The head is cut with an ellipsis, everything below goes on in the next line.
    """
    device = unbelievable()
    assert snap_compare(program(device, past_of(device, 60)), run_before=after("enter"))


def test_supply_worst_case_further_down(snap_compare: SnapCompare) -> None:
    """The last reasons, the raw numbers, order and serial numbers without end, in lines that are all aligned."""
    device = unbelievable()
    assert snap_compare(program(device, past_of(device, 60)), run_before=after("enter", "G"))


@SIZES
def test_explain(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """A line a value with its rule; the one under the cursor in full below, with its raw objects."""
    assert snap_compare(program(detailed()), terminal_size=size, run_before=after("x", "j", "j", "j"))


def test_explain_filtered(snap_compare: SnapCompare) -> None:
    """The words at the bottom, their matches above, the number of matches in the first line."""
    assert snap_compare(program(detailed()), run_before=after("x", "slash", *"rfc"))


def test_explain_while_it_is_read(snap_compare: SnapCompare) -> None:
    """Nothing but the first line: the device is being read, and Escape stops it."""
    app = program(detailed())
    assert isinstance(app.services, FakeServices)
    app.services.reader.may_answer.clear()
    assert snap_compare(app, run_before=held("x"))


def test_explain_of_a_silent_printer(snap_compare: SnapCompare) -> None:
    """The first line and a toast say that it does not answer; there is nothing else, and r reads it again."""
    app = program(detailed())
    assert isinstance(app.services, FakeServices)
    app.services.reader.problem = SnmpTimeout(
        "192.0.2.41:161 does not answer SNMP", "is it on, is the community right?"
    )
    assert snap_compare(app, run_before=after("x"))


def test_explain_worst_case(snap_compare: SnapCompare) -> None:
    """Endless and wide values cut with an ellipsis in the list; below, one in full with the first of forty objects."""
    app = program(detailed())
    assert isinstance(app.services, FakeServices)
    app.services.reader.notes = ENDLESS_NOTES
    app.services.reader.values = {OBJECTS[0]: "会議室 " * 8, OBJECTS[1]: bytes(range(256)), OBJECTS[2]: -(2**31)}
    assert snap_compare(app, run_before=after("x", "j"))


def test_ask_notes(snap_compare: SnapCompare) -> None:
    """A box with the notes as they are, the cursor behind them, Save and Cancel below, the keys in the frame."""
    assert snap_compare(program(troubled()), run_before=after("N"))


def test_ask_recording(snap_compare: SnapCompare) -> None:
    """A file name made of the model and the time, and a box that is ticked: redact."""
    assert snap_compare(program(detailed()), run_before=after("R"))


def test_a_recording_under_way(snap_compare: SnapCompare) -> None:
    """What is asked, how many objects there are so far, and that Escape stops it."""
    assert snap_compare(program(detailed()), run_before=held("R", "enter"))
