"""What is on the screen, as it would be sent to a terminal."""

from rich.style import Style

from tui.app import SuppliesApp

Part = tuple[str, Style]


def drawn(app: SuppliesApp) -> list[list[Part]]:
    """Every line as its parts of one style."""
    return [[(part.text, part.style or Style()) for part in strip] for strip in app.screen._compositor.render_strips()]
