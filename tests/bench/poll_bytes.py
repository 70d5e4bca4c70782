"""UDP payload, both ways, of one steady poll of one printer.

Measured: a second round by the program's own poller, every octet of every datagram to and from each printer; over one
agent for each recording (the demo's, and those in $SUPPLIES_RECORDINGS), and over 1,000 agents of the makes that are
most common in offices.

Yardstick: the same objects (`poll_plan`) in one question and one answer, however many: the ratio says what asking in
parts costs, and whether anything else is asked.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from core.demo.agent import Agent
from core.model.device import Device
from core.printer.plan import poll_plan
from core.services import Services
from tests.bench.polling import polled_site
from tests.bench.recorded import CountedDevice, counted_devices
from tests.bench.rows import Row

NAME = "poll-bytes"
MAX_MEAN, MAX_WORST = 1200.0, 1500.0
PRINTERS, QUICK_PRINTERS = 1000, 100
AGAINST = "the same objects in one question"


async def measure(*, is_quick: bool) -> Sequence[Row]:
    return [*await _recordings(), *await _agents(QUICK_PRINTERS if is_quick else PRINTERS)]


async def _recordings() -> list[Row]:
    devices = counted_devices()
    with tempfile.TemporaryDirectory(prefix="supplies-bench-") as folder:
        async with Agent(devices) as agent, Services.opened(Path(folder) / "home") as services:
            await services.discovery.add_hosts([f"{address}:{agent.port}" for address in devices])
            await services.discovery.readings_done()
            printers = [device for device in services.fleet.devices() if device.identity.is_printer and device.reading]
            await _poll(services, printers)
            for counted in devices.values():
                counted.bytes = 0
            await _poll(services, printers)
    spent = {devices[printer.address].name: devices[printer.address].bytes for printer in printers}
    least = [_least(devices[printer.address], printer) for printer in printers]
    worst = max(spent, key=lambda name: spent[name])
    return [
        _row(f"a printer, mean of {len(spent)} recordings", sum(spent.values()) / len(spent), MAX_MEAN, least),
        _row(f"the worst, {worst}", spent[worst], MAX_WORST),
    ]


async def _poll(services: Services, printers: Sequence[Device]) -> None:
    answered = await services.poller.poll_all(tuple(printers))
    if answered != len(printers):
        raise RuntimeError(f"only {answered} of {len(printers)} recordings answered")


def _least(counted: CountedDevice, printer: Device) -> int:
    assert printer.reading is not None
    return counted.least_bytes(poll_plan(printer.reading, printer.reading.identity))


async def _agents(count: int) -> list[Row]:
    async with polled_site(count) as site:
        await site.agents.forget()
        await site.poll()
        polled = await site.agents.counts()
        await site.poll_bare()
        both = await site.agents.counts()
    spent = polled["received_bytes"] + polled["sent_bytes"]
    least = both["received_bytes"] + both["sent_bytes"] - spent
    return [
        _row(f"a printer, mean of {count:,} agents", spent / count, MAX_MEAN, [least / count]),
        _row("the worst of them", polled["most_bytes"], MAX_WORST),
    ]


def _row(what: str, figure: float, budget: float, least: Sequence[float] = ()) -> Row:
    return Row(
        bench=NAME,
        what=what,
        figure=figure,
        unit="B",
        yardstick=sum(least) / len(least) if least else None,
        against=AGAINST if least else "",
        max_figure=budget,
    )
