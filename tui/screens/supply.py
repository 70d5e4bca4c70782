"""One supply of a device: why its state is what it is, its raw numbers, its past."""

from textual.app import ComposeResult
from textual.containers import Vertical

from core.admin_edits import display_name
from core.alerts.rules import assess
from core.alerts.thresholds import thresholds_for
from core.errors import StoreError
from core.model.device import Device
from core.model.history import History
from core.model.supply import Supply
from tui.clipboard import copy
from tui.commands import bindings_of
from tui.device_facts import Around, Told, direction_facts
from tui.device_text import facts_lines
from tui.screens.one_device import OneDevice
from tui.supply_facts import article_facts, supply_facts
from tui.supply_words import supply_level_words
from tui.widgets.detail_page import DetailPage
from tui.widgets.detail_rows import as_facts
from tui.widgets.facts import Facts
from tui.widgets.frame import TitleBar
from tui.widgets.history_panel import HistoryPanel
from tui.widgets.history_rows import (
    lack_words,
    legend,
    replaced_of,
    replaced_words,
    supply_coverage_words,
    supply_history,
)
from tui.widgets.section import Section
from tui.widgets.supply_head import SupplyHead


class SupplyScreen(OneDevice):
    """Everything known of one supply.

    Args:
        device_id: whose.
        index: which.
        window: days to plot at first.
    """

    SCOPE = "supply"
    HEADING = "Supply"
    AUTO_FOCUS = ""
    BINDINGS = bindings_of("supply")

    def __init__(self, device_id: str, index: str, window: int) -> None:
        super().__init__(device_id, window)
        self.index = index

    def compose_body(self) -> ComposeResult:
        """Level and past, and what the supply is below or beside them."""
        with DetailPage(id="details"):
            yield SupplyHead(id="supply-head")
            with Vertical(id="parts"):
                with Vertical(id="levels-part"):
                    yield Section("State", [Facts(id="level")], id="level-part")
                    yield Section("Past", [HistoryPanel(id="history")], id="history-part")
                with Vertical(id="facts-part"):
                    yield Section("Article", [Facts(id="article")], id="article-part")

    def on_mount(self) -> None:
        """Begin at the top."""
        self.call_after_refresh(lambda: self.set_focus(self.query_one("#level-part"), scroll_visible=False))

    @property
    def supply(self) -> Supply | None:
        """As it is now; None once it is gone."""
        device = self.device
        supplies = device.reading.supplies if device is not None and device.reading is not None else ()
        return next((supply for supply in supplies if supply.index == self.index), None)

    @property
    def chosen_supply(self) -> str | None:
        """The one that is shown."""
        return self.index if self.supply is not None else None

    # Drawing

    def show_device(self) -> None:
        """The level and what it comes from."""
        device, supply = self.device, self.supply
        head = self.query_one("#supply-head", SupplyHead)
        self.query_one("#parts").display = supply is not None
        if device is None or supply is None:
            head.show_words("This supply is no longer there.")
            return
        now = self.house.services.clock.now()
        thresholds = self.house.services.settings.thresholds
        assessment = assess(device, thresholds)
        self.query_one(TitleBar).say(f"{display_name(device)}: {supply.name}")
        stop_key = self.house.key_of("stop_asking") if self.is_asked else None
        words = supply_level_words(supply, thresholds_for(device.id, supply, thresholds), now)
        head.show(supply, assessment.of(supply.index), words, stop_key=stop_key)
        self.query_one("#article", Facts).show(as_facts(article_facts(supply)))
        self.show_past()

    def _level_facts(self, device: Device, supply: Supply) -> list[Told]:
        """What its level is and comes from, and whether the past speaks against that."""
        services = self.house.services
        now, settings = services.clock.now(), services.settings
        limits = thresholds_for(device.id, supply, settings.thresholds)
        around = Around(
            now=now,
            polling=settings.polling,
            past=self.past if isinstance(self.past, History) else None,
            how_to_turn=lambda _: f"{self.house.key_of('turn')} turns it",
        )
        told = supply_facts(device, supply, assess(device, settings.thresholds), limits, now)
        return [*told, *direction_facts(supply, around)]

    def show_past(self) -> None:
        """The plot of this supply, and when it was replaced."""
        device, supply, panel = self.device, self.supply, self.query_one("#history", HistoryPanel)
        if device is None or supply is None:
            return
        self.query_one("#level", Facts).show(as_facts(self._level_facts(device, supply)))
        self.query_one("#history-part", Section).say(f"Level, {self.window} days")
        if self.past is None:
            panel.show_words("Reading the history …")
        elif isinstance(self.past, StoreError):
            panel.show_words(str(self.past))
        else:
            shown = supply_history(self.past, supply, self.today, self.window)
            coverage = supply_coverage_words(self.past, shown, supply.index)
            if supply.is_turned:
                coverage += " Days before you turned it are as they were read then."
            lack = lack_words(self.past, shown)
            words = (lack or coverage, replaced_words(self.past, supply.index))
            panel.show(None if lack else shown, legend(shown), words)
            panel.show_replaced(replaced_of(self.past, supply.index))

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be another supply to go to, and something to copy."""
        if action in ("next_supply", "previous_supply"):
            return len(self._indexes) > 1
        if action == "copy":
            return self.supply is not None
        return super().check_action(action, parameters)

    @property
    def _indexes(self) -> list[str]:
        device = self.device
        return [one.index for one in device.reading.supplies] if device is not None and device.reading else []

    def action_next_supply(self) -> None:
        """The supply after this one."""
        self._go(1)

    def action_previous_supply(self) -> None:
        """The supply before this one."""
        self._go(-1)

    def _go(self, step: int) -> None:
        indexes = self._indexes
        if self.index in indexes:
            self.index = indexes[(indexes.index(self.index) + step) % len(indexes)]
        elif indexes:
            self.index = indexes[0]
        self.query_one("#details", DetailPage).scroll_home(animate=False)
        self.show_device()
        self.refresh_bindings()

    def action_copy(self) -> None:
        """Everything about it as text."""
        device, supply = self.device, self.supply
        if device is not None and supply is not None:
            copy(self.house, self._text(device, supply), "Copied")

    def _text(self, device: Device, supply: Supply) -> str:
        told = self._level_facts(device, supply)
        return "\n".join([f"{display_name(device)}: {supply.name}", *facts_lines([*told, *article_facts(supply)])])
