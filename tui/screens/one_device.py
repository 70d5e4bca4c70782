"""The base of the screens of one device: it is there or gone, is asked, can be turned, and has a past."""

from datetime import UTC, date

from textual.message import Message

from core.admin_edits import display_name
from core.errors import StoreError, SuppliesError
from core.model.device import Device
from core.model.history import History
from core.turning import turn_words
from tui.page_rates import WINDOWS
from tui.screens.framed import FramedScreen
from tui.widgets.history_panel import other_window

TWO_COLUMNS_FROM = 140
"""Cells from which on the facts stand beside the levels."""
PAST_SECONDS = 60.0
"""How old what was read of the past may get while the device goes on telling."""


class OneDevice(FramedScreen):
    """A screen of one device that follows it and knows its past.

    Args:
        device_id: which.
        window: days to plot at first.
    """

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  (annotated by Textual)
        (0, "-too-narrow"),
        (60, "-narrow"),
        (80, "-normal"),
        (120, "-wide"),
        (TWO_COLUMNS_FROM, "-broad"),
    ]

    class PastRead(Message):
        """The past of a device, or why it cannot be read."""

        def __init__(self, device_id: str, past: History | StoreError) -> None:
            super().__init__()
            self.device_id = device_id
            self.past = past

    def __init__(self, device_id: str, window: int = WINDOWS[0]) -> None:
        super().__init__()
        self.device_id = device_id
        self.window = window
        """Days that the plot looks back."""
        self.past: History | StoreError | None = None
        """None until it was read."""
        self._past_at = 0.0

    def on_mount(self) -> None:
        """Show it, then follow it and its past."""
        self.show_device()
        self.read_past()
        self.follow(self.house.aged, lambda _: self.show_device())

    @property
    def device_at_hand(self) -> str | None:
        """The device."""
        return self.device_id

    @property
    def device(self) -> Device | None:
        """As it is now; None once it is gone."""
        return self.house.services.fleet.get(self.device_id)

    @property
    def is_asked(self) -> bool:
        """Whether its answer is waited for."""
        return self.device_id in self.house.asking

    @property
    def today(self) -> date:
        """By the clock of histories, UTC."""
        return self.house.services.clock.now().astimezone(UTC).date()

    @property
    def chosen_supply(self) -> str | None:
        """The index of the supply that acts are about; None: there is none."""
        return None

    def show_device(self) -> None:
        """Draw the device as it is now."""

    def show_past(self) -> None:
        """Draw its past."""

    def paint_devices(self, ids: frozenset[str]) -> None:
        """This device has changed."""
        if self.device_id not in ids:
            return
        self.show_device()
        self.refresh_bindings()
        if self.house.services.clock.monotonic() - self._past_at >= PAST_SECONDS:
            self.read_past()

    # Its past

    def read_past(self) -> None:
        """Have the history read."""
        if (device := self.device) is not None:
            self._past_at = self.house.services.clock.monotonic()
            self.run_worker(
                self._read_past(device),
                group="past",
                description="reading the history",
                exclusive=True,
                exit_on_error=False,
            )

    async def _read_past(self, device: Device) -> None:
        past: History | StoreError
        try:
            past = await self.house.services.history.read(device)
        except StoreError as error:
            past = error
        self.post_message(self.PastRead(device.id, past))

    def on_one_device_past_read(self, message: PastRead) -> None:
        """Take it up, unless another device is shown meanwhile."""
        if message.device_id == self.device_id:
            self.past = message.past
            self.show_past()

    def action_more_days(self) -> None:
        """Look back further."""
        self._look_back(1)

    def action_fewer_days(self) -> None:
        """Look back less."""
        self._look_back(-1)

    def _look_back(self, step: int) -> None:
        self.window = other_window(self.window, step)
        self.show_past()

    # Asking and turning

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is there can be used."""
        if action == "stop_asking":
            return self.is_asked
        if action == "poll":
            return self.device is not None
        if action == "turn":
            return self.chosen_supply is not None
        return super().check_action(action, parameters)

    def action_poll(self) -> None:
        """Ask it now."""
        self.house.poll(self.device_id)
        self.refresh_bindings()

    def action_stop_asking(self) -> None:
        """Wait no longer."""
        self.house.stop_poll(self.device_id)
        self.refresh_bindings()

    def action_turn(self) -> None:
        """Read the chosen supply from the other end, or as it is given."""
        index = self.chosen_supply
        if index is None:
            return
        try:
            self.house.services.fleet.turn(self.device_id, index)
        except SuppliesError as error:
            self.house.tell_error(error)
            return
        if (device := self.device) is not None:
            self.say("", f"{turn_words(device, index)}. It is remembered.")

    def say(self, what: str, text: str) -> None:
        """A toast on the device."""
        if (device := self.device) is not None:
            self.notify(text, title=f"{display_name(device)} {what}".strip(), markup=False)

    def action_back(self) -> None:
        """To where it was opened from."""
        self.dismiss()
