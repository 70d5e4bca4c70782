"""What the program does at its edges: it shows no traceback, keeps what it told, draws what the terminal can show."""

import logging
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual._context import active_message_pump
from textual.filter import LineFilter, Monochrome, NoColor
from textual.notifications import SeverityLevel
from textual.signal import Signal

from core.clock import Clock
from core.errors import SuppliesError, UsageError
from tui.glyphs import glyph_filter
from tui.paced_app import PacedApp
from tui.session_log import SessionLog
from tui.steady import Steady
from tui.terminal_traits import read_traits

log = logging.getLogger(__name__)

BUG_SECONDS = 60.0
"""For how long a bug counts against `CalmApp.BUGS_BORNE`."""


class CalmApp(Steady, PacedApp):
    """A Textual app that outlives a few bugs, and ends with its error kept for the command line to tell in one line.

    Args:
        clock: the time.
        log_file: where tracebacks go; None: nowhere that an admin could look.
        environment: what the terminal is.
    """

    ESCAPE_TO_MINIMIZE = False
    BUGS_BORNE: ClassVar[int] = 3
    """Bugs within a minute after which the next one ends the program: one in a repeated step would never cease."""

    def __init__(self, clock: Clock, log_file: Path | None, environment: Mapping[str, str]) -> None:
        self.traits = read_traits(environment)
        """What the terminal can show."""
        super().__init__(is_remote=self.traits.is_remote, ansi_color=True if self.traits.colors == 0 else None)
        self.no_color = self.traits.colors == 0
        self.clock = clock
        self.log_file = log_file
        self.session_log = SessionLog()
        """What was told so far."""
        self.told: Signal[None] = Signal(self, "told")
        """Something was."""
        self.has_told_of_clipboard = False
        """Whether it was told what tmux or screen does to the clipboard."""
        self._own_filters: list[LineFilter] = [NoColor()] if self.no_color else []
        if (glyphs := glyph_filter(self.traits)) is not None:
            self._own_filters.append(glyphs)
        self._bugs: deque[float] = deque()
        if self.traits.is_remote:
            self.animation_level = "none"

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to every line: no colors at all with NO_COLOR (Textual's grays are colors), glyphs that show."""
        usual = super().get_line_filters()
        return [one for one in usual if not isinstance(one, Monochrome | NoColor)] + self._own_filters

    # Telling

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """A toast, kept in the session's log; what Textual takes for markup is kept as it is."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)
        self.session_log.add(self.clock.now(), severity, title, message.strip())
        self.told.publish(None)

    def tell_error(self, error: SuppliesError) -> None:
        """A toast with the title and the hint."""
        self.notify(error.hint or " ", title=error.title, severity="error", markup=False)

    def tell_bug(self, error: BaseException, what: str = "") -> None:
        """One line for the admin; the traceback goes to the log file.

        Args:
            error: the bug.
            what: what failed by it, e.g. "the sweep failed".
        """
        log.error("%s", what or "a handler failed", exc_info=error)
        where = f"the end of {self.log_file}" if self.log_file is not None else "the log"
        self.notify(
            f"{what or 'the program goes on'}; please report it with {where}",
            title=f"internal error: {type(error).__name__}",
            severity="error",
            markup=False,
        )

    # Bugs

    @property
    def crash(self) -> Exception | None:
        """The bug that ended the program; None when there was none."""
        return self._exception

    def bears(self, error: Exception) -> bool:
        """Tell a bug and go on; False once there are too many, or before the first screen stands."""
        now = self.clock.monotonic()
        while self._bugs and now - self._bugs[0] > BUG_SECONDS:
            self._bugs.popleft()
        if not self._is_up or self._exception is not None or len(self._bugs) >= self.BUGS_BORNE:
            return False
        self._bugs.append(now)
        self.tell_bug(error)
        return True

    def _handle_exception(self, error: Exception) -> None:
        """Textual calls this for bugs outside of handlers: in timers, in callbacks and while the screen is laid out."""
        pump = active_message_pump.get(None)
        if isinstance(pump, Steady) and pump._is_mounted and self.bears(error):
            return
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Textual would print the traceback with all local values onto the admin's terminal."""
        self._close_messages_no_wait()

    # Pictures

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
