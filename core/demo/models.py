"""What a simulated make is: how fast it prints, what runs empty, what moves in its recording, how it words things."""

from typing import Literal

import msgspec

Form = Literal["counted", "tens", "some", "ricoh", "lexmark"]
"""How a level is told: "counted" in units of the capacity; "tens" in steps of 10; "some" as -3 until it is 0;
"ricoh" as -3, then -100, then 0; "lexmark" as the condition 3 ok, 4 low, 5 empty (LEXMARK-MPS-MIB)."""

TICKS = 60_000
"""A page in ticks: a printer of N pages a minute makes N ticks a millisecond, so that all arithmetic is in integers."""
FULL = 1000
"""Shares are in thousandths."""


class SupplyModel(msgspec.Struct, frozen=True, kw_only=True):
    """A supply that is used up (or a box that fills up) page by page."""

    row: int
    """Its row in prtMarkerSuppliesTable."""
    label: str
    """What the panel and the alert rows call it."""
    pages: int
    """Pages that it lasts."""
    start: int
    """Thousandths left when the simulation starts: of the supply, or of the space in the box."""
    share: int = FULL
    """How much a page of this printer takes of it, in thousandths of what the yield is stated for."""
    low_at: int = 100
    """Thousandths left at which the printer begins to warn."""
    form: Form = "counted"
    stops: bool = True
    """Whether the printer stops when it is used up."""
    serial: str | None = None
    """The cartridge's serial number as the recording has it; a new cartridge has another one in the same places."""

    @property
    def capacity(self) -> int:
        """All of it, in ticks times thousandths."""
        return self.pages * TICKS * FULL


class Mirror(msgspec.Struct, frozen=True):
    """A private object that repeats a supply's level."""

    oid: str
    row: int
    """The supply's row in prtMarkerSuppliesTable."""
    form: Form = "counted"
    maximum: int = 100
    """What a full supply is there."""


class BrotherRecords(msgspec.Struct, frozen=True, kw_only=True):
    """Which records of Brother's three private blocks move, by record id."""

    levels: dict[int, int]
    """Maintenance block: hundredths of a percent left of the supply of that row."""
    shown: dict[int, int]
    """Maintenance block: whole percent as the panel shows them."""
    conditions: dict[int, int]
    """Maintenance block: 1 ok, 2 low or out."""
    pages_left: dict[int, int]
    """Next-care block: pages that the supply of that row still lasts."""
    counters: dict[int, int]
    """Counter block: thousandths of the pages that count there."""


class Jam(msgspec.Struct, frozen=True, kw_only=True):
    """A printer that jams again and again, the first time at once."""

    every_minutes: int
    lasts_minutes: int
    cover: int
    """Row of the cover that stands open meanwhile."""
    path: str
    """What the jam's alert row says."""
    door: str
    """What the cover's alert row says."""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """How the panel and the alert rows word things; braces stand for the supply's label."""

    idle: str = "Ready"
    printing: str = "Printing"
    asleep: str = "Sleep mode"
    low: str = "{} low"
    out: str = "Replace {}"
    nearly_full: str = "{} almost full"
    full: str = "{} full"
    jammed: str = "Paper jam"


class PrinterModel(msgspec.Struct, frozen=True, kw_only=True):
    """One make of the fleet; pages_per_minute 0 is a device that prints nothing."""

    recording: str
    """Name of its recording, without ending."""
    pages_per_minute: int = 0
    pages_per_hour: int = 0
    """On average, in working time."""
    start_minute: int = 0
    """Where in its working cycle it starts, so that not all of them print and sleep together."""
    supplies: tuple[SupplyModel, ...] = ()
    trays: tuple[int, ...] = ()
    """Rows of prtInputTable that count sheets; somebody refills them in time."""
    counters: dict[str, int] = msgspec.field(default_factory=dict)
    """Page counters besides prtMarkerLifeCount: OID -> thousandths of the pages that count there."""
    mirrors: tuple[Mirror, ...] = ()
    brother: BrotherRecords | None = None
    epson_inks: tuple[int, ...] = ()
    """Rows of black, cyan, magenta and yellow in Epson's status block; empty for other makes."""
    epson_box: int | None = None
    """Row of the maintenance box in Epson's status block."""
    words: Words = Words()
    jam: Jam | None = None
    versions: tuple[str, ...] = ("1", "2c")
    """SNMP versions it answers."""
    sleeps_deeply: bool = False
    """Loses the first datagram after a quiet spell and is slow to answer for a while."""


class Printer(msgspec.Struct, frozen=True, kw_only=True):
    """One printer of the fleet as the simulation sees it."""

    model: PrinterModel
    seed: str
    """Tells its chance from every other printer's."""
    starts: tuple[int, ...]
    """Thousandths left at the start, a number for each supply of the model."""
    phase_ms: int = 0
    """How far into its working cycle it starts, in simulated milliseconds."""
    jam_phase_ms: int = 0
    """How far into the time from jam to jam it starts."""
