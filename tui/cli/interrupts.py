"""What a signal does to a running command; without this SIGTERM and SIGHUP end the process on the spot."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

EXIT_INTERRUPTED = 130
"""The exit status of a command that a signal has ended."""
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Ctrl-C, a service manager's or shutdown's wish, a terminal that was closed."""

_acting: ContextVar[Callable[[], None] | None] = ContextVar("acting", default=None)


@contextmanager
def on_interrupt(act: Callable[[], None]) -> Iterator[None]:
    """Call `act` on every signal that asks the program to end, in place of what an outer block would do.

    A signal that the program was started to ignore (`nohup`, a shell's background job) stays ignored.
    """
    outer = _acting.get()
    token = _acting.set(act)
    _install(act)
    try:
        yield
    finally:
        _acting.reset(token)
        _install(outer)


@contextmanager
def ended_by_interrupt() -> Iterator[None]:
    """Cancel the current task on such a signal: what it opened is closed on the way out."""
    task = asyncio.current_task()
    assert task is not None
    with on_interrupt(lambda: _cancel(task)):
        yield


def _cancel(task: "asyncio.Task[object]") -> None:
    task.cancel()


def _install(act: Callable[[], None] | None) -> None:
    loop = asyncio.get_running_loop()
    for number in ENDING:
        if signal.getsignal(number) is signal.SIG_IGN:
            continue
        if act is None:
            loop.remove_signal_handler(number)
        else:
            loop.add_signal_handler(number, act)
