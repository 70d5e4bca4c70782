"""What a poll of one device asks and expects, made once for many: nearly every answer is the one before (pure)."""

import msgspec

from core.model.device import Reading
from core.model.status import AlertRow
from core.model.supply import Supply
from core.printer.plan import level_objects, poll_plan


class Steady(msgspec.Struct, frozen=True, gc=False):
    """One device's poll, as long as it has these supplies and alert rows."""

    supplies: tuple[Supply, ...]
    alerts: tuple[AlertRow, ...]
    objects: tuple[str, ...]
    """The plan of the poll."""
    levels: dict[str, int] | None
    """The levels and capacities that say that nothing moved; None where the standard table alone does not tell."""

    def fits(self, reading: Reading) -> bool:
        """Whether it was made for that reading, or for one that the same supplies and alert rows come from."""
        return self.supplies is reading.supplies and self.alerts is reading.alerts


def steady_poll(reading: Reading) -> Steady:
    """What to ask a device again and again after that reading."""
    return Steady(
        reading.supplies, reading.alerts, poll_plan(reading, reading.identity), _expected_levels(reading.supplies)
    )


def _expected_levels(supplies: tuple[Supply, ...]) -> dict[str, int] | None:
    expected: dict[str, int] = {}
    for supply in supplies:
        level, objects = supply.level, level_objects(supply.index)
        if objects is None or level.source != "printer-mib" or level.read_at is not None or level.raw_level is None:
            return None
        expected[objects[0]] = level.raw_level
        if supply.max is not None:
            expected[objects[1]] = supply.max
    return expected
