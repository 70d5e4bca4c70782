"""Devices for the screens: a typical dozen, and what is worst for a layout."""

from datetime import timedelta

from msgspec.structs import replace

from core.model.device import Device, Identity, Profile, Quarantine, Reading
from core.model.level import Level, Percent, Quantity, Some, Unknown, Unlimited
from core.model.status import AlertRow, Counters, Cover, Status, Tray
from core.model.supply import Supply
from tests.tui.fakes import NOW

KCMY = ("black", "cyan", "magenta", "yellow")


def level(value: float | str | int) -> Level:
    """A percentage, or "some", "unknown", "unlimited", or a number of impressions as "1234 impressions"."""
    if isinstance(value, (float, int)):
        return Percent(value=float(value))
    if value == "some":
        return Some()
    if value == "unlimited":
        return Unlimited()
    if value == "unknown":
        return Unknown()
    number, unit = value.split(" ")
    return Quantity(value=int(number), unit=unit)


def supply(index: int, name: str, value: float | str, **more: object) -> Supply:
    return Supply(index=f"1.{index}", name=name, level=level(value), **more)  # type: ignore[arg-type]


def toners(*values: float | str) -> tuple[Supply, ...]:
    colors = KCMY if len(values) > 1 else ("black",)
    return tuple(
        supply(
            number,
            f"{color.capitalize()} Toner Cartridge",
            value,
            type="tonerCartridge",
            color=color,
            part_number=f"TN-{240 + number}{color[0].upper()}",
        )
        for number, (color, value) in enumerate(zip(colors, values, strict=True), 1)
    )


def waste(value: float | str, index: int = 9) -> Supply:
    return supply(index, "Waste Toner Box", value, type="wasteToner", receptacle=True, part_number="WT-220CL")


def printer(
    number: int,
    name: str | None,
    vendor: str,
    model: str,
    supplies: tuple[Supply, ...] | None = (),
    *,
    minutes: float = 3,
    silent_hours: float | None = None,
    alerts: tuple[AlertRow, ...] = (),
    status: Status | None = None,
    location: str | None = None,
    is_printer: bool = True,
    **more: object,
) -> Device:
    who = Identity(
        is_printer=is_printer,
        vendor=vendor,
        model=model,
        name=name,
        serial=f"SN{number:07d}",
        mac=f"02:00:5e:10:00:{number % 256:02x}",
        location=location,
        firmware="2.14.1",
    )
    reading = None
    read_at = NOW - timedelta(minutes=minutes)
    if supplies is not None and is_printer:
        reading = Reading(
            read_at=read_at,
            identity=who,
            supplies=supplies,
            status=status or Status(device="running", printer="idle"),
            alerts=alerts,
        )
    return Device(
        id=f"d{number:010x}",
        address=f"192.0.2.{number}",
        identity=who,
        profile=Profile(bulk=True),
        reading=reading,
        last_seen=read_at,
        added_at=NOW - timedelta(days=2),
        unreachable_since=None if silent_hours is None else NOW - timedelta(hours=silent_hours),
        problem=None if silent_hours is None else "no answer in 2 s",
        **more,  # type: ignore[arg-type]
    )


def quarantined(device: Device, **until: float) -> Device:
    """Left alone for that long from now on; a quarantine of a negative length is over."""
    quarantine = Quarantine(since=NOW, until=NOW + timedelta(**until), reason="it restarted right after being asked")
    return replace(device, quarantine=quarantine)


def typical() -> list[Device]:
    jam = AlertRow(index="1.7", severity="critical", group="mediaPath", code="jam", text="Paper jam in the duplex unit")
    return [
        printer(11, "accounts-2", "HP", "Color LaserJet MFP M479fdw", toners(62, 12, 90, 75), location="2nd floor"),
        printer(12, "reception", "Brother", "HL-L6400DW", toners("some"), location="Reception"),
        printer(13, "sales-a3", "Ricoh", "IM C3000", (*toners(40, "some", 100, 0), waste(35)), location="Sales"),
        printer(14, "warehouse", "Zebra", "ZT411", (), location="Hall 3"),
        printer(
            15, "lab", "Kyocera", "ECOSYS P3145dn", (*toners(3), waste("unknown")), location="Laboratory", minutes=1
        ),
        printer(16, "studio", "Canon", "imagePROGRAF PRO-1000", studio_inks(), location="Studio", minutes=0.2),
        printer(17, "board-room", "Lexmark", "CS622de", toners(55, 60, 45, 50), silent_hours=2.5, minutes=153),
        printer(18, "hr", "Xerox", "VersaLink C405", (*toners(81, 77, 80, 79), waste(4)), location="HR"),
        printer(
            19,
            "copy-shop",
            "Konica Minolta",
            "bizhub C258",
            toners(30, 44, 51, 38),
            alerts=(jam,),
            status=Status(printer="stopped", errors=("jammed",)),
            location="Basement",
        ),
        printer(20, None, "Epson", "WF-C5790", toners("unknown", "unknown", "unknown", "unknown"), location="Annex"),
        printer(21, "new-one", "OKI", "C332", None),
        printer(22, "ups-rack-1", "APC", "Smart-UPS 1500", is_printer=False),
    ]


def held_up() -> list[Device]:
    """What sleeps, is left alone, or has missed a poll."""
    quarantine = Quarantine(
        since=NOW, until=NOW + timedelta(hours=2), reason="it restarted right after being asked, twice in a row"
    )
    silent = printer(53, "stairs", "Brother", "HL-L2350DW", toners(18), minutes=17, notes="Key at the reception")
    return [
        printer(51, "night-desk", "HP", "LaserJet M404dn", toners(64), status=Status(printer="idle", asleep=True)),
        printer(52, "old-lab", "Samsung", "CLP-320", toners(40, 8, 77, 65), quarantine=quarantine),
        replace(silent, silent_since=NOW - timedelta(minutes=12), misses=2, problem="no answer in 2 s"),
    ]


def studio_inks() -> tuple[Supply, ...]:
    colors = ("photo black", "matte black", "cyan", "magenta", "yellow", "light cyan", "light magenta", "gray", "red")
    inks = [
        supply(number, f"{color.title()} Ink Tank", 100 - number * 9, type="inkCartridge", color=color)
        for number, color in enumerate(colors, 1)
    ]
    keeper = supply(20, "Maintenance Cartridge", 48, type="wasteInk", receptacle=True, part_number="MC-20")
    return (*inks, keeper)


def worst() -> list[Device]:
    """Long names, wide and combining characters, text that looks like markup, everything in trouble at once."""
    many = tuple(
        supply(
            number, f"[bold]Supply[/] {number} with a very long description from the firmware", number % 7, type="opc"
        )
        for number in range(10, 30)
    )
    return [
        printer(
            31,
            "[red]printer[/red]-with-a-name-that-never-ends-in-building-7",
            "Konica Minolta Business Solutions",
            "[@click=quit]bizhub PRESS C1100 PLUS with finisher FS-532",
            (*toners(0, 1, 4.5, 19.9), *many, waste(0)),
            location="Building 7, third floor, behind the kitchen, left door",
            minutes=60 * 24 * 400,
        ),
        printer(
            32, "プリンター二階会議室", "富士フイルム", "ApeosPort-VII C3373", toners(10, 20, 30, 40), location="東京"
        ),
        printer(33, "", "", "", toners("unlimited", "7809 impressions", "unknown", "some"), silent_hours=0.01),
        printer(34, "a" * 200, "B" * 200, "C" * 200, toners(100, 100, 100, 100), location="D" * 200),
    ]


def detailed() -> Device:
    """A printer that tells everything."""
    supplies = (
        *toners(62, 12, 90, 75),
        supply(5, "Black Imaging Drum", 71, type="opc", color="black", part_number="DR-243", serial="D1-0093"),
        supply(6, "Transfer Belt", "some", type="transferUnit"),
        supply(7, "Fuser", "48123 impressions", type="fuser", part_number="FU-110V"),
        waste(8),
    )
    device = printer(41, "accounts-2", "HP", "Color LaserJet MFP M479fdw", supplies, location="2nd floor")
    assert device.reading is not None
    reading = Reading(
        read_at=device.reading.read_at,
        identity=device.identity,
        supplies=supplies,
        status=Status(device="warning", printer="idle", console=("Cyan low", "Order supplies")),
        trays=(
            Tray(index="1.1", name="Multi-purpose tray", manual=True, state="empty"),
            Tray(index="1.2", name="Tray 2", unit="sheets", max=250, level=120, state="ok", media="A4 plain"),
            Tray(index="1.3", name="Tray 3", state="some", media="A3 plain"),
        ),
        covers=(Cover(index="1.1", name="Front door", state="closed"), Cover(index="1.2", name="Rear", state="closed")),
        alerts=(
            AlertRow(
                index="1.5", severity="warning", group="markerSupplies", group_index=2, code="tonerLow", text="Cyan low"
            ),
        ),
        counters=Counters(pages=48213, pages_unit="impressions", by_kind={"color": 20110, "duplex": 17500}),
    )
    return Device(
        id=device.id,
        address=device.address,
        identity=device.identity,
        profile=device.profile,
        reading=reading,
        last_seen=device.last_seen,
    )
