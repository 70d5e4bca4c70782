"""What is so again when something is taken back, as the title and the text of a toast (pure)."""

from collections.abc import Sequence

from core.admin_edits import display_location, display_name
from core.model.device import Device
from core.printer.text import tidy
from tui.ages import duration_words

Words = tuple[str, str]
"""Title and text."""

MOST_PLACES = 3
"""Locations named; of the others there is only the number."""
MOST_OF_NOTES = 40
"""Characters of notes by which an admin knows them again."""


def name_back(device: Device, name_now: str) -> Words:
    """Its name is the one of before.

    Args:
        device: as it was before.
        name_now: what it is called until then.
    """
    text = "The name that you gave it." if device.given_name else "What it calls itself."
    return f"{name_now} is called {display_name(device)} again", text


def place_back(devices: Sequence[Device]) -> Words:
    """Where they were before; where they were at one place, that one is named in the title."""
    who, are = _who(devices), "is" if len(devices) == 1 else "are"
    places = list(dict.fromkeys(display_location(device) for device in devices))
    named = [f"“{place}”" for place in places if place]
    if len(places) > 1:
        rest = f" and {len(named) - MOST_PLACES:,} more" if len(named) > MOST_PLACES else ""
        without = "; some without a location" if None in places else ""
        return f"{who} are where they were", f"{', '.join(named[:MOST_PLACES])}{rest}{without}."
    if not named:
        return f"{who} {are} without a location again", "Nobody says where."
    given = all(device.given_location for device in devices)
    said = "itself" if len(devices) == 1 else "themselves"
    text = "The location that you gave." if given else f"As said by the device{'s' * (len(devices) > 1)} {said}."
    return f"{who} {are} at {places[0]} again", text


def notes_back(device: Device) -> Words:
    """Its notes are those of before, told by how they begin."""
    if not device.notes:
        return f"{display_name(device)} is without notes again", "As before."
    begin = tidy(device.notes.split("\n")[0])
    is_more = len(begin) > MOST_OF_NOTES or "\n" in device.notes
    return f"The notes on {display_name(device)} are as before", f"“{begin[:MOST_OF_NOTES]}{'…' if is_more else ''}”."


def interval_back(device: Device) -> Words:
    """It is polled as often as before."""
    if device.interval_seconds is None:
        return f"{display_name(device)} is polled at everybody's interval again", "It has none of its own."
    every = duration_words(device.interval_seconds)
    return f"{display_name(device)} is polled every {every} again", "Its own interval."


def managed_back(devices: Sequence[Device], *, is_managed: bool) -> Words:
    """They are under somebody's contract again, or not any more."""
    are = "is" if len(devices) == 1 else "are"
    if is_managed:
        return f"{_who(devices)} {are} managed elsewhere again", "Kept out of ordering."
    return f"{_who(devices)} {are} ours again", "Supplies may be ordered."


def ignored_back(devices: Sequence[Device], *, is_ignored: bool) -> Words:
    """They are left out again, or watched again."""
    are, them = ("is", "it") if len(devices) == 1 else ("are", "them")
    if is_ignored:
        return f"{_who(devices)} {are} ignored again", f"Not polled, and later sweeps leave {them} out."
    return f"{_who(devices)} {are} back", "Watched again."


def removed_back(devices: Sequence[Device]) -> Words:
    """They are in the list again."""
    return f"{_who(devices)} {'is' if len(devices) == 1 else 'are'} back", "In the list again."


def _who(devices: Sequence[Device]) -> str:
    return display_name(devices[0]) if len(devices) == 1 else f"{len(devices):,} devices"
