import asyncio
import os
import signal
from collections.abc import Iterator

import pytest

from tui.cli.interrupts import ended_by_interrupt, on_interrupt


@pytest.fixture(autouse=True)
def disposition() -> Iterator[None]:
    """SIGHUP as in a login shell, whatever the tests were started with."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


async def test_the_innermost_block_acts_then_the_outer_one_again() -> None:
    heard: list[str] = []
    was_heard = asyncio.Event()

    async def told(who: str) -> None:
        os.kill(os.getpid(), signal.SIGHUP)
        await was_heard.wait()
        was_heard.clear()
        assert heard[-1] == who

    def outer() -> None:
        heard.append("outer")
        was_heard.set()

    def inner() -> None:
        heard.append("inner")
        was_heard.set()

    with on_interrupt(outer):
        await told("outer")
        with on_interrupt(inner):
            await told("inner")
        await told("outer")
    assert signal.getsignal(signal.SIGHUP) == signal.SIG_DFL


async def test_a_block_is_cancelled_and_what_it_opened_is_closed() -> None:
    closed = asyncio.Event()

    async def work() -> None:
        with ended_by_interrupt():
            try:
                os.kill(os.getpid(), signal.SIGHUP)
                await asyncio.Event().wait()
            finally:
                closed.set()

    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(work())
    assert closed.is_set()


async def test_what_the_program_was_started_to_ignore_stays_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with on_interrupt(lambda: None):
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
