import pytest

from core.model.device import Identity
from core.printer.answers import Answers, Value
from core.printer.solid_ink_models import is_solid_ink

XEROX = "1.3.6.1.4.1.253.8.62.1"
TECH, TYPE = "1.3.6.1.2.1.43.10.2.1.2.1.1", "1.3.6.1.2.1.43.11.1.1.5.1.1"


@pytest.mark.parametrize(
    ("object_id", "model", "values", "expected"),
    [
        (f"{XEROX}.19.6.9.2", "Phaser 8560DN", {}, True),
        (f"{XEROX}.19.6.3.1", None, {}, True),
        (f"{XEROX}.19.6.17.1", None, {}, True),
        (f"{XEROX}.24.2.1.1", "ColorQube 8570", {}, True),
        (f"{XEROX}.19.6.29", "Phaser 3320", {}, False),
        (f"{XEROX}.19.6.90.1", None, {}, False),
        (None, "Phaser 8860MFP", {}, True),
        (None, "ColorQube 9301", {}, True),
        (None, "Phaser 6300", {}, False),
        (None, "Phaser 8560", {TECH: 4}, False),
        (None, None, {TECH: 13}, True),
        (None, None, {TYPE: 12}, True),
        (None, None, {TYPE: 3}, False),
        (None, None, {"1.3.6.1.2.1.1.1.0": b"Xerox Phaser 8550DP;PS 3.11.0"}, True),
    ],
)
def test_solid_ink_by_product_technology_supply_or_name(
    object_id: str | None, model: str | None, values: dict[str, Value], expected: bool
) -> None:
    assert is_solid_ink(Identity(object_id=object_id, model=model), Answers(values)) is expected
