"""What an admin decides about one device: each act asks what it must know, calls the core, and says what came of it."""

from functools import partial

from core.admin_edits import AdminEdit, checked_line, checked_notes, display_name, edited, parse_interval
from core.contact import is_quarantined
from tui.ages import duration_words
from tui.dialogs.ask_lines import AskLines
from tui.dialogs.ask_text import AskText
from tui.dialogs.complaints import complaint_by
from tui.dialogs.confirm import Confirm
from tui.screens.one_device import OneDevice
from tui.screens.undoable import Undoable
from tui.undo_words import (
    Words,
    ignored_back,
    interval_back,
    managed_back,
    name_back,
    notes_back,
    place_back,
    removed_back,
)

NEEDS_DEVICE = frozenset(
    {
        "ignore",
        "explain",
        "copy",
        "record",
        "rename",
        "set_location",
        "write_notes",
        "set_interval",
        "change_credentials",
        "toggle_managed",
        "forget",
        "release",
        "unmerge",
    }
)
"""Acts that a device which is gone has no use for."""


class DetailActs(OneDevice, Undoable):
    """A screen of one device on which the admin decides about it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is there can be used."""
        if action in NEEDS_DEVICE:
            return self.device is not None
        return super().check_action(action, parameters)

    # At once

    def action_ignore(self) -> None:
        """Drop it, or take it back."""
        if (device := self.device) is None:
            return
        was_ignored = device.is_ignored
        self.do(
            [partial(self.fleet.set_ignored, device.id, is_ignored=not was_ignored)],
            *ignored_back([device], is_ignored=was_ignored),
            [partial(self.fleet.set_ignored, device.id, is_ignored=was_ignored)],
        )
        if was_ignored:
            self.say("is back", "It is watched again.")
        else:
            text = f"It is not polled, and later sweeps leave it out; {self.undo_key} takes that back."
            self.say("is ignored", text)

    def action_toggle_managed(self) -> None:
        """Mark it as managed elsewhere, or not any more."""
        if (device := self.device) is None:
            return
        self._edit(
            AdminEdit(is_managed_elsewhere=not device.is_managed_elsewhere),
            AdminEdit(is_managed_elsewhere=device.is_managed_elsewhere),
            managed_back([device], is_managed=device.is_managed_elsewhere),
        )
        if device.is_managed_elsewhere:
            self.say("is yours again", "It counts for orders and rewards.")
        else:
            self.say("is managed elsewhere", "It is watched, but kept out of orders and rewards.")

    def action_release(self) -> None:
        """End its quarantine."""
        device = self.device
        if device is None:
            return
        if not is_quarantined(device, self.house.services.clock.now()):
            self.tell("Nothing to end", f"{display_name(device)} is not in quarantine.")
            return
        self.house.services.fleet.release(self.device_id)
        self.say("is polled again", "Should it restart right after being asked, it is left alone anew.")

    def action_unmerge(self) -> None:
        """Part it from the row that was merged into it last."""
        device = self.device
        if device is None:
            return
        if not device.absorbed:
            self.tell("Nothing to unmerge", f"No row was merged into {display_name(device)}.")
            return
        self.house.services.fleet.unmerge(self.device_id)
        self.say("is one device again", f"{display_name(device.absorbed[-1])} is back in the list.")

    # By a question

    def action_rename(self) -> None:
        """Ask for a name."""
        if (device := self.device) is not None:
            own = device.identity.name or device.host
            text = "What you call it; empty: what it calls itself." if own else "What you call it."
            question = AskText(
                "Name", text, value=device.given_name or "", placeholder=own or "", complaint=complaint_by(checked_line)
            )
            self.app.push_screen(question, self._rename)

    def _rename(self, name: str | None) -> None:
        if name is not None and (device := self.device) is not None:
            edit = AdminEdit(given_name=name)
            back = name_back(device, display_name(edited(device, edit)))
            self._edit(edit, AdminEdit(given_name=device.given_name), back)

    def action_set_location(self) -> None:
        """Ask for a place."""
        if (device := self.device) is not None:
            own = device.identity.location
            text = "Where it is; empty: what it says itself." if own else "Where it is."
            value = device.given_location or ""
            question = AskText(
                "Location", text, value=value, placeholder=own or "", complaint=complaint_by(checked_line)
            )
            self.app.push_screen(question, self._place)

    def _place(self, place: str | None) -> None:
        if place is not None and (device := self.device) is not None:
            before = AdminEdit(given_location=device.given_location)
            self._edit(AdminEdit(given_location=place), before, place_back([device]))
            where = f"is at {place.strip()}" if place.strip() else "is where it says itself"
            self.say(where, f"{self.undo_key} takes that back.")

    def action_write_notes(self) -> None:
        """Ask for notes."""
        if (device := self.device) is not None:
            text = "What you want to know of it next time: contracts, keys, whom to call."
            question = AskLines("Notes", text, value=device.notes or "", complaint=complaint_by(checked_notes))
            self.app.push_screen(question, self._note)

    def _note(self, notes: str | None) -> None:
        if notes is not None and (device := self.device) is not None:
            self._edit(AdminEdit(notes=notes), AdminEdit(notes=device.notes), notes_back(device))

    def action_set_interval(self) -> None:
        """Ask for an interval."""
        if (device := self.device) is not None:
            everybody = self.house.services.settings.polling.interval_seconds
            own = device.interval_seconds
            text = f"Seconds from poll to poll, 1 and up; empty: everybody's ({duration_words(everybody)})."
            question = AskText(
                "Interval",
                text,
                value="" if own is None else f"{own:g}",
                placeholder=f"{everybody:g}",
                complaint=complaint_by(parse_interval),
            )
            self.app.push_screen(question, self._pace)

    def _pace(self, text: str | None) -> None:
        if text is not None and (device := self.device) is not None:
            seconds = parse_interval(text)
            before = AdminEdit(interval_seconds=device.interval_seconds)
            self._edit(AdminEdit(interval_seconds=seconds), before, interval_back(device))
            every = "at everybody's interval" if seconds is None else f"every {duration_words(seconds)}"
            self.say("", f"Polled {every} from now on.")

    def action_forget(self) -> None:
        """Ask once, then forget it."""
        if (device := self.device) is not None:
            text = (
                "Its last reading, its name and your notes go; its history waits on disk. "
                f"A later sweep finds it again: ignore it ({self.house.key_of('ignore')}) to keep it out for good."
            )
            question = Confirm(f"Remove {display_name(device)}", text, yes="Remove")
            self.app.push_screen(question, self._forget)

    def _forget(self, is_sure: bool | None) -> None:
        if is_sure and (device := self.device) is not None:
            name, remove = display_name(device), partial(self.fleet.remove, device.id)
            self.do([remove], *removed_back([device]), [self.put_back(device)])
            self.tell(f"{name} is removed", f"{self.undo_key} brings it back; so does a later sweep.")
            self.dismiss()

    def _edit(self, edit: AdminEdit, before: AdminEdit, back: Words) -> None:
        """Change what the admin says of it; where that is the same as before there is nothing to take back.

        Args:
            edit: what is said now.
            before: what was said, for taking it back.
            back: says what is so again then.
        """
        if (device := self.device) is not None and edited(device, edit) != device:
            self.do([self.edit(device, edit)], *back, [self.edit(device, before)])
