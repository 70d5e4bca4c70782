"""The base of the full screens: frame, scope of commands, and painting only while it is seen."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.events import DescendantFocus
from textual.widgets import Input
from textual.worker import Worker

from tui.following import Following
from tui.screens.remapped import Remapped
from tui.steady import Steady
from tui.widgets.frame import KeyLine, SizeNotice, TitleBar

if TYPE_CHECKING:
    from tui.app import SuppliesApp


class FramedScreen(Following, Steady, Remapped[None]):
    """A screen with title bar and key line that follows the fleet.

    Changes that arrive while another screen is in front are kept and painted when this one is back. Textual calls the
    handlers of every class on its own: a subclass must not call them again.
    """

    SCOPE: ClassVar[str] = ""
    """Which commands it offers (`tui.commands`)."""
    HEADING: ClassVar[str] = ""
    """Its name in the title bar."""

    def __init__(self) -> None:
        super().__init__()
        self._unpainted: set[str] = set()
        self._has_unpainted_sweep = False

    @property
    def house(self) -> "SuppliesApp":
        """The program."""
        return cast("SuppliesApp", self.app)

    def compose(self) -> ComposeResult:
        """The frame around the body."""
        yield TitleBar(self.HEADING)
        yield from self.compose_body()
        yield KeyLine()
        yield SizeNotice()

    def compose_body(self) -> ComposeResult:
        """What is between the bars."""
        yield from ()

    def on_mount(self) -> None:
        """Follow the fleet and the sweep."""
        self.follow(self.house.bridge.fleet_changed, self._hear_fleet)
        self.follow(self.house.bridge.sweep_changed, self._hear_sweep)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Toasts keep off a field that is typed in."""
        self.set_class(isinstance(event.widget, Input), "-typing")

    def on_descendant_blur(self) -> None:
        """Nothing is typed in."""
        self.remove_class("-typing")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What went wrong in a worker of the screen is told like that of the program's own."""
        self.house.on_worker_state_changed(event)

    def on_screen_resume(self) -> None:
        """Paint what changed meanwhile."""
        ids, self._unpainted = frozenset(self._unpainted), set()
        if ids:
            self.paint_devices(ids)
        if self._has_unpainted_sweep:
            self._hear_sweep(None)

    @property
    def is_seen(self) -> bool:
        """Whether it is in front or behind a dialog; Textual's `is_current` counts fully covered screens, too."""
        return self.app.screen is self or (self.app.screen.is_modal and self.is_current)

    def _hear_fleet(self, ids: frozenset[str]) -> None:
        if self.is_seen:
            self.paint_devices(ids)
        else:
            self._unpainted |= ids

    def _hear_sweep(self, _news: None) -> None:
        self._has_unpainted_sweep = not self.is_seen
        if self.is_seen:
            self.paint_sweep()

    def paint_devices(self, ids: frozenset[str]) -> None:
        """These devices look different."""

    def paint_sweep(self) -> None:
        """The sweep looks different."""
