"""Writing what the devices list shows into a file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from textual.message import Message

from core.errors import SuppliesError, UsageError
from core.export import format_of
from tui.dialogs.ask_text import AskText
from tui.dialogs.confirm import Confirm
from tui.screens.framed import FramedScreen


class Wanted(NamedTuple):
    """What is to be written, and where to."""

    path: Path
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
        count = f"{len(device_ids):,} device{'' if len(device_ids) == 1 else 's'}"
        dialog = AskText(
            f"Export {count}",
            "Those of the view that the filter leaves, in their order.\n"
            "A name ending in .csv makes a table of the columns shown, .json has everything.",
            value=f"./supplies-{self.house.services.clock.now().astimezone():%Y%m%d-%H%M%S}.csv",
            complaint=_wrong_name,
        )
        self.app.push_screen(dialog, partial(self._named, device_ids, columns))

    def _named(self, device_ids: Sequence[str], columns: Sequence[str], name: str | None) -> None:
        if name:
            self._write(Wanted(Path(name.strip()).expanduser(), device_ids, columns), may_replace=False)

    def _write(self, wanted: Wanted, *, may_replace: bool) -> None:
        work = self._export(wanted, may_replace=may_replace)
        self.run_worker(work, group="export", description="exporting", exit_on_error=False)

    async def _export(self, wanted: Wanted, *, may_replace: bool) -> None:
        problem, is_written = None, False
        try:
            is_written = await self.house.services.export(
                wanted.path, wanted.device_ids, columns=wanted.columns, may_replace=may_replace
            )
        except SuppliesError as error:
            problem = error
        self.post_message(self.Exported(wanted, is_written=is_written, problem=problem))

    def on_device_exports_exported(self, message: Exported) -> None:
        """Say where it is; ask whether a file may be replaced."""
        wanted = message.wanted
        if message.problem is not None:
            self.house.tell_error(message.problem)
        elif message.is_written:
            count = f"{len(wanted.device_ids):,} device{'' if len(wanted.device_ids) == 1 else 's'}"
            self.notify(str(wanted.path.absolute()), title=f"{count} exported", markup=False)
        else:
            dialog = Confirm("Replace the file", f"{wanted.path} is there already.", yes="Replace")
            self.app.push_screen(dialog, partial(self._replace, wanted))

    def _replace(self, wanted: Wanted, is_meant: bool | None) -> None:
        if is_meant:
            self._write(wanted, may_replace=True)


def _wrong_name(text: str) -> str | None:
    try:
        format_of(Path(text.strip()))
    except UsageError as error:
        return str(error)
    return None
