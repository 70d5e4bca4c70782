"""Blocking calls that nothing can interrupt, in threads that the end of the program does not wait for."""

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def in_daemon_thread(call: Callable[[], T], name: str) -> T:
    """Run a blocking call beside the loop; cancelling the wait abandons it.

    `asyncio.to_thread` would keep the program from ending until the call returns, which a name server or a locked key
    store may never let it do.

    Args:
        call: what to run; what it raises comes back.
        name: of the thread.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def tell(result: T | None, error: BaseException | None) -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(result)  # type: ignore[arg-type]  # T may itself be None

    def run() -> None:
        result, problem = None, None
        try:
            result = call()
        except BaseException as error:  # noqa: BLE001  (every error goes to the one who waits)
            problem = error
        try:
            loop.call_soon_threadsafe(tell, result, problem)
        except RuntimeError:
            return  # the loop was closed in between: nobody waits any more

    threading.Thread(target=run, name=name, daemon=True).start()
    return await answer
