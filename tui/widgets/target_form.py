"""What to sweep and what it costs: the field with completion, its button, the estimate, the schedule."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Button, Input, Static
from textual.worker import Worker

from core.discovery.options import AS_SET, SweepOptions
from core.discovery.refusal import no_targets
from core.discovery.writing import completed
from core.errors import SuppliesError
from tui.commands import TARGETS, bindings_of
from tui.discovery_ports import Estimate
from tui.widgets.field import Field
from tui.widgets.sweep_words import cost_content, next_words, problem_content

if TYPE_CHECKING:
    from tui.app import SuppliesApp

TYPING_SECONDS = 0.25
"""How long nothing must be typed before the estimate is computed."""


@dataclass(frozen=True, slots=True)
class Order:
    """A sweep as it stands in the form."""

    text: str
    options: SweepOptions

    @property
    def targets(self) -> Sequence[str]:
        """As the core takes them."""
        return [self.text] if self.text else []


class TargetSuggester(Suggester):
    """Completes the last word.

    Args:
        known: the targets that are offered now.
    """

    def __init__(self, known: Callable[[], Sequence[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        """The whole line with its last word completed."""
        return completed(value, self._known())


class TargetField(Field):
    """The line of targets: Enter runs them."""

    SCOPE = TARGETS
    BINDINGS = bindings_of(TARGETS)


class TargetForm(Vertical):
    """Asks the core what a sweep would cost while it is typed, and tells when it is wanted and may be run."""

    class Edited(Message):
        """Other targets are in the field."""

    class Wanted(Message):
        """A sweep is to be run, and this is what it costs."""

        def __init__(self, order: Order, cost: Estimate) -> None:
            super().__init__()
            self.order = order
            self.cost = cost

    class StopWanted(Message):
        """The button was pressed while a sweep is running."""

    class Estimated(Message):
        """What a sweep would cost, or what is wrong with it; None for an empty field."""

        def __init__(self, order: Order, result: Estimate | SuppliesError | None) -> None:
            super().__init__()
            self.order = order
            self.result = result

    def __init__(self, text: str, known: Callable[[], Sequence[str]], *, id: str) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._text_at_first = text
        self._known = known
        self._options = AS_SET
        self._estimated: TargetForm.Estimated | None = None
        self._wanted: Order | None = None
        self._is_locked = False
        self._computing: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """The field with its button, the cost, the schedule."""
        with Horizontal(id="targets-line"):
            yield Static("Targets", id="targets-label")
            yield TargetField(
                self._text_at_first,
                id="targets",
                placeholder="10.1.2.0/24, 10.1.3.5-40, printer7, @file",
                suggester=TargetSuggester(self._known),
                compact=True,
            )
            yield Button("Run", id="run", compact=True, variant="primary")
        yield Static(id="estimate", markup=False)
        yield Static(id="next-sweep", markup=False)

    def on_mount(self) -> None:
        """What the prefilled targets cost."""
        self.estimate()

    @property
    def house(self) -> "SuppliesApp":
        """The program."""
        return cast("SuppliesApp", self.app)

    @property
    def field(self) -> TargetField:
        """The targets."""
        return self.query_one(TargetField)

    @property
    def options(self) -> SweepOptions:
        """What the sweep does otherwise than set."""
        return self._options

    @property
    def order(self) -> Order:
        """The sweep as it stands in the form."""
        return Order(self.field.value.strip(), self._options)

    def use(self, order: Order) -> None:
        """Put another sweep into the form."""
        self._options = order.options
        self.field.value = order.text
        self.field.cursor_position = len(order.text)
        self.estimate()

    def follow(self, *, is_running: bool) -> None:
        """While a sweep that does not give way is running nothing is edited, and the button stops it."""
        if is_running == self._is_locked:
            return
        self._is_locked = self.field.disabled = is_running
        button = self.query_one("#run", Button)
        button.label = "Stop" if is_running else "Run"
        button.variant = "warning" if is_running else "primary"

    def show_next(self, moment: datetime | None, other: str | None) -> None:
        """Say when the next sweep by itself is, and who else sweeps now."""
        services = self.house.services
        words = next_words(moment, services.clock.now(), services.settings.discovery.schedule, other)
        self.query_one("#next-sweep", Static).update(words)

    # The cost

    def run_when_known(self) -> None:
        """Tell that the sweep is wanted, once its cost is known."""
        self._wanted = self.order
        if self._estimated is not None and self._estimated.order == self.order:
            self._go_on(self._estimated)

    @on(Input.Changed, "#targets")
    def _edited(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Edited())
        self.estimate()

    @on(Input.Submitted, "#targets")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.run_when_known()

    @on(Button.Pressed, "#run")
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if self._is_locked:
            self.post_message(self.StopWanted())
        else:
            self.run_when_known()

    def estimate(self) -> None:
        """Compute the cost, unless something else is typed meanwhile."""
        # A function, as a coroutine whose worker is replaced before its first step would never be awaited.
        self._computing = self.run_worker(
            partial(self._compute, self.order),
            group="estimate",
            description="estimate",
            exclusive=True,
            exit_on_error=False,
        )

    async def _compute(self, order: Order) -> None:
        await asyncio.sleep(TYPING_SECONDS)
        if not order.text:
            self.post_message(self.Estimated(order, None))
            return
        try:
            # The cost of a very large sweep is shown, too; whether it is meant is asked before it is run.
            options = replace(order.options, allow_large=True)
            cost = await self.house.services.discovery.estimate(order.targets, options)
            self.post_message(self.Estimated(order, cost))
        except SuppliesError as error:
            self.post_message(self.Estimated(order, error))

    def on_target_form_estimated(self, message: Estimated) -> None:
        """Show the cost, or the error beside the field; go on where that was waited for."""
        if message.order != self.order:
            return
        self._estimated = message
        limit = message.order.options.limit_seconds or self.house.services.settings.discovery.limit_seconds
        self.query_one("#estimate", Static).update(cost_content(message.result, message.order.options, limit))
        self._go_on(message)

    def _go_on(self, estimated: Estimated) -> None:
        if self._wanted != estimated.order:
            return
        self._wanted = None
        result = estimated.result
        if result is None:
            self.query_one("#estimate", Static).update(problem_content(no_targets()))
        elif isinstance(result, SuppliesError):
            self.house.tell_error(result)
        elif result.refusal is not None:
            self.house.tell_error(result.refusal)
        else:
            self.post_message(self.Wanted(estimated.order, result))
