import pytest
from textual.content import Content

from core.alerts.rules import Assessment, SupplyAssessment, Thresholds, assess_reading
from core.model.device import Identity, Reading
from core.model.severity import SupplyState
from core.model.supply import Supply
from tests.tui.fakes import NOW
from tests.tui.printers import level, supply, toners, waste
from tui.widgets.gauges import bar, chips

CYAN = {"type": "toner", "color": "cyan"}


def chip(one: Supply, state: SupplyState, *, is_stale: bool = False) -> Content:
    """A device's only supply."""
    assessment = Assessment(state="ok", supplies=(SupplyAssessment(one.index, state),))
    return chips((one,), assessment, 80, is_stale=is_stale)


@pytest.mark.parametrize(
    ("one", "state", "drawn"),
    [
        (supply(1, "Cyan", 62, **CYAN), "ok", "C▅62%"),
        (supply(1, "Cyan", 100, **CYAN), "ok", "C█100%"),
        (supply(1, "Cyan", 12, **CYAN), "low", "C▁12%▼"),
        (supply(1, "Cyan", 3, **CYAN), "near_empty", "C▁3%!"),
        (supply(1, "Cyan", 0.4, **CYAN), "near_empty", "C▁<1%!"),
        (supply(1, "Cyan", 0, **CYAN), "empty", "C·0%×"),
        (supply(1, "Cyan", "some", **CYAN), "ok", "C some"),
        (supply(1, "Cyan", "some", **CYAN), "low", "C some▼"),
        (supply(1, "Cyan", "unknown", **CYAN), "unknown", "C ?"),
        (supply(1, "Cyan", "unlimited", **CYAN), "ok", "C ∞"),
        (supply(1, "Cyan", "7809 impressions", **CYAN), "ok", "C 7,809 imp"),
        (waste(40), "ok", "Waste□40% free"),
        (waste(4), "low", "Waste□4% free▲"),
        (waste(0), "empty", "Waste■full×"),
        (waste("some"), "ok", "Waste some"),
    ],
)
def test_a_chip_says_the_level_in_glyph_and_word(one: Supply, state: SupplyState, drawn: str) -> None:
    assert chip(one, state).plain == drawn


@pytest.mark.parametrize("value", ["some", "unknown", "unlimited"])
def test_no_number_is_made_of_what_is_not_known(value: str) -> None:
    one = supply(1, "Cyan", value, **CYAN)
    assert not any(character.isdigit() for character in chip(one, "unknown").plain)
    assert bar(one.level, "red", 8).plain == "·" * 8


def test_the_levels_of_a_silent_printer_lose_their_color() -> None:
    assert "$supply-cyan" in spans(chip(supply(1, "Cyan", 12, **CYAN), "low"))
    assert set(spans(chip(supply(1, "Cyan", 12, **CYAN), "low", is_stale=True)).split()) == {"bold", "$muted"}


def spans(content: Content) -> str:
    return " ".join(str(span.style) for span in content.spans)


def assessed(supplies: tuple[Supply, ...]) -> Assessment:
    return assess_reading(Reading(read_at=NOW, identity=Identity(), supplies=supplies), Thresholds())


@pytest.mark.parametrize(
    ("width", "drawn"),
    [
        (80, "K▅62% C▁12%▼ M▇90% Y▆75%"),
        (26, "K▅62% C▁12%▼ M▇90% Y▆75%"),
        (25, "K▅62 C▁12▼ M▇90 Y▆75"),
        (20, "K▅62 C▁12▼ M▇90 Y▆75"),
        (19, "K▅62 C▁12▼ M▇90 +1"),
        (13, "K▅62 C▁12▼ +2"),
        (12, "K▅62 +3"),
        (5, "K▅62…"),
        (3, "K▅…"),
        (0, ""),
    ],
)
def test_chips_fit_the_width_and_count_what_does_not(width: int, drawn: str) -> None:
    supplies = toners(62, 12, 90, 75)
    assert chips(supplies, assessed(supplies), width).plain == drawn


@pytest.mark.parametrize(
    ("width", "drawn"),
    [
        (23, "K▅62 C▁12▼ M▇90 Y▆75 +2"),
        (22, "K▅62 C▁12▼ M▇90 Y▆75…"),
        (21, "K▅62 C▁12▼ M▇90 Y▆75…"),
        (20, "K▅62 C▁12▼ M▇90 +3"),
    ],
)
def test_an_ink_is_not_lost_to_the_count_of_the_rest(width: int, drawn: str) -> None:
    supplies = (*toners(62, 12, 90, 75), waste(50), supply(10, "Fuser", 50, type="fuser"))
    assert chips(supplies, assessed(supplies), width).plain == drawn


def test_ink_and_toner_come_first_in_their_usual_order_then_what_is_in_trouble() -> None:
    supplies = (
        waste(50, index=1),
        supply(2, "Fuser", 2, type="fuser"),
        supply(3, "Yellow", 40, type="toner", color="yellow"),
        supply(4, "Black", 40, type="toner", color="black"),
    )
    assert chips(supplies, assessed(supplies), 60).plain == "K▃40% Y▃40% Fuser▁2%! Waste□50% free"


def test_supplies_without_a_state_are_drawn_as_unknown() -> None:
    assert chips(toners("unknown"), Assessment(state="unknown"), 20).plain == "K ?"
    assert chips(toners(5), Assessment(state="unknown", supplies=(SupplyAssessment("9.9", "low"),)), 26).plain == "K▁5%"


@pytest.mark.parametrize(
    ("value", "drawn"), [(0, "········"), (0.1, "▏·······"), (50, "████····"), (99.9, "████████"), (100, "████████")]
)
def test_a_bar_shows_what_is_left(value: float, drawn: str) -> None:
    assert bar(level(value), "red", 8).plain == drawn


@pytest.mark.parametrize(("value", "drawn"), [(100, "········"), (75, "▒▒······"), (0, "▒▒▒▒▒▒▒▒")])
def test_the_bar_of_a_receptacle_shows_how_full_it_is(value: float, drawn: str) -> None:
    assert bar(level(value), "red", 8, receptacle=True).plain == drawn
