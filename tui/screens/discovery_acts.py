"""What an admin does on the discovery screen beside sweeping: additions by hand, options, schedule, default targets."""

import asyncio
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from core.admin_edits import display_name
from core.discovery.options import SweepOptions
from core.discovery.writing import words_in
from core.errors import SuppliesError
from core.model.device import Device
from core.settings.checks import target_complaint
from tui.dialogs.ask_schedule import AskSchedule, Times
from tui.dialogs.ask_text import AskText
from tui.dialogs.at_work import AtWork, Tell, Work
from tui.dialogs.choose import Choose
from tui.dialogs.sweep_options import AskSweepOptions
from tui.screens.framed import FramedScreen
from tui.widgets.target_form import Order, TargetForm

NAMED = 4
"""Devices and problems named in a toast; more are counted."""
SOURCES = {
    "cups": "The print queues of this machine (CUPS)",
    "server": "The print queues of another server (CUPS)",
    "file": "A file: one or more hosts a line, # comments",
}
"""Where printers may be imported from."""


class Added(NamedTuple):
    """What came of an addition."""

    devices: Sequence[Device] = ()
    failed: Sequence[SuppliesError] = ()
    skipped: Sequence[str] = ()
    """Queues without a network printer, each with its reason."""


class DiscoveryActs(FramedScreen):
    """Commands that ask first."""

    @property
    def form(self) -> TargetForm:
        """What to sweep."""
        return self.query_one(TargetForm)

    def show_additions(self) -> None:
        """What was added by hand is among the finds."""
        raise NotImplementedError

    # Additions

    def action_add_hosts(self) -> None:
        """Ask for names and addresses."""
        dialog = AskText(
            "Add printers",
            "Each is asked who it is, by SNMP. One that was added by its name is looked up again when it falls silent.",
            placeholder="lp7.example.net 10.3.0.9:1161",
            complaint=_wrong_hosts,
        )
        self.app.push_screen(dialog, self._add_typed)

    def _add_typed(self, text: str | None) -> None:
        if text is not None:
            self._add_by(partial(self._added, list(words_in(text))), "asking them")

    def action_import_hosts(self) -> None:
        """Ask where from."""
        self.app.push_screen(Choose("Import printers", "", SOURCES), self._import_from)

    def _import_from(self, source: str | None) -> None:
        if source == "cups":
            self._add_by(partial(self._of_cups, None), "The print queues of this machine are looked up.")
        elif source == "server":
            text = "Its name or address, with a port where that is not 631."
            server = os.environ.get("CUPS_SERVER", "")
            dialog = AskText("Import from a server", text, value=server, placeholder="print1.example.net")
            self.app.push_screen(dialog, self._import_from_server)
        elif source == "file":
            text = "Names, addresses, ranges; what is not a printer is told apart."
            dialog = AskText("Import from a file", text, placeholder="printers.txt")
            self.app.push_screen(dialog, self._import_from_file)

    def _import_from_server(self, server: str | None) -> None:
        if server is not None and server.strip():
            self._add_by(partial(self._of_cups, server.strip()), f"The print queues of {server.strip()} are looked up.")

    def _import_from_file(self, name: str | None) -> None:
        if name is not None and name.strip():
            path = Path(name.strip()).expanduser()
            self._add_by(partial(self._of_file, path), f"The hosts in {path.name} are asked who they are.")

    def _add_by(self, work: Work[Added], text: str) -> None:
        self.app.push_screen(AtWork[Added]("Adding printers", text, work), self._tell_added)

    async def _added(self, hosts: Sequence[str], tell: Tell) -> Added:
        def tell_step(done: int, total: int) -> None:
            tell(f"asked {done:,} of {total:,}")

        devices, failed = await self.house.services.discovery.add_hosts(hosts, on_progress=tell_step)
        return Added(devices, failed)

    async def _of_cups(self, server: str | None, tell: Tell) -> Added:
        queues = await self.house.services.discovery.cups_queues(server)
        hosts = [queue.host for queue in queues if queue.host is not None]
        skipped = [f"{queue.name}: {queue.skipped}" for queue in queues if queue.host is None]
        added = await self._added(hosts, tell)
        return added._replace(skipped=skipped)

    async def _of_file(self, path: Path, tell: Tell) -> Added:
        hosts = await asyncio.to_thread(self.house.services.discovery.read_target_file, path)
        return await self._added(hosts, tell)

    def _tell_added(self, added: Added | None) -> None:
        if added is None:
            return
        devices, failed, skipped = added
        printers = sum(device.identity.is_printer for device in devices)
        others = len(devices) - printers
        title = f"{_count(printers, 'printer')} added" + (f", {_count(others, 'other device')}" if others else "")
        self._say(title if devices else "Nothing was added", [_introduced(device) for device in devices])
        if failed:
            title = f"{_count(len(failed), 'host')} could not be added"
            self._say(title, [str(error) for error in failed], severity="warning")
        if skipped:
            self._say(f"{_count(len(skipped), 'queue')} without a network printer", skipped)
        if devices:
            self.show_additions()

    def _say(self, title: str, lines: Sequence[str], *, severity: str = "information") -> None:
        more = [f"and {len(lines) - NAMED:,} more"] if len(lines) > NAMED else []
        text = "\n".join([*lines[:NAMED], *more]) or " "
        self.notify(text, title=title, severity=severity, markup=False)  # type: ignore[arg-type]  # a Literal of Textual

    # The form

    def action_sweep_options(self) -> None:
        """Ask what this sweep does otherwise."""
        dialog = AskSweepOptions(self.form.options, self.house.services.settings.discovery)
        self.app.push_screen(dialog, self._use_options)

    def _use_options(self, options: SweepOptions | None) -> None:
        if options is not None:
            self.form.use(Order(self.form.order.text, options))

    def action_schedule(self) -> None:
        """Ask whether and when to sweep by itself."""
        settings = self.house.services.settings.discovery
        self.app.push_screen(AskSchedule(Times(settings.schedule, settings.schedule_at)), self._use_schedule)

    def _use_schedule(self, times: Times | None) -> None:
        if times is not None:
            self.house.keep_setting("discovery", "schedule_at", times.at)
            self.house.keep_setting("discovery", "schedule", times.schedule)

    def action_keep_targets(self) -> None:
        """Begin with these targets from now on."""
        targets = list(words_in(self.form.order.text))
        wrong = target_complaint(self.form.order.text) if targets else None
        if wrong is not None:
            self.notify(wrong, title="Not kept", severity="warning", markup=False)
            return
        self.house.keep_setting("discovery", "targets", targets)
        what = ", ".join(targets) or "The networks of this machine"
        self.notify(what, title="Every sweep begins with these targets", markup=False)


def _wrong_hosts(text: str) -> str | None:
    return target_complaint(text) if text.strip() else None


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _introduced(device: Device) -> str:
    who = device.identity
    return "  ".join(dict.fromkeys(fact for fact in (display_name(device), who.vendor, who.model) if fact))
