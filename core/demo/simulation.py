"""The simulated office: pages are printed, supplies run out and are replaced. Pure steps over a frozen state.

All numbers are integers and every change falls on its own millisecond, so that a state does not depend on how often
somebody looked: advancing to B by way of A gives the same as advancing to B at once.
"""

from typing import Literal

import msgspec
from msgspec.structs import replace

from core.demo.dice import draw
from core.demo.models import FULL, TICKS, Printer, SupplyModel
from core.demo.schedule import MINUTE, NEVER, Pace, Phase, phase_at

FIRST_ALERT = 12
"""Alert rows of before the simulation have come and gone."""

AlertKind = Literal["low", "out", "jam", "cover"]


class Alert(msgspec.Struct, frozen=True):
    """A condition that the printer reports."""

    index: int
    """Grows by one an alert and is never used again (RFC 3805, prtAlertIndex)."""
    kind: AlertKind
    place: int
    """Position in the model's supplies for "low" and "out", otherwise 0."""
    since: int
    """The simulated millisecond at which it arose."""
    is_critical: bool
    """The printer stands still because of it."""


class Cartridge(msgspec.Struct, frozen=True):
    """What is in the printer of one supply."""

    used: int
    """In ticks times thousandths, as `SupplyModel.capacity`."""
    number: int = 0
    """How many there were before it."""
    out_since: int | None = None
    """The simulated millisecond at which it was used up."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """One printer at one moment."""

    clock: int = 0
    """Simulated milliseconds since the start."""
    ticks: int = 0
    """Printed since the start, in ticks of a page."""
    cartridges: tuple[Cartridge, ...] = ()
    alerts: tuple[Alert, ...] = ()
    next_alert: int = FIRST_ALERT
    raised: int = 0
    """Alerts raised after the start."""
    criticals: int = 0
    """Critical ones of these."""

    @property
    def pages(self) -> int:
        """Whole pages printed since the start."""
        return self.ticks // TICKS


def begin(printer: Printer, pace: Pace) -> State:
    """The printer when the simulation starts."""
    cartridges = tuple(
        Cartridge(supply.capacity * (FULL - start) // FULL)
        for supply, start in zip(printer.model.supplies, printer.starts, strict=True)
    )
    return replace(_settle(printer, pace, State(cartridges=cartridges)), raised=0, criticals=0)


def advance(printer: Printer, pace: Pace, state: State, until: int) -> State:
    """The printer at that simulated millisecond; a moment that has passed changes nothing."""
    while state.clock < until:
        phase = phase_at(printer, pace, state.clock)
        state = _settle(printer, pace, _move(printer, state, phase, until))
    return state


def condition(supply: SupplyModel, cartridge: Cartridge) -> Literal["low", "out"] | None:
    """What the printer reports of a supply; None when there is enough."""
    if cartridge.out_since is not None:
        return "out"
    return "low" if cartridge.used >= _warns_at(supply) else None


def is_stopped(state: State) -> bool:
    """Whether the printer stands still until somebody helps."""
    return any(alert.is_critical for alert in state.alerts)


def _warns_at(supply: SupplyModel) -> int:
    return supply.capacity - supply.capacity * supply.low_at // FULL


def _move(printer: Printer, state: State, phase: Phase, until: int) -> State:
    """On to the next moment at which anything changes, at most to `until`."""
    supplies, speed = printer.model.supplies, printer.model.pages_per_minute
    is_printing = phase.kind == "printing" and not is_stopped(state)
    end = min(phase.ends, until)
    for supply, cartridge in zip(supplies, state.cartridges, strict=True):
        if cartridge.out_since is not None:
            end = min(end, _replaced_at(printer, supply, cartridge))
        elif is_printing and supply.share:
            goal = _warns_at(supply) if cartridge.used < _warns_at(supply) else supply.capacity
            end = min(end, state.clock - (cartridge.used - goal) // (speed * supply.share))
    if not is_printing:
        return replace(state, clock=end)
    ticks = (end - state.clock) * speed
    cartridges = tuple(
        cartridge
        if cartridge.out_since is not None
        else replace(cartridge, used=min(cartridge.used + ticks * supply.share, supply.capacity))
        for supply, cartridge in zip(supplies, state.cartridges, strict=True)
    )
    return replace(state, clock=end, ticks=state.ticks + ticks, cartridges=cartridges)


def _settle(printer: Printer, pace: Pace, state: State) -> State:
    """Everything that follows at the moment itself: used up, replaced, alerts raised and taken back."""
    supplies = printer.model.supplies
    cartridges = tuple(
        _looked_after(printer, supply, cartridge, state.clock)
        for supply, cartridge in zip(supplies, state.cartridges, strict=True)
    )
    wanted: dict[tuple[AlertKind, int], bool] = {}
    if phase_at(printer, pace, state.clock).kind == "jammed":
        wanted = {("jam", 0): True, ("cover", 0): True}
    for place, (supply, cartridge) in enumerate(zip(supplies, cartridges, strict=True)):
        kind = condition(supply, cartridge)
        if kind is not None:
            wanted[kind, place] = kind == "out" and supply.stops
    if wanted.keys() == {(alert.kind, alert.place) for alert in state.alerts}:
        return state if cartridges == state.cartridges else replace(state, cartridges=cartridges)
    alerts = [alert for alert in state.alerts if (alert.kind, alert.place) in wanted]
    known = {(alert.kind, alert.place) for alert in alerts}
    fresh = [(kind, place, critical) for (kind, place), critical in wanted.items() if (kind, place) not in known]
    alerts += [
        Alert(state.next_alert + number, kind, place, state.clock, critical)
        for number, (kind, place, critical) in enumerate(fresh)
    ]
    return replace(
        state,
        cartridges=cartridges,
        alerts=tuple(alerts),
        next_alert=state.next_alert + len(fresh),
        raised=state.raised + len(fresh),
        criticals=state.criticals + sum(critical for _, _, critical in fresh),
    )


def _looked_after(printer: Printer, supply: SupplyModel, cartridge: Cartridge, clock: int) -> Cartridge:
    if cartridge.out_since is None:
        return replace(cartridge, out_since=clock) if cartridge.used >= supply.capacity else cartridge
    if clock >= _replaced_at(printer, supply, cartridge):
        return Cartridge(0, cartridge.number + 1)
    return cartridge


def _replaced_at(printer: Printer, supply: SupplyModel, cartridge: Cartridge) -> int:
    """Somebody notices and fetches a new one within 25 to 60 minutes."""
    if cartridge.out_since is None:
        return NEVER
    return cartridge.out_since + (25 + draw(36, printer.seed, supply.row, cartridge.number)) * MINUTE
