"""The command palette: every command that can be run where the cursor is, the views, the themes, every device."""

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode

from core.admin_edits import display_location, display_name
from core.model.device import Device
from tui.commands import Command, commands_of
from tui.detail_commands import DETAILS
from tui.fuzzy import best_of, fit
from tui.themes import THEME_WORDS
from tui.widgets.device_views import VIEWS

if TYPE_CHECKING:
    from tui.app import SuppliesApp

MOST_DEVICES = 12
"""Devices offered; more letters find the others."""
AT_A_TIME = 500
"""Devices looked at before the next key may be answered: a few milliseconds of work."""
MOST_RECENT = 5
"""Commands remembered as run last from the palette."""
RECENT_WORTH = 0.1
"""What that adds to a command's score: between commands that fit alike it comes first."""
ELSEWHERE_WORTH = 0.8
"""What is to be done on another screen comes behind what can be done here."""
PLACES = {"devices": "Devices", "alerts": "Alerts", "discovery": "Discovery", DETAILS: "Device"}
"""Scope of the screens that a command can lead to -> what stands before its title."""
DEVICE_WORTH = 0.6
"""A device's score beside a command's: a command that is typed comes first."""


class HouseProvider(Provider):
    """Offers what the program can do."""

    @property
    def house(self) -> "SuppliesApp":
        """The program."""
        return cast("SuppliesApp", self.app)

    def marked(self, query: str, title: str) -> Content:
        """A title with the letters marked that are typed."""
        content = Content(title)
        if self.match_style is not None and len(title.lower()) == len(title):
            for place in fit(query, title).places:
                content = content.stylize(self.match_style, place, place + 1)
        return content


class CommandProvider(HouseProvider):
    """Offers the commands of the focused list, of the screen and of the program."""

    def offers(self) -> Iterator[tuple[Command, DOMNode]]:
        """Each command that can be run now, with the node that runs it."""
        offered = set()
        for node in (self.screen, self.focused, self.app):
            scope = getattr(node, "SCOPE", None)
            if node is None or scope is None:
                continue
            for command in commands_of(scope):
                if command.id not in offered and ("." in command.run or node.check_action(command.run, ())):
                    offered.add(command.id)
                    yield command, node

    async def discover(self) -> Hits:
        """All of them, before anything is typed; those that were run last from here come first."""
        recent = self.house.recent_commands
        for command, node in sorted(
            self.offers(), key=lambda offer: recent.index(offer[0].id) if offer[0].id in recent else len(recent)
        ):
            yield DiscoveryHit(command.title, partial(self._run, command, node), help=command.help)

    async def search(self, query: str) -> Hits:
        """Those whose title or help line fits."""
        for command, node in self.offers():
            if (score := worth(query, command.title, command.help)) > 0:
                score += RECENT_WORTH * (command.id in self.house.recent_commands)
                yield Hit(
                    score, self.marked(query, command.title), partial(self._run, command, node), help=command.help
                )

    async def _run(self, command: Command, node: DOMNode) -> None:
        recent = self.house.recent_commands
        if command.id in recent:
            recent.remove(command.id)
        recent.insert(0, command.id)
        del recent[MOST_RECENT:]
        await self.app.run_action(command.run, node)


class ElsewhereProvider(HouseProvider):
    """Offers what works on other screens: it goes there and does it. "Discovery: Schedule", "Device: Record"."""

    async def search(self, query: str) -> Hits:
        """Those whose title or help line fits, behind what works here."""
        here = {getattr(node, "SCOPE", None) for node in (self.screen, self.focused, self.app)}
        known = {command.id for command in commands_of(*filter(None, here))}
        device_id: str | None = getattr(self.screen, "device_at_hand", None)
        for scope, place in PLACES.items():
            if scope in here or (scope == DETAILS and device_id is None):
                continue
            for command in commands_of(scope):
                if command.id in known or "." in command.run:
                    continue
                known.add(command.id)
                title = f"{place}: {command.title}"
                # Its place alone is no reason: "sort" is not meant by "Discovery: ...".
                if (score := worth(query, command.title, f"{place}: {command.help}")) > 0:
                    run = partial(self._go, scope, command, device_id)
                    yield Hit(score * ELSEWHERE_WORTH, self.marked(query, title), run, help=command.help)

    async def _go(self, scope: str, command: Command, device_id: str | None) -> None:
        house = self.house
        if scope == DETAILS and device_id is not None:
            await house.go_to_device(device_id)
        else:
            await house.go_to(scope)
        screen = house.screen
        if screen.check_action(command.run, ()):
            await house.run_action(command.run, screen)
        else:
            house.notify("There is nothing to do it with now.", title=command.title, severity="warning", markup=False)


class ViewProvider(HouseProvider):
    """Offers the views of the devices: "View: Low Status"."""

    async def search(self, query: str) -> Hits:
        """Those whose title fits; on the devices themselves they are commands."""
        if getattr(self.screen, "SCOPE", "") == "devices":
            return
        for view, about in VIEWS.items():
            title = f"View: {about.title}"
            if (score := fit(query, title).score) > 0:
                yield Hit(score, self.marked(query, title), partial(self.house.show_view, view))


class ThemeProvider(HouseProvider):
    """Offers the themes: "Theme: supplies-light"; the choice goes into the settings."""

    async def search(self, query: str) -> Hits:
        """Those whose name or purpose fits, Textual's own among them."""
        for name in (*THEME_WORDS, *(name for name in self.house.available_themes if name not in THEME_WORDS)):
            title, words = f"Theme: {name}", THEME_WORDS.get(name, "one of Textual's")
            if (score := worth(query, title, words)) > 0:
                yield Hit(score, self.marked(query, title), partial(self.house.choose_theme, name), help=words)


class ThemeChooser(ThemeProvider):
    """The same in a palette of its own, where the program's themes are offered before anything is typed."""

    async def discover(self) -> Hits:
        """The program's themes."""
        for name, words in THEME_WORDS.items():
            yield DiscoveryHit(f"Theme: {name}", partial(self.house.choose_theme, name), help=words)


class DeviceProvider(HouseProvider):
    """Offers to go to a device, by name, address, model, place or serial number."""

    async def startup(self) -> None:
        """Take down the words of every device, with pauses in which keys are answered."""
        self._known: list[tuple[str, str]] = []
        for number, device in enumerate(self.house.services.fleet.devices(), 1):
            self._known.append((device.id, device_words(device)))
            if number % AT_A_TIME == 0:
                await asyncio.sleep(0)

    async def search(self, query: str) -> Hits:
        """The best few."""
        best: list[tuple[float, str]] = []
        for start in range(0, len(self._known), AT_A_TIME):
            best = best_of(query, self._known[start : start + AT_A_TIME], MOST_DEVICES, best)
            await asyncio.sleep(0)
        for score, device_id in best:
            device = self.house.services.fleet.get(device_id)
            if device is not None:
                title = Content.assemble("Go to ", self.marked(query, display_name(device)))
                run = partial(self.house.go_to_device, device_id)
                yield Hit(score * DEVICE_WORTH, title, run, help=cast("str", Content(about(device))))


def worth(query: str, title: str, words: str) -> float:
    """How well a title or the words about it fit; of the words only whole ones count, and half."""
    by_words = fit(query, words).score
    return max(fit(query, title).score, by_words * 0.5 if by_words > 1 else 0)


def device_words(device: Device) -> str:
    """What a device may be looked for by."""
    who = device.identity
    return " ".join(
        filter(
            None, (display_name(device), device.address, who.vendor, who.model, who.serial, display_location(device))
        )
    )


def about(device: Device) -> str:
    """The line under a device: address, make and model, place."""
    who = device.identity
    model = " ".join(filter(None, (who.vendor, who.model)))
    return "  ".join(filter(None, (device.address, model, display_location(device))))
