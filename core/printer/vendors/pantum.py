"""Pantum (40093): identity, counters, and the supplies table that lacks its second index.

Source: the GLPI agent: with a single consumable these printers answer 43.11.1.1.<c>.1
instead of 43.11.1.1.<c>.<device>.<supply>.
"""

from core.model.level import Percent
from core.printer import oids
from core.printer.answers import Answers
from core.printer.colors import color_of
from core.printer.levels import level_of
from core.printer.supply_types import type_of
from core.printer.trail import Trail
from core.printer.vendors.facts import Dialect, SupplyFact, VendorFacts
from core.printer.vendors.noted import Noted, as_level
from core.printer.vendors.private_levels import in_words

SOURCE = "pantum"
"""The dialect, and the `source` of its levels."""
_ROOT = "1.3.6.1.4.1.40093"
FIRMWARE = f"{_ROOT}.1.1.1.1"
SERIALS = (f"{_ROOT}.1.1.1.5", f"{_ROOT}.6.1.2", f"{_ROOT}.10.1.1.4")
"""The serial number, by model."""
_COUNTERS = {"duplex": f"{_ROOT}.1.1.3.1", "copy": f"{_ROOT}.1.1.3.9", "print": f"{_ROOT}.1.1.3.12"}
_COLORED = frozenset({"toner", "tonerCartridge", "ink", "inkCartridge", "opc", "developer"})
_SHORT = ".1"


def _with_scalar_form(*bases: str) -> tuple[str, ...]:
    """Each OID as it is known, and with the `.0` that a scalar should have."""
    return tuple(f"{base}{suffix}" for base in bases for suffix in ("", ".0"))


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read the private objects; every one may be missing."""
    noted = Noted(answers, trail, "Pantum private objects")
    return VendorFacts(
        serial=noted.text("serial", *_with_scalar_form(*SERIALS)),
        firmware=noted.text("firmware", *_with_scalar_form(FIRMWARE)),
        counters=noted.counters({name: _with_scalar_form(oid) for name, oid in _COUNTERS.items()}),
        supplies=_short_row(noted),
    )


def _short_row(noted: Noted) -> tuple[SupplyFact, ...]:
    """The only supply, out of the one-index row; nothing where the table has proper rows."""
    answers = noted.answers
    level = as_level(answers.get(f"{oids.SUPPLY_LEVEL}{_SHORT}"))
    if level is None or any("." in suffix for suffix, _ in answers.below(oids.SUPPLY_LEVEL)):
        return ()
    description = noted.plain(answers.get(f"{oids.SUPPLY_DESCR}{_SHORT}"))
    kind, _ = type_of(as_level(answers.get(f"{oids.SUPPLY_TYPE}{_SHORT}")), description)
    unit = "percent" if as_level(answers.get(f"{oids.SUPPLY_UNIT}{_SHORT}")) == 19 else None
    maximum = as_level(answers.get(f"{oids.SUPPLY_MAX}{_SHORT}"))
    found, rule = level_of(level, maximum, unit, source=SOURCE)
    color, _ = color_of(description, None, is_only_color=kind in _COLORED)
    subject = f"supplies.{SOURCE}.1.level"
    noted.trail.note(subject, in_words(found), f"row without a second index: {rule}", f"{oids.SUPPLY_LEVEL}{_SHORT}")
    name = description or f"{(color or '').capitalize()} Supply".strip()
    return (
        SupplyFact(
            types=(kind,),
            color=color,
            level=found,
            overrides=isinstance(found, Percent),
            name=name,
            standalone=f"{SOURCE}.1",
        ),
    )


DIALECT = Dialect(
    name=SOURCE,
    identity=SERIALS,
    gets=(
        *_with_scalar_form(FIRMWARE, *SERIALS, *_COUNTERS.values()),
        *(f"{column}{_SHORT}" for column in oids.SUPPLY_COLUMNS),
    ),
    polls=(f"{oids.SUPPLY_LEVEL}{_SHORT}",),
    read=read,
)
