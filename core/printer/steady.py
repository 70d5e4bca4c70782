"""What a poll of one device asks, and was last told: nearly every answer is the one before (pure)."""

from collections.abc import Mapping

import msgspec

from core.model.device import Reading
from core.model.status import AlertRow
from core.model.supply import Supply
from core.printer.answers import Value
from core.printer.oids import SYS_UPTIME
from core.printer.plan import poll_plan


class Steady(msgspec.Struct, frozen=True, gc=False):
    """One device's poll, as long as it has these supplies and alert rows."""

    supplies: tuple[Supply, ...]
    alerts: tuple[AlertRow, ...]
    objects: tuple[str, ...]
    """The plan of the poll."""
    answers: dict[str, Value] | None = None
    """What the last poll was answered, the uptime aside, when nothing was left to ask; None: not polled yet."""

    def fits(self, reading: Reading) -> bool:
        """Whether it was made for that reading, or for one that the same supplies and alert rows come from."""
        return self.supplies is reading.supplies and self.alerts is reading.alerts

    def moved(self, values: Mapping[str, Value]) -> list[str] | None:
        """Which objects gave another answer than before, the uptime aside; None where that cannot be told."""
        known = self.answers
        if known is None or len(values) - (SYS_UPTIME in values) != len(known):
            return None
        moved = [oid for oid, value in known.items() if values.get(oid) != value]
        return None if any(oid not in values for oid in moved) else moved


def steady_poll(reading: Reading, values: Mapping[str, Value] | None = None) -> Steady:
    """What to ask a device again and again after that reading.

    Args:
        reading: what is known of it.
        values: the answers that gave that reading, when a poll did.
    """
    objects = poll_plan(reading, reading.identity)
    # By the plan's own strings: those of ten thousand devices are mostly the same few hundred.
    answers = None if values is None else {oid: values[oid] for oid in objects if oid in values and oid != SYS_UPTIME}
    return Steady(reading.supplies, reading.alerts, objects, answers)
