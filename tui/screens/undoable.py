"""The base of the screens on which devices are changed: what was done on any of them can be taken back on each."""

import asyncio
from collections.abc import Sequence
from functools import partial

from core.admin_edits import AdminEdit
from core.errors import NotFoundError
from core.fleet import Fleet
from core.model.device import Device
from tui.screens.framed import FramedScreen
from tui.undoing import Step, Undo

AT_ONCE = 50
"""Devices changed before the next key may be answered."""


class Undoable(FramedScreen):
    """Changes devices and remembers how to take that back; the program has one memory for all screens."""

    @property
    def fleet(self) -> Fleet:
        """The devices."""
        return self.house.services.fleet

    @property
    def undo_key(self) -> str:
        """For a sentence."""
        return self.house.key_of("undo")

    def edit(self, device: Device, edit: AdminEdit) -> Step:
        """Change what the admin says of a device."""
        return partial(self.fleet.edit, device.id, edit)

    def put_back(self, device: Device) -> Step:
        """Bring a removed device back as it was, unless a sweep has found it again."""
        return partial(_put_back, self.fleet, device)

    def take_out(self, keep: Device, other: Device) -> Step:
        """Undo a merge, unless something else was done with the row since."""
        return partial(_take_out, self.fleet, keep.id, other.id)

    def do(self, steps: Sequence[Step], title: str, text: str, undoing: Sequence[Step]) -> None:
        """Change devices.

        Args:
            steps: what is done.
            title: what is so again when it is taken back, e.g. "reception is back".
            text: what that means, in a sentence.
            undoing: takes it back.
        """
        self._take(steps)
        self.house.done.push(Undo(title, text, undoing))

    def action_undo(self) -> None:
        """Take back what was done last."""
        undo = self.house.done.pop()
        if undo is None:
            self.tell("Nothing to take back", "Nothing that was changed is left to be taken back.")
            return
        self._take(undo.steps)
        self.tell(undo.title, undo.text)

    def tell(self, title: str, text: str) -> None:
        """A toast."""
        self.notify(text, title=title, markup=False)

    def _take(self, steps: Sequence[Step]) -> None:
        """Very many of them in turns, so that keys are answered meanwhile."""
        if len(steps) <= AT_ONCE:
            for step in steps:
                _take(step)
        else:
            work = _take_in_turns(steps)
            self.house.run_worker(work, group="edits", description="changing the devices", exit_on_error=False)


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
    if fleet.get(device.id) is None:
        fleet.put(device)


def _take_out(fleet: Fleet, keep_id: str, other_id: str) -> None:
    keep = fleet.get(keep_id)
    if keep is not None and keep.absorbed and keep.absorbed[-1].id == other_id:
        fleet.unmerge(keep_id)
