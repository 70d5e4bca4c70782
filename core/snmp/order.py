"""The order of OIDs, and the rule that keeps walks finite: inside a subtree every answer lies behind the last one."""

import functools
from collections.abc import Iterable

from core.errors import SnmpEndlessWalk
from core.snmp.client import Value


@functools.lru_cache(maxsize=4096)
def arcs(oid: str) -> tuple[int, ...]:
    """A dotted OID as numbers, which sort as agents sort."""
    return tuple(map(int, oid.split(".")))


def is_under(base: str, oid: str) -> bool:
    """Whether the OID lies in the subtree of `base`, itself left out."""
    return oid.startswith(base + ".")


def outermost(bases: Iterable[str]) -> list[str]:
    """The OIDs in the agent's order, without those that lie inside another one of them."""
    outer: list[str] = []
    for base in sorted(set(bases), key=arcs):
        # Whatever lies inside a subtree sorts right behind it.
        if not outer or not is_under(outer[-1], base):
            outer.append(base)
    return outer


class SubtreeWalk:
    """The rows of one subtree, taken in the agent's order.

    Args:
        base: the subtree's OID.
        limit: rows it may have.
    """

    def __init__(self, base: str, limit: int) -> None:
        self.base = base
        """The subtree's OID."""
        self.position = base
        """The last OID taken: where to ask on."""
        self.rows: dict[str, Value] = {}
        """Everything taken so far."""
        self._limit = limit
        self._prefix = base + "."
        self._last: tuple[int, ...] = ()

    def take(self, oid: str, value: Value) -> bool:
        """Take the next row; False when it lies outside: the walk is over.

        Raises:
            SnmpEndlessWalk: the row is not behind the last one, or there are too many.
        """
        if not oid.startswith(self._prefix):
            return False
        inside = arcs(oid[len(self._prefix) :])
        if inside <= self._last:
            raise SnmpEndlessWalk(
                f"the device walks backwards: after {self.position} it gave {oid}", "its SNMP agent is broken"
            )
        if len(self.rows) >= self._limit:
            raise SnmpEndlessWalk(
                f"the device has more than {self._limit} objects under {self.base}", "the walk was stopped there"
            )
        self.rows[oid] = value
        self.position = oid
        self._last = inside
        return True
