"""Driving the devices screen: starting it, and reading what it shows."""

from collections.abc import Iterable

from core.model.device import Device
from core.settings import Settings, UiSettings
from tests.tui.fakes import FakeServices
from tui.app import SuppliesApp
from tui.screens.devices import DevicesScreen
from tui.widgets.device_groups import is_group
from tui.widgets.views_line import ViewsLine


def started(devices: Iterable[Device], **ui: object) -> tuple[SuppliesApp, FakeServices]:
    services = FakeServices(devices, Settings(ui=UiSettings(**ui)))  # type: ignore[arg-type]
    return SuppliesApp(services, environment={}), services


def screen(app: SuppliesApp) -> DevicesScreen:
    """The screen, behind whatever dialog."""
    return next(one for one in app.screen_stack if isinstance(one, DevicesScreen))


def names(app: SuppliesApp) -> list[str]:
    """What is listed: names of devices, and of groups in brackets."""
    shown = screen(app)
    heads = shown.arrangement.heads
    return [f"[{heads[key].name}]" if is_group(key) else shown.rows[key].name for key in shown.listing.order]


def at(app: SuppliesApp) -> str:
    """What the cursor is at."""
    return names(app)[screen(app).listing.cursor_place]


def selected(app: SuppliesApp) -> list[str]:
    shown = screen(app)
    return sorted(shown.rows[device_id].name for device_id in shown.selected)


def line(app: SuppliesApp) -> str:
    """The line above the list."""
    return screen(app).query_one(ViewsLine).render().plain.strip()


def nothing(app: SuppliesApp) -> str:
    """What stands in for an empty list; empty where there is one."""
    listing = screen(app).listing
    if not listing.display or listing.order:
        return ""
    lines = [listing.render_line(line).text.strip() for line in range(1, listing.size.height)]
    return " ".join(line for line in lines if line)


def toasts(app: SuppliesApp) -> list[str]:
    return [f"{toast.title}: {toast.message}" for toast in app._notifications]
