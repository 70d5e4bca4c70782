"""The mouse while the program runs: Textual asks for it at the start only."""

from textual.driver import Driver


def use_mouse(driver: Driver | None, *, is_on: bool) -> None:
    """Have the terminal report the mouse from now on, or not any more.

    Args:
        driver: the terminal; one that knows no mouse is left alone.
        is_on: whether the mouse is to work.
    """
    begin, end = (getattr(driver, f"_{verb}_mouse_support", None) for verb in ("enable", "disable"))
    if driver is None or begin is None or end is None or driver._mouse == is_on:
        return
    if not is_on:
        end()
    driver._mouse = is_on  # neither method does anything while this is False
    if is_on:
        begin()
