"""What sweeps tell, and what is kept of them, for tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from core.model.device import Identity, Profile
from core.model.events import DeviceFound, SweepEnded, SweepProgressed
from core.model.sweep import SweepRecord

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def ended(reason: str, *, sent: int = 508, seconds: float = 3.2) -> SweepEnded:
    return SweepEnded(
        reason=reason,
        seconds=seconds,
        sent_bytes=sent * 92,
        received_bytes=4210,
        sent=sent,
        total=508,
        answered=5,
        printers=4,
        others=1,
    )


def progress(sent: int, *, answered: int, printers: int, left: float | None = 2.0) -> SweepProgressed:
    """In the first of two rounds: half of the work is ahead when every address was asked."""
    share = 1.0 if left == 0 else sent / (2 * 508)
    return SweepProgressed(sent=sent, total=508, answered=answered, printers=printers, seconds_left=left, share=share)


def found(number: int, *, is_printer: bool = True, **identity: Any) -> DeviceFound:
    return DeviceFound(
        address=f"198.51.100.{number}",
        port=161,
        identity=Identity(is_printer=is_printer, **identity),
        profile=Profile(),
        credentials="community:00000000",
        seen_at=NOW,
    )


def swept(hours_ago: float, *targets: str, **facts: Any) -> SweepRecord:
    """The record of a sweep that was complete, unless the facts say otherwise."""
    started = NOW - timedelta(hours=hours_ago)
    usual: dict[str, Any] = {
        "id": f"{started:%Y%m%dT%H%M%S}",
        "started_at": started,
        "started_by": "terminal",
        "targets": targets,
        "reason": "complete",
        "seconds": 5.1,
        "asked": 254,
        "total": 254,
        "answered": 16,
        "printers": 14,
        "others": 2,
        "gone": 0,
        "sent_bytes": 48_310,
        "received_bytes": 4_210,
    }
    return SweepRecord(**{**usual, **facts})
