from collections.abc import Callable, Mapping
from typing import Any

import pytest

from core.discovery.sweep import Sweep
from core.discovery.targets import parse_targets
from core.model.events import DeviceFound, SweepEnded, SweepProgressed
from core.snmp.recording import OBJECT_ID, OCTETS, Record, Recording

SYS_DESCR, SYS_OBJECT_ID = "1.3.6.1.2.1.1.1.0", "1.3.6.1.2.1.1.2.0"
HR_TYPE, HR_DESCR = "1.3.6.1.2.1.25.3.2.1.2.1", "1.3.6.1.2.1.25.3.2.1.3.1"
PRT_SERIAL = "1.3.6.1.2.1.43.5.1.1.17.1"


def recording(texts: Mapping[str, str]) -> Recording:
    """Objects by OID: values that look like an OID become one, others text."""
    return Recording(
        Record(
            tuple(map(int, oid.split("."))),
            OBJECT_ID if value.startswith("1.3.6.") else OCTETS,
            value if value.startswith("1.3.6.") else value.encode(),
        )
        for oid, value in texts.items()
    )


@pytest.fixture
def printer() -> Callable[[int], Recording]:
    """A small color laser with that number in its serial number."""

    def make(number: int) -> Recording:
        return recording(
            {
                SYS_DESCR: "HP ETHERNET MULTI-ENVIRONMENT,SN:VN0000000,PID:HP Color LaserJet M999",
                SYS_OBJECT_ID: "1.3.6.1.4.1.11.2.3.9.1",
                HR_TYPE: "1.3.6.1.2.1.25.3.1.5",
                HR_DESCR: "HP Color LaserJet M999",
                PRT_SERIAL: f"VNB3{number:06}",
            }
        )

    return make


@pytest.fixture
def server() -> Recording:
    """A Linux host with net-snmp."""
    return recording(
        {
            SYS_DESCR: "Linux files 6.1.0 #1 SMP x86_64",
            SYS_OBJECT_ID: "1.3.6.1.4.1.8072.3.2.10",
            HR_TYPE: "1.3.6.1.2.1.25.3.1.3",
        }
    )


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that got lost is waited for a moment only."""
    monkeypatch.setattr("core.discovery.reception.ANSWER_SECONDS", 0.3)


class Watched:
    """All the events of one sweep."""

    def __init__(self) -> None:
        self.found: list[DeviceFound] = []
        self.progress: list[SweepProgressed] = []
        self.ended: SweepEnded | None = None

    @property
    def addresses(self) -> list[str]:
        return sorted(found.address for found in self.found)

    @property
    def end(self) -> SweepEnded:
        assert self.ended is not None
        return self.ended


async def watch(sweep: Sweep) -> Watched:
    seen = Watched()
    async for event in sweep:
        assert seen.ended is None, "SweepEnded is the last event"
        if isinstance(event, DeviceFound):
            seen.found.append(event)
        elif isinstance(event, SweepProgressed):
            seen.progress.append(event)
        else:
            seen.ended = event
    return seen


@pytest.fixture
def run() -> Callable[..., Any]:
    """Sweep those targets as fast as possible, with short waits, and give what was seen."""

    async def go(targets: str, port: int, *, exclude: tuple[str, ...] = (), **options: Any) -> Watched:
        options = {"rate": None, "wait_seconds": 0.2, "limit_seconds": 20.0} | options
        return await watch(Sweep(parse_targets([targets], default_port=port, exclude=exclude), **options))

    return go
