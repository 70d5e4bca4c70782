"""What an admin does with devices of the list: one or many of them, with undo."""

import asyncio
from collections.abc import Sequence
from functools import partial

from core.admin_edits import AdminEdit, checked_line, display_location, display_name
from core.errors import NotFoundError, UsageError
from core.fleet import Fleet
from core.model.device import Device
from tui.clipboard import copy_addresses
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.screens.framed import FramedScreen
from tui.undoing import Step, Undo, UndoStack

AT_ONCE = 50
"""Devices changed before the next key may be answered."""


class DeviceActs(FramedScreen):
    """Commands on the chosen devices; whoever inherits says which those are."""

    def __init__(self) -> None:
        super().__init__()
        self._done = UndoStack()

    def chosen(self) -> list[Device]:
        """The selected devices, else the one under the cursor."""
        raise NotImplementedError

    def unselect(self) -> None:
        """Select nothing."""
        raise NotImplementedError

    @property
    def _fleet(self) -> Fleet:
        return self.house.services.fleet

    # Commands

    def action_poll(self) -> None:
        """Ask them now."""
        self.house.poll(*(device.id for device in self.chosen()))

    def action_copy(self) -> None:
        """Their addresses."""
        copy_addresses(self.house, [(device.address, display_name(device)) for device in self.chosen()])

    def action_ignore(self) -> None:
        """Drop them, or take them back where all of them are dropped."""
        devices = self.chosen()
        is_ignored = not all(device.is_ignored for device in devices)
        changed = [device for device in devices if device.is_ignored != is_ignored]
        if not changed:
            return
        if is_ignored:
            self._say(f"{_are(changed)} ignored", "u takes it back; the view Ignored shows what is ignored.")
        else:
            self._say(f"{_are(changed)} back", "Watched again.")
        self._do([partial(self._fleet.set_ignored, device.id, is_ignored=is_ignored) for device in changed])
        self._done.push(
            Undo(
                f"{_are(changed)} {'back' if is_ignored else 'ignored again'}",
                "Watched again." if is_ignored else "As before.",
                [partial(self._fleet.set_ignored, device.id, is_ignored=not is_ignored) for device in changed],
            )
        )
        self.unselect()

    def action_toggle_managed(self) -> None:
        """Mark them as under somebody's contract, or not any more where all of them are."""
        devices = self.chosen()
        is_managed = not all(device.is_managed_elsewhere for device in devices)
        changed = [device for device in devices if device.is_managed_elsewhere != is_managed]
        if not changed:
            return
        if is_managed:
            self._say(f"{_are(changed)} managed elsewhere", "Kept out of ordering; u takes it back.")
        else:
            self._say(f"{_are(changed)} ours again", "Supplies may be ordered; u takes it back.")
        self._do([self._edit(device, AdminEdit(is_managed_elsewhere=is_managed)) for device in changed])
        self._done.push(
            Undo(
                f"{_are(changed)} {'ours again' if is_managed else 'managed elsewhere'}",
                "As before.",
                [self._edit(device, AdminEdit(is_managed_elsewhere=not is_managed)) for device in changed],
            )
        )

    def action_set_location(self) -> None:
        """Ask where they are."""
        devices = self.chosen()
        if not devices:
            return
        places = {display_location(device) or "" for device in devices}
        own = devices[0].identity.location if len(devices) == 1 else None
        dialog = AskText(
            f"Location of {_names(devices)}",
            f"Empty: what the device says itself{f', “{own}”' if own else ''}.",
            value=places.pop() if len(places) == 1 else "",
            placeholder="building, floor, room",
            complaint=_wrong_line,
        )
        self.app.push_screen(dialog, partial(self._set_location, devices))

    def _set_location(self, devices: Sequence[Device], place: str | None) -> None:
        if place is None:
            return
        self._do([self._edit(device, AdminEdit(given_location=place)) for device in devices])
        self._done.push(
            Undo(
                f"{_are(devices)} where {'it was' if len(devices) == 1 else 'they were'}",
                "As before.",
                [self._edit(device, AdminEdit(given_location=device.given_location)) for device in devices],
            )
        )
        where = f"at {place.strip()}" if place.strip() else "where it says itself"
        self._say(f"{_are(devices)} {where}", "u takes it back.")

    def action_merge(self) -> None:
        """Ask which of two rows stays."""
        devices = self.chosen()
        if len(devices) != 2:
            self._say("Select two devices", "Space selects; it is asked then which of the rows stays.")
            return
        dialog = Choose(
            "Merge",
            "Which row stays? The other one becomes part of it; u takes it out again.",
            {device.id: _introduced(device) for device in devices},
        )
        self.app.push_screen(dialog, partial(self._merge, devices))

    def _merge(self, devices: Sequence[Device], keep_id: str | None) -> None:
        if keep_id is None:
            return
        keep, other = sorted(devices, key=lambda device: device.id != keep_id)
        self._do([partial(self._fleet.merge, keep.id, other.id)])
        self._done.push(
            Undo(
                f"{display_name(other)} is a row of its own again",
                "With what was seen of it meanwhile.",
                [partial(_take_out, self._fleet, keep.id, other.id)],
            )
        )
        self._say(f"{display_name(other)} is part of {display_name(keep)}", "u takes it out again.")
        self.unselect()

    def action_remove(self) -> None:
        """Ask once, then forget them."""
        devices = self.chosen()
        if not devices:
            return
        it_or_them = "it" if len(devices) == 1 else "them"
        dialog = Confirm(
            f"Remove {_names(devices)}",
            f"A later sweep finds {it_or_them} again; to be rid of {it_or_them} for good, ignore {it_or_them} instead.",
            yes="Remove",
        )
        self.app.push_screen(dialog, partial(self._remove, devices))

    def _remove(self, devices: Sequence[Device], is_meant: bool | None) -> None:
        if not is_meant:
            return
        self._do([partial(self._fleet.remove, device.id) for device in devices])
        self._done.push(
            Undo(f"{_are(devices)} back", "As before.", [partial(_put_back, self._fleet, device) for device in devices])
        )
        self._say(f"{_are(devices)} removed", "u brings it back." if len(devices) == 1 else "u brings them back.")
        self.unselect()

    def action_undo(self) -> None:
        """Take back what was done last."""
        undo = self._done.pop()
        if undo is None:
            self._say("Nothing to take back", "Nothing was changed here since the start.")
            return
        self._do(undo.steps)
        self._say(undo.title, undo.text)

    # Doing it

    def _edit(self, device: Device, edit: AdminEdit) -> Step:
        return partial(self._fleet.edit, device.id, edit)

    def _do(self, steps: Sequence[Step]) -> None:
        """Change devices; very many of them in turns, so that keys are answered meanwhile."""
        if len(steps) <= AT_ONCE:
            for step in steps:
                _take(step)
        else:
            work = _take_in_turns(steps)
            self.house.run_worker(work, group="edits", description="changing the devices", exit_on_error=False)

    def _say(self, title: str, text: str) -> None:
        self.notify(text, title=title, markup=False)


async def _take_in_turns(steps: Sequence[Step]) -> None:
    for number, step in enumerate(steps, 1):
        _take(step)
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)


def _take(step: Step) -> None:
    try:
        step()
    except NotFoundError:
        return  # somebody has removed it meanwhile: there is nothing left to change


def _put_back(fleet: Fleet, device: Device) -> None:
    """Unless a sweep has found it again."""
    if fleet.get(device.id) is None:
        fleet.put(device)


def _take_out(fleet: Fleet, keep_id: str, other_id: str) -> None:
    """Undo a merge, unless something else was done with the row since."""
    keep = fleet.get(keep_id)
    if keep is not None and keep.absorbed and keep.absorbed[-1].id == other_id:
        fleet.unmerge(keep_id)


def _wrong_line(text: str) -> str | None:
    try:
        checked_line(text)
    except UsageError as error:
        return str(error)
    return None


def _names(devices: Sequence[Device]) -> str:
    return display_name(devices[0]) if len(devices) == 1 else f"{len(devices):,} devices"


def _are(devices: Sequence[Device]) -> str:
    return f"{_names(devices)} {'is' if len(devices) == 1 else 'are'}"


def _introduced(device: Device) -> str:
    who = device.identity
    facts = (display_name(device), device.address, who.vendor, who.model, who.serial)
    return "  ".join(dict.fromkeys(fact for fact in facts if fact))
