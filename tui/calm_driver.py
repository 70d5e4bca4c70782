"""Textual's driver for Linux made fit for slow lines, odd terminals and shells that stop a program and let it go on."""

import os
import selectors
import signal
from threading import current_thread
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
_SYNC_END = "\x1b[?2026l"
"""Has a terminal draw what it holds back; one that does not know it does nothing."""
PATIENCE_SECONDS = 30.0
"""For how long the end of the program waits for a slow line to take what gives the terminal back."""
HURRIED_SECONDS = 1.0
"""The same where a signal has ended it: its terminal may be gone."""


class CalmDriver(LinuxDriver):
    """Reads with `TerminalInput`, hands out by `TypedAhead`, writes with `TerminalOutput`; paints anew after a stop."""

    _output: TerminalOutput | None = None
    _ahead: TypedAhead | None = None
    _is_resuming = False
    _must_resume = False

    @property
    def output(self) -> TerminalOutput:
        """One for the life of the process: what is written before and after a stop must not overtake each other."""
        if self._output is None:
            assert self._file is not None, "there is a terminal"
            self._output = TerminalOutput(self._file.fileno())
        return self._output

    @property
    def is_behind(self) -> bool:
        """Whether the terminal takes less than it gets."""
        return self.output.is_behind

    def take_lost(self) -> bool:
        """Whether something was lost on the way to the terminal since this was asked last."""
        has_lost, self.output.has_lost = self.output.has_lost, False
        return has_lost

    # Output

    def write(self, data: str) -> None:
        """Write soon."""
        self.output.write(data)

    def stop_application_mode(self) -> None:
        """Give the terminal back: at once, whatever was to be drawn."""
        self.output.forget()
        self.write(_SYNC_END)  # its beginning may have been written
        super().stop_application_mode()

    def close(self) -> None:
        """End writing; the terminal gets back what it was, however slow it is, unless the program was told to end."""
        super().close()
        is_hurried = bool(cast("CalmApp", self._app).return_code)
        self.output.wait(HURRIED_SECONDS if is_hurried else PATIENCE_SECONDS)

    # Input

    def send_message(self, message: Message) -> None:
        """Hand on what the terminal sent, in the order in which it came; called in the input's thread."""
        self._loop.call_soon_threadsafe(self._hand_on, message)

    def _hand_on(self, message: Message) -> None:
        if self._ahead is None:
            self._ahead = TypedAhead(self._app)
        self._ahead.take(message)

    def run_input_thread(self) -> None:
        """Hand on what the terminal sends until the program ends; without a terminal the program ends, too."""
        source = TerminalInput()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set() and self._key_thread is current_thread():
                if selector.select(_TICK_SECONDS):
                    octets = self._read()
                    if octets == b"":
                        self._app.call_later(self._app.exit)
                        return
                    for message in source.feed(octets or b""):
                        self.process_message(message)
                for message in source.tick():
                    self.process_message(message)

    def _read(self) -> bytes | None:
        """What has come; None: nothing, after all; empty: the terminal is gone."""
        try:
            return os.read(self.fileno, _CHUNK)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    # Being stopped and going on

    def _sigcont_application(self, *_: object) -> None:
        """Go on. A signal that comes meanwhile, as from a shell that stops the program once more, has it done again."""
        self._must_resume = True
        if self._is_resuming:
            return
        self._is_resuming = True
        try:
            while self._must_resume and self._app.is_running:
                self._must_resume = False
                self._go_on()
        finally:
            self._is_resuming = False

    def _go_on(self) -> None:
        """Also after a stop that was not announced, as by `kill -STOP`: then the threads from before still run."""
        was_announced, before = self._must_signal_resume, self.attrs_before
        if not was_announced:
            stopping = signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # a shell may have the terminal by now
            try:
                self.disable_input()
            finally:
                signal.signal(signal.SIGTTOU, stopping)
            self.write(_POP_KEYBOARD)  # it is pushed again below
            super().close()
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
