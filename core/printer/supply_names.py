"""Names that tell a device's supplies apart, also where it describes them badly or not at all."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from core.model.supply import Supply
from core.printer.oids import SUPPLY_DESCR
from core.printer.supply_types import PLAIN_NAMES
from core.printer.trail import NO_TRAIL, Trail


def name_rows(supplies: Sequence[Supply], trail: Trail = NO_TRAIL) -> tuple[Supply, ...]:
    """The supplies with a name each, and the color in front where rows share one (OKI, PROTOCOL 2.12)."""
    counts = Counter(supply.name for supply in supplies if supply.name)
    named = []
    for supply in supplies:
        name, rule = supply.name, "the description without serial number and order number boilerplate"
        if not name:
            name = made_up_name(supply.type, supply.color, supply.index)
            rule = "the device describes this row with nothing: its color and type"
        elif counts[name] > 1 and supply.color and supply.color not in name.lower():
            name, rule = f"{_capitalized(supply.color)} {name}", f"{rule}; the color tells rows of one name apart"
        trail.note(f"supplies.{supply.index}.name", name, rule, f"{SUPPLY_DESCR}.{supply.index}")
        named.append(supply if name == supply.name else msgspec.structs.replace(supply, name=name))
    return tuple(named)


def made_up_name(type_name: str, color: str | None, index: str) -> str:
    """A name for a row without a description, e.g. "Cyan Toner"; "Supply 7" where not even the type is known."""
    plain = PLAIN_NAMES.get(type_name)
    if plain is None:
        return f"Supply {index.rpartition('.')[2]}"
    return f"{_capitalized(color)} {plain}" if color else plain


def _capitalized(color: str) -> str:
    return color[0].upper() + color[1:]
