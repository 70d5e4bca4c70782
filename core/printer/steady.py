"""What a poll of one device asks, and was last told: nearly every answer is the one before (pure)."""

from collections.abc import Mapping
from functools import lru_cache

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
    answers: tuple[Value | None, ...] | None = None
    """What the last poll gave for each, None where nothing, if it left nothing to ask; None: not polled yet."""

    def fits(self, reading: Reading) -> bool:
        """Whether it was made for that reading, or for one that the same supplies and alert rows come from."""
        return self.supplies is reading.supplies and self.alerts is reading.alerts

    def moved(self, values: Mapping[str, Value]) -> list[str] | None:
        """Which objects gave another answer than before, the uptime aside; None where that cannot be told."""
        if self.answers is None or not values.keys() <= set(self.objects):
            return None
        moved = []
        for oid, known in zip(self.objects, self.answers, strict=True):
            value = values.get(oid)
            if value != known and oid != SYS_UPTIME:
                if value is None or known is None:
                    return None
                moved.append(oid)
        return moved


def steady_poll(reading: Reading, values: Mapping[str, Value] | None = None) -> Steady:
    """What to ask a device again and again after that reading.

    Args:
        reading: what is known of it.
        values: the answers that gave that reading, when a poll did.
    """
    objects = _one_of(poll_plan(reading, reading.identity))
    answers = None if values is None else tuple(map(values.get, objects))
    return Steady(reading.supplies, reading.alerts, objects, answers)


@lru_cache(maxsize=4096)
def _one_of(objects: tuple[str, ...]) -> tuple[str, ...]:
    """The same plan by one object: ten thousand printers have a few hundred."""
    return objects
