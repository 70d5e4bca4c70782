"""What comes of one sweep, counted as it goes, for the record (pure)."""

from collections.abc import Collection, Iterable

from core.credentials import community_reference
from core.discovery.intake import Taken
from core.discovery.options import SweepOptions
from core.discovery.targets import Targets
from core.model.device import Device
from core.model.events import SweepEnded, SweepStarted
from core.model.sweep import NAMED_AT_MOST, SweepRecord


class Tally:
    """Counts finds, those that are new and those that are missed.

    Args:
        started: the sweep.
        options: what it was told to do otherwise than the settings say.
        token: makes the record's id unique among programs.
    """

    def __init__(self, started: SweepStarted, options: SweepOptions, token: str) -> None:
        self._started = started
        self._options = options
        self._token = token
        self._found: set[str] = set()
        self._new: dict[str, None] = {}
        self._gone: tuple[str, ...] | None = None

    @property
    def found(self) -> Collection[str]:
        """The ids of the devices that answered."""
        return self._found

    def take(self, taken: Taken) -> None:
        """A find is in the fleet."""
        self._found.add(taken.device.id)
        if taken.is_new and taken.device.identity.is_printer:
            self._new[taken.device.id] = None

    def miss(self, gone: Iterable[Device]) -> None:
        """These printers were asked and did not answer."""
        self._gone = tuple(device.id for device in gone)

    def record(self, ended: SweepEnded, problem: str | None = None) -> SweepRecord:
        """The record.

        Args:
            ended: the last word.
            problem: why it failed.
        """
        new, options, started = tuple(self._new), self._options, self._started
        return SweepRecord(
            id=f"{started.at:%Y%m%dT%H%M%S.%f}-{self._token}",
            started_at=started.at,
            started_by=started.started_by,
            targets=started.targets,
            reason=ended.reason,
            problem=problem or ended.problem,
            seconds=ended.seconds,
            asked=ended.sent,
            total=ended.total,
            answered=ended.answered,
            printers=ended.printers,
            others=ended.others,
            new=len(new),
            gone=None if self._gone is None else len(self._gone),
            new_ids=new[:NAMED_AT_MOST],
            gone_ids=(self._gone or ())[:NAMED_AT_MOST],
            sent_bytes=ended.sent_bytes,
            received_bytes=ended.received_bytes,
            unsent=ended.unsent,
            unknown_names=ended.unknown_names[:NAMED_AT_MOST],
            credentials=tuple(map(community_reference, options.communities)),
            port=options.port,
            rate=options.rate,
            limit_seconds=options.limit_seconds,
        )


def gone_printers(
    devices: Iterable[Device], targets: Targets, *, found: Collection[str], references: Collection[str]
) -> tuple[Device, ...]:
    """The known printers among the targets that did not answer.

    Args:
        devices: those the fleet knows.
        targets: all of them were asked.
        found: ids of the devices that answered.
        references: of the communities that were tried; printers that go by others, or by SNMPv3, could not answer.
    """
    return tuple(
        device
        for device in devices
        if device.identity.is_printer
        and not device.is_ignored
        and device.id not in found
        and device.credentials in references
        and targets.contains(device.address, device.port)
    )
