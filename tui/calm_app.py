"""What the program does at its edges: it never shows a traceback, and takes pictures of itself."""

from pathlib import Path

from textual.app import App

from core.clock import Clock
from core.errors import UsageError


class CalmApp(App[None]):
    """A Textual app that ends with its error kept instead of printed, for the command line to tell in one line."""

    ESCAPE_TO_MINIMIZE = False

    @property
    def crash(self) -> Exception | None:
        """The bug that ended the program; None when there was none."""
        return self._exception

    def _fatal_error(self) -> None:
        """Textual would print the traceback with all local values onto the admin's terminal."""
        self._close_messages_no_wait()

    def save_picture(self, folder: Path, clock: Clock) -> Path:
        """Write the screen as an SVG file.

        Returns:
            The new file: "supplies-20260302-120000.svg" in `folder`.

        Raises:
            UsageError: the folder cannot be written.
        """
        path = folder / f"supplies-{clock.now().astimezone():%Y%m%d-%H%M%S}.svg"
        try:
            path.write_text(self.export_screenshot(), encoding="utf-8")
        except OSError as error:
            raise UsageError(
                f"{path}: {error.strerror or error}", "start the program in a folder that you may write"
            ) from error
        return path
