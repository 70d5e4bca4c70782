"""Shows work that takes a while: what it does, how far it is, how long it has taken; a key stops it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from core.errors import SuppliesError
from tui.ages import duration_words
from tui.commands import WORK, bindings_of
from tui.dialogs.framed import Dialog

ResultT = TypeVar("ResultT")
Tell = Callable[[str], None]
"""Takes a few words on how far the work is."""
Work = Callable[[Tell], Awaitable[ResultT]]
"""The work to do."""

TICK_SECONDS = 1.0
"""How often the time is shown anew."""


class AtWork(Dialog[ResultT], Generic[ResultT]):
    """Does some work and ends with its result; without one where it was stopped or went wrong, which is told.

    Args:
        title: what is done.
        text: a sentence on it.
        work: does it.
        stopped: called when the admin has stopped it, for what is to be said then.
    """

    SCOPE = WORK
    BINDINGS = bindings_of(WORK)
    FRAME_KEYS: ClassVar[Mapping[str, tuple[str, ...]]] = {"stop": ("stop_work",)}

    class Told(Message):
        """How far it is."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Done(Message):
        """It has ended by itself."""

        def __init__(self, result: object, problem: SuppliesError | None) -> None:
            super().__init__()
            self.result = result
            self.problem = problem

    def __init__(
        self, title: str, text: str, work: Work[ResultT], *, stopped: Callable[[], None] | None = None
    ) -> None:
        super().__init__(title)
        self._text = text
        self._work = work
        self._stopped = stopped
        self._words = ""
        self._began = 0.0

    def compose_question(self) -> ComposeResult:
        """What is done, and how far it is."""
        yield Static(self._text, classes="dialog-text", markup=False)
        yield Static(id="how-far", markup=False)

    def on_mount(self) -> None:
        """Begin."""
        self._began = self.house.services.clock.monotonic()
        self._show()
        self.set_interval(TICK_SECONDS, self._show)
        self.run_worker(self._do(), group="at-work", description=self._title.lower(), exit_on_error=False)

    async def _do(self) -> None:
        def tell(words: str) -> None:
            self.post_message(self.Told(words))

        try:
            result = await self._work(tell)
        except SuppliesError as error:
            self.post_message(self.Done(None, error))
        else:
            self.post_message(self.Done(result, None))

    def on_at_work_told(self, message: Told) -> None:
        """Show how far it is."""
        self._words = message.words
        self._show()

    def on_at_work_done(self, message: Done) -> None:
        """Hand on what came of it."""
        if message.problem is not None:
            self.house.tell_error(message.problem)
        self.dismiss(cast("ResultT | None", message.result))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A bug ends the work; the program tells it."""
        self.house.on_worker_state_changed(event)
        if event.state is WorkerState.ERROR:
            self.dismiss(None)

    def _show(self) -> None:
        seconds = self.house.services.clock.monotonic() - self._began
        time = duration_words(seconds) if seconds >= 1 else "just begun"
        self.query_one("#how-far", Static).update(
            Content.assemble(("► ", "bold $primary"), self._words or "asking", (f"   {time}", "$muted"))
        )

    def action_stop_work(self) -> None:
        """Stop."""
        self.workers.cancel_node(self)
        self.dismiss(None)
        if self._stopped is not None:
            self._stopped()
