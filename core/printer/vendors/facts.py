"""What a maker's private objects can add to the standard reading."""

from collections.abc import Callable

import msgspec

from core.model.level import Level
from core.printer.answers import Answers
from core.printer.trail import Trail


class SupplyFact(msgspec.Struct, frozen=True, kw_only=True):
    """Something a private record knows about one supply.

    It is joined to a standard row by `index`, or else by `types` and `color` (colour None joins a row without a
    colour, or the only row of these types); where no row fits and `standalone` is True it becomes a row of its own.
    """

    index: str | None = None
    """The standard row's index ("1.3") where the record is indexed like it."""
    types: tuple[str, ...] = ()
    """RFC 3805 type names it may belong to, e.g. ("toner", "tonerCartridge")."""
    color: str | None = None
    level: Level | None = None
    """None leaves the standard level alone."""
    overrides: bool = False
    """True: replaces even a good standard percentage. False: only where the standard level is no percentage."""
    part_number: str | None = None
    serial: str | None = None
    name: str | None = None
    """For a row of its own, and for rows whose description is empty."""
    condition: str | None = None
    """The device's own verdict beside the level: "ok", "low" or "empty"; None where it gives none."""
    standalone: str | None = None
    """The index of a row of its own, e.g. "brother.6f"; None never makes one."""


class VendorFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a maker's objects said; None and empty where they said nothing."""

    vendor: str | None = None
    """The brand, where private objects know it better than the standard ones."""
    model: str | None = None
    serial: str | None = None
    firmware: str | None = None
    name: str | None = None
    mac: str | None = None
    pages: int | None = None
    """The maker's own total."""
    pages_override: bool = False
    """True where the maker's total is better than prtMarkerLifeCount (say why in the rule)."""
    counters: dict[str, int] = msgspec.field(default_factory=dict)
    """By plain name: "black", "color", "duplex", "print", "copy", "fax", "scan", ..."""
    supplies: tuple[SupplyFact, ...] = ()
    console: tuple[str, ...] = ()


class Dialect(msgspec.Struct, frozen=True, kw_only=True):
    """A maker's private tree: what to ask and how to read it."""

    name: str
    """"brother", "kyocera", ...; also the `source` of its levels."""
    identity: tuple[str, ...] = ()
    """Objects that tell model and serial, asked when the standard ones are silent: few and cheap."""
    gets: tuple[str, ...] = ()
    """Objects for a full read."""
    walks: tuple[str, ...] = ()
    """Subtrees for a full read."""
    polls: tuple[str, ...] = ()
    """Objects that move, for a steady poll (levels, counters)."""
    polls_pages: bool = False
    """Whether the maker's own total is among them; its counters by kind never are."""
    bulk: bool = True
    """False for makes known to break GETBULK (PROTOCOL.md 1.6)."""
    read: Callable[[Answers, Trail], VendorFacts]
