"""Writing what the devices list shows into a file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from textual.message import Message

from core.errors import SuppliesError
from core.export import format_of
from tui.dialogs.ask_text import AskText
from tui.dialogs.complaints import complaint_by, complaint_of
from tui.dialogs.confirm import Confirm
from tui.screens.framed import FramedScreen
from tui.typed_path import typed_path


class Wanted(NamedTuple):
    """What is to be written, and where to."""

    name: str
    """The file's, as it was typed."""
    device_ids: Sequence[str]
    columns: Sequence[str]


class DeviceExports(FramedScreen):
    """The command that exports; whoever inherits says what is listed."""

    class Exported(Message):
        """The file was written, or not."""

        def __init__(self, wanted: Wanted, *, is_written: bool, problem: SuppliesError | None = None) -> None:
            super().__init__()
            self.wanted = wanted
            self.is_written = is_written
            """False without a problem: there is a file of that name already."""
            self.problem = problem

    def listed(self) -> tuple[Sequence[str], Sequence[str]]:
        """The ids of the devices in the order of the list, and those of the columns."""
        raise NotImplementedError

    def action_export(self) -> None:
        """Ask for the file."""
        device_ids, columns = self.listed()
        if not device_ids:
            self.notify("Show a view with devices, or another filter.", title="Nothing to export", markup=False)
            return
        name = f"./supplies-{self.house.services.clock.now().astimezone():%Y%m%d-%H%M%S}.csv"
        self._ask(Wanted(name, device_ids, columns))

    def _ask(self, wanted: Wanted, refused: str = "") -> None:
        """Ask for the file, once more where one was refused."""
        dialog = AskText(
            f"Export {_count(wanted)}",
            "Those of the view that the filter leaves, in their order.\n"
            "A name ending in .csv makes a table of the columns shown, .json has everything.",
            value=wanted.name,
            complaint=complaint_by(lambda name: format_of(Path(name.strip()))),
            refused=refused,
        )
        self.app.push_screen(dialog, partial(self._named, wanted))

    def _named(self, wanted: Wanted, name: str | None) -> None:
        if name:
            self._write(wanted._replace(name=name), may_replace=False)

    def _write(self, wanted: Wanted, *, may_replace: bool) -> None:
        work = self._export(wanted, may_replace=may_replace)
        self.run_worker(work, group="export", description="exporting", exit_on_error=False)

    async def _export(self, wanted: Wanted, *, may_replace: bool) -> None:
        problem, is_written = None, False
        try:
            is_written = await self.house.services.export(
                typed_path(wanted.name), wanted.device_ids, columns=wanted.columns, may_replace=may_replace
            )
        except SuppliesError as error:
            problem = error
        self.post_message(self.Exported(wanted, is_written=is_written, problem=problem))

    def on_device_exports_exported(self, message: Exported) -> None:
        """Say where it is; ask whether a file may be replaced, or for another one where that one will not do."""
        wanted = message.wanted
        if message.problem is not None:
            if self.app.screen is self:
                self._ask(wanted, complaint_of(message.problem))
            else:  # it took long, and something else is done now
                self.house.tell_error(message.problem)
        elif message.is_written:
            self.notify(str(typed_path(wanted.name).absolute()), title=f"{_count(wanted)} exported", markup=False)
        else:
            dialog = Confirm("Replace the file", f"{typed_path(wanted.name)} is there already.", yes="Replace")
            self.app.push_screen(dialog, partial(self._replace, wanted))

    def _replace(self, wanted: Wanted, is_meant: bool | None) -> None:
        if is_meant:
            self._write(wanted, may_replace=True)
        elif is_meant is not None:  # another name, then
            self._ask(wanted)


def _count(wanted: Wanted) -> str:
    return f"{len(wanted.device_ids):,} device{'' if len(wanted.device_ids) == 1 else 's'}"
