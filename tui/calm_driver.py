"""Textual's driver for Linux made fit for slow lines, odd terminals and shells that stop a program and let it go on."""

import os
import selectors
from typing import TYPE_CHECKING, cast

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.terminal_input import TerminalInput
from tui.terminal_output import TerminalOutput
from tui.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from tui.calm_app import CalmApp

_ANY_MOTION_OFF = "\x1b[?1003l"
_DRAGS_ON = "\x1b[?1002h"
_DRAGS_OFF = "\x1b[?1002l"
_POP_KEYBOARD = "\x1b[<u"
"""Ends what kitty's keyboard protocol was told last."""
_CHUNK = 4096
_TICK_SECONDS = 0.1


class CalmDriver(LinuxDriver):
    """Reads with `TerminalInput`, hands out by `TypedAhead`, writes with `TerminalOutput`; paints anew after a stop."""

    _output: TerminalOutput | None = None
    _ahead: TypedAhead | None = None

    @property
    def is_behind(self) -> bool:
        """Whether the terminal takes less than it gets."""
        return self._output is not None and self._output.is_behind

    def take_lost(self) -> bool:
        """Whether something was lost on the way to the terminal since this was asked last."""
        has_lost = self._output is not None and self._output.has_lost
        if self._output is not None:
            self._output.has_lost = False
        return has_lost

    def start_application_mode(self) -> None:
        """Begin to draw."""
        assert self._file is not None, "there is a terminal"
        self._output = TerminalOutput(self._file.fileno())
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's

    def send_message(self, message: Message) -> None:
        """Hand on what the terminal sent, in the order in which it came; called in the input's thread."""
        self._loop.call_soon_threadsafe(self._hand_on, message)

    def _hand_on(self, message: Message) -> None:
        if self._ahead is None:
            self._ahead = TypedAhead(self._app)
        self._ahead.take(message)

    def write(self, data: str) -> None:
        """Write soon."""
        if self._output is not None:
            self._output.write(data)

    def close(self) -> None:
        """End writing."""
        super().close()
        if self._output is not None:
            self._output.close()
            self._output = None

    def run_input_thread(self) -> None:
        """Hand on what the terminal sends until the program ends; without a terminal the program ends, too."""
        source = TerminalInput()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_TICK_SECONDS):
                    octets = self._read()
                    if not octets:
                        self._app.call_later(self._app.exit)
                        return
                    for message in source.feed(octets):
                        self.process_message(message)
                for message in source.tick():
                    self.process_message(message)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _CHUNK)
        except BlockingIOError:
            return b"\0"  # no key
        except OSError:  # it is gone
            return b""

    def _sigcont_application(self, *_: object) -> None:
        """Go on, also after a stop that was not announced, as by `kill -STOP`: then the old threads are still there."""
        was_announced, before = self._must_signal_resume, self.attrs_before
        if not was_announced:
            self.disable_input()
            self.write(_POP_KEYBOARD)  # it is pushed again below
            self.close()
        super()._sigcont_application()
        if not was_announced:
            self.attrs_before = before
        app = cast("CalmApp", self._app)
        app.call_later(app.paint_anew)


class RemoteDriver(CalmDriver):
    """For slow lines: clicks, drags and the wheel are reported, each movement of the mouse is not.

    Asks the terminal for button events (mode 1002) instead of any event (1003), which sends 10 bytes a cell.
    """

    def _enable_mouse_support(self) -> None:
        """Ask for what Textual wants, then for less."""
        super()._enable_mouse_support()
        if self._mouse:
            self.write(_ANY_MOTION_OFF + _DRAGS_ON)
            self.flush()

    def _disable_mouse_support(self) -> None:
        """End it all."""
        if self._mouse:
            self.write(_DRAGS_OFF)
        super()._disable_mouse_support()
