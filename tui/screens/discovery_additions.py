"""Printers added without a sweep: by name or address, from the queues of CUPS, from a file."""

import asyncio
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from core.admin_edits import display_name
from core.discovery.writing import words_in
from core.errors import SuppliesError
from core.model.device import Device
from core.settings.checks import target_complaint
from tui.dialogs.ask_text import AskText
from tui.dialogs.at_work import AtWork, Tell, Work
from tui.dialogs.choose import Choose
from tui.dialogs.complaints import complaint_of
from tui.screens.framed import FramedScreen
from tui.typed_path import typed_path

NAMED = 4
"""Devices and problems named in a toast; more are counted."""
SOURCES = {
    "cups": "The print queues of this machine (CUPS)",
    "server": "The print queues of another server (CUPS)",
    "file": "A file: one or more hosts a line, # comments",
}
"""Where printers may be imported from."""

ABOUT_HOSTS = (
    "Each is asked who it is, by SNMP. One that was added by its name is looked up again when it falls silent."
)
"""What comes of hosts that are typed."""

Again = Callable[[str], None]
"""Asks once more for what was typed; is told what is wrong with it."""


class Added(NamedTuple):
    """What came of an addition."""

    devices: Sequence[Device] = ()
    known: Sequence[Device] = ()
    """Those that answered and were in the list before."""
    failed: Sequence[SuppliesError] = ()
    skipped: Sequence[str] = ()
    """Queues without a network printer, each with its reason."""


AskFailed = Callable[[Added], None]
"""Asks once more for those that could not be added."""


class SoFar(NamedTuple):
    """How far an addition is."""

    asked: int
    total: int
    answered: int


class DiscoveryAdditions(FramedScreen):
    """Commands that add printers."""

    _so_far: SoFar | None = None
    """Of the addition that is under way; None until it is known whom it asks."""

    def show_additions(self) -> None:
        """What was added by hand is among the finds."""
        raise NotImplementedError

    # What is asked before

    def action_add_hosts(self) -> None:
        """Ask for names and addresses."""
        self._ask_hosts()

    def _ask_hosts(self, typed: str = "", refused: str = "", text: str = ABOUT_HOSTS) -> None:
        dialog = AskText(
            "Add printers",
            text,
            value=typed,
            placeholder="lp7.example.net 10.3.0.9:1161",
            complaint=_wrong_hosts,
            refused=refused,
        )
        self.app.push_screen(dialog, self._add_typed)

    def _add_typed(self, text: str | None) -> None:
        if text is not None:
            work = partial(self._added, list(words_in(text)))
            self._add_by(work, "They are asked who they are.", partial(self._ask_hosts, text), self._ask_failed)

    def _ask_failed(self, added: Added) -> None:
        """Ask once more for those of whom nobody answered: what was mistyped need not be typed anew."""
        failed = [error for error in added.failed if error.target]
        hosts = list(dict.fromkeys(error.target for error in failed))
        if hosts:
            more = f"; and {len(hosts) - 1:,} more" if len(hosts) > 1 else ""
            text = f"{_news(added)}. These are left." if added.devices or added.known else ABOUT_HOSTS
            self._ask_hosts(" ".join(hosts), complaint_of(failed[0]) + more, text)

    def action_import_hosts(self) -> None:
        """Ask where from."""
        self.app.push_screen(Choose("Import printers", "", SOURCES), self._import_from)

    def _import_from(self, source: str | None) -> None:
        if source == "cups":
            self._add_by(partial(self._of_cups, None), "The print queues of this machine are looked up.")
        elif source == "server":
            self._ask_server(os.environ.get("CUPS_SERVER", ""))
        elif source == "file":
            self._ask_file()

    def _ask_server(self, typed: str, refused: str = "") -> None:
        text = "Its name or address, with a port where that is not 631."
        dialog = AskText("Import from a server", text, value=typed, placeholder="print1.example.net", refused=refused)
        self.app.push_screen(dialog, self._import_from_server)

    def _import_from_server(self, typed: str | None) -> None:
        if typed is not None and (server := typed.strip()):
            text = f"The print queues of {server} are looked up."
            self._add_by(partial(self._of_cups, server), text, partial(self._ask_server, typed))

    def _ask_file(self, typed: str = "", refused: str = "") -> None:
        text = "Names, addresses, ranges; what is not a printer is told apart."
        dialog = AskText("Import from a file", text, value=typed, placeholder="printers.txt", refused=refused)
        self.app.push_screen(dialog, self._import_from_file)

    def _import_from_file(self, typed: str | None) -> None:
        if typed is not None and (name := typed.strip()):
            text = f"The hosts in {Path(name).name} are asked who they are."
            self._add_by(partial(self._of_file, name), text, partial(self._ask_file, typed))

    # Adding them

    def _add_by(
        self, work: Work[Added], text: str, again: Again | None = None, ask_failed: AskFailed | None = None
    ) -> None:
        """Show how it goes on; what is wrong with what was typed is told where it was typed."""

        async def work_or_refuse(tell: Tell) -> Added | SuppliesError:
            try:
                return await work(tell)
            except SuppliesError as error:
                if again is None:
                    raise
                return error

        self._so_far = None
        dialog = AtWork("Adding printers", text, work_or_refuse, stopped=self._tell_stopped)
        self.app.push_screen(dialog, partial(self._end, again, ask_failed))

    async def _added(self, hosts: Sequence[str], tell: Tell) -> Added:
        def tell_step(asked: int, total: int, answered: int) -> None:
            self._so_far = SoFar(asked, total, answered)
            tell(f"asked {asked:,} of {total:,}, {answered:,} answered")

        services = self.house.services
        before = {device.id for device in services.fleet.devices()}
        devices, failed = await services.discovery.add_hosts(hosts, on_progress=tell_step)
        known = [device for device in devices if device.id in before]
        return Added([device for device in devices if device.id not in before], known, failed)

    async def _of_cups(self, server: str | None, tell: Tell) -> Added:
        queues = await self.house.services.discovery.cups_queues(server)
        hosts = [queue.host for queue in queues if queue.host is not None]
        skipped = [f"{queue.name}: {queue.skipped}" for queue in queues if queue.host is None]
        added = await self._added(hosts, tell)
        return added._replace(skipped=skipped)

    async def _of_file(self, name: str, tell: Tell) -> Added:
        path = typed_path(name)
        hosts = await asyncio.to_thread(self.house.services.discovery.read_target_file, path)
        return await self._added(hosts, tell)

    # What came of it

    def _end(self, again: Again | None, ask_failed: AskFailed | None, result: Added | SuppliesError | None) -> None:
        if isinstance(result, Added):
            self._tell_added(result)
            if ask_failed is not None:
                ask_failed(result)
        elif result is not None and again is not None:
            again(complaint_of(result))

    def _tell_added(self, added: Added) -> None:
        devices, known, failed, skipped = added
        self._say(_news(added) if devices else "Nothing was added", [_introduced(device) for device in devices])
        if known:
            self._say(_known_words(known), [_introduced(device) for device in known])
        if failed:
            title = f"{_count(len(failed), 'host')} could not be added"
            self._say(title, [str(error) for error in failed], severity="warning")
        if skipped:
            self._say(f"{_count(len(skipped), 'queue')} without a network printer", skipped)
        if devices or known:
            self.show_additions()

    def _tell_stopped(self) -> None:
        """How far it came; what was added until then stays."""
        if self._so_far is None:
            self.notify("Nobody was asked yet.", title="Stopped", markup=False)
            return
        asked, total, answered = self._so_far
        text = "Those that were not asked were not added." if asked < total else "All of them were asked."
        self.notify(text, title=f"Stopped: {asked:,} of {total:,} asked, {answered:,} answered", markup=False)
        if answered:
            self.show_additions()

    def _say(self, title: str, lines: Sequence[str], *, severity: str = "information") -> None:
        more = [f"and {len(lines) - NAMED:,} more"] if len(lines) > NAMED else []
        text = "\n".join([*lines[:NAMED], *more]) or " "
        self.notify(text, title=title, severity=severity, markup=False)  # type: ignore[arg-type]  # a Literal of Textual


def _wrong_hosts(text: str) -> str | None:
    return target_complaint(text) if text.strip() else None


def _news(added: Added) -> str:
    """What is in the list by it: "2 printers added, 1 other device"; those known before where there is nothing new."""
    if not added.devices:
        return _known_words(added.known)
    printers = sum(device.identity.is_printer for device in added.devices)
    others = len(added.devices) - printers
    return f"{_count(printers, 'printer')} added" + (f", {_count(others, 'other device')}" if others else "")


def _known_words(known: Sequence[Device]) -> str:
    return f"{_count(len(known), 'device')} in the list already"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _introduced(device: Device) -> str:
    who = device.identity
    return "  ".join(dict.fromkeys(fact for fact in (display_name(device), who.vendor, who.model) if fact))
