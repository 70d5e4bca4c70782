"""Everything that a device's answers tell, in our words: the one way from raw objects to a `Reading` (pure)."""

from datetime import datetime

from core.model.device import Reading
from core.printer.alerts import read_alerts
from core.printer.answers import Answers
from core.printer.charsets import declared_charset
from core.printer.counters import read_counters
from core.printer.identify import choose_dialect, identity_from
from core.printer.media import read_covers, read_trays
from core.printer.merge import merge_facts
from core.printer.oids import PRT_ALL_EVENTS, PRT_CONFIG_CHANGES, SYS_UPTIME
from core.printer.solid_ink_flags import with_flags
from core.printer.solid_ink_models import is_solid_ink
from core.printer.status import read_status
from core.printer.supplies import read_rows
from core.printer.supply_names import name_rows
from core.printer.trail import NO_TRAIL, Trail
from core.printer.vendors.facts import VendorFacts


def read(answers: Answers, *, read_at: datetime, trail: Trail = NO_TRAIL) -> Reading:
    """Read a device.

    Args:
        answers: what it gave, from a full read or a recording; its charset is set on the way.
        read_at: when it gave it (UTC).
        trail: takes a note with the rule and the raw objects for every value.
    """
    answers.charset = declared_charset(answers, trail)
    dialect = choose_dialect(answers)
    facts = dialect.read(answers, trail) if dialect else VendorFacts()
    identity = identity_from(answers, dialect, facts, trail)
    name = dialect.name if dialect else None
    status = read_status(answers, identity.device_index, trail, facts.console)
    alerts = read_alerts(answers, trail)
    supplies = read_rows(answers, dialect=name, trail=trail)
    if facts.supplies:
        supplies = merge_facts(supplies, facts.supplies, dialect=name or "", trail=trail)
    supplies = name_rows(supplies, trail)
    if is_solid_ink(identity, answers):
        supplies = with_flags(supplies, status, alerts, trail)
    return Reading(
        read_at=read_at,
        identity=identity,
        supplies=supplies,
        status=status,
        trays=read_trays(answers, trail),
        covers=read_covers(answers, trail),
        alerts=alerts,
        counters=read_counters(answers, identity.device_index, facts, name, trail),
        uptime_seconds=_uptime(answers, trail),
        config_changes=_general(answers, PRT_CONFIG_CHANGES, identity.device_index),
        alert_events=_general(answers, PRT_ALL_EVENTS, identity.device_index),
        full_at=read_at,
    )


def _uptime(answers: Answers, trail: Trail) -> float | None:
    ticks = answers.integer(SYS_UPTIME)
    if ticks is None or ticks < 0:
        return None
    trail.note("uptime", ticks / 100, "sysUpTime in hundredths of a second (RFC 1213)", SYS_UPTIME)
    return ticks / 100


def _general(answers: Answers, column: str, device_index: int | None) -> int | None:
    """A counter of prtGeneralTable (RFC 3805): it only says that something changed."""
    return None if device_index is None else answers.integer(f"{column}.{device_index}")
