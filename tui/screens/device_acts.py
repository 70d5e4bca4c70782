"""What an admin does with devices of the list: one or many of them, with undo."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from core.admin_edits import AdminEdit, checked_line, display_location, display_name
from core.model.device import Device
from tui.ages import ago_words
from tui.clipboard import copy_addresses
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.complaints import complaint_by
from tui.dialogs.confirm import Confirm
from tui.screens.undoable import Undoable
from tui.undo_words import ignored_back, managed_back, place_back, removed_back


class DeviceActs(Undoable):
    """Commands on the chosen devices; whoever inherits says which those are."""

    def chosen(self) -> list[Device]:
        """The selected devices, else the one under the cursor."""
        raise NotImplementedError

    def unselect(self) -> None:
        """Select nothing."""
        raise NotImplementedError

    # Commands

    def action_poll(self) -> None:
        """Ask them now."""
        self.house.poll(*(device.id for device in self.chosen()))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody is asked, nobody can be left in peace."""
        return bool(self.house.asking) if action == "stop_asking" else super().check_action(action, parameters)

    def action_stop_asking(self) -> None:
        """Ask no more."""
        self.house.stop_polls()

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
            text = f"{self.undo_key} takes that back; the view Ignored shows what is ignored."
            self.tell(f"{_are(changed)} ignored", text)
        else:
            self.tell(f"{_are(changed)} back", "Watched again.")
        self.do(
            [partial(self.fleet.set_ignored, device.id, is_ignored=is_ignored) for device in changed],
            *ignored_back(changed, is_ignored=not is_ignored),
            [partial(self.fleet.set_ignored, device.id, is_ignored=not is_ignored) for device in changed],
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
            self.tell(f"{_are(changed)} managed elsewhere", f"Kept out of ordering; {self.undo_key} takes that back.")
        else:
            self.tell(f"{_are(changed)} ours again", f"Supplies may be ordered; {self.undo_key} takes that back.")
        self.do(
            [self.edit(device, AdminEdit(is_managed_elsewhere=is_managed)) for device in changed],
            *managed_back(changed, is_managed=not is_managed),
            [self.edit(device, AdminEdit(is_managed_elsewhere=not is_managed)) for device in changed],
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
            complaint=complaint_by(checked_line),
        )
        self.app.push_screen(dialog, partial(self._set_location, devices))

    def _set_location(self, devices: Sequence[Device], place: str | None) -> None:
        if place is None:
            return
        self.do(
            [self.edit(device, AdminEdit(given_location=place)) for device in devices],
            *place_back(devices),
            [self.edit(device, AdminEdit(given_location=device.given_location)) for device in devices],
        )
        where = f"at {place.strip()}" if place.strip() else "where it says itself"
        self.tell(f"{_are(devices)} {where}", f"{self.undo_key} takes that back.")

    def action_merge(self) -> None:
        """Ask which of two rows stays."""
        devices = self.chosen()
        if len(devices) != 2:
            text = f"{self.house.key_of('select')} selects; it is asked then which of the rows stays."
            self.tell("Select two devices", text)
            return
        dialog = Choose(
            "Merge",
            f"Which row stays? The other one becomes part of it; {self.undo_key} takes it out again.",
            {device.id: _introduced(device, self.house.services.clock.now()) for device in _living_first(devices)},
        )
        self.app.push_screen(dialog, partial(self._merge, devices))

    def _merge(self, devices: Sequence[Device], keep_id: str | None) -> None:
        if keep_id is None:
            return
        keep, other = sorted(devices, key=lambda device: device.id != keep_id)
        self.do(
            [partial(self.fleet.merge, keep.id, other.id)],
            f"{display_name(other)} is a row of its own again",
            "With what was seen of it meanwhile.",
            [self.take_out(keep, other)],
        )
        self.tell(f"{display_name(other)} is part of {display_name(keep)}", f"{self.undo_key} takes it out again.")
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
        self.do(
            [partial(self.fleet.remove, device.id) for device in devices],
            *removed_back(devices),
            [self.put_back(device) for device in devices],
        )
        self.tell(f"{_are(devices)} removed", f"{self.undo_key} brings {'it' if len(devices) == 1 else 'them'} back.")
        self.unselect()


def _names(devices: Sequence[Device]) -> str:
    return display_name(devices[0]) if len(devices) == 1 else f"{len(devices):,} devices"


def _are(devices: Sequence[Device]) -> str:
    return f"{_names(devices)} {'is' if len(devices) == 1 else 'are'}"


def _living_first(devices: Sequence[Device]) -> list[Device]:
    """The row that answers is the likelier one to stay."""
    return sorted(devices, key=lambda device: device.unreachable_since is not None)


def _introduced(device: Device, now: datetime) -> str:
    """All that two rows of one device can differ in."""
    who = device.identity
    state = "unreachable" if device.unreachable_since is not None else "answers"
    seen = f"{state}, seen {ago_words(device.last_seen, now)}"
    facts = (display_name(device), device.address, seen, who.vendor, who.model, who.serial)
    return "  ".join(dict.fromkeys(fact for fact in facts if fact))
