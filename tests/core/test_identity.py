import pytest

from core.identity import are_different, identity_keys, make_device_id, normalized_mac, normalized_serial
from core.model.device import Identity


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("VNB3J99999", "VNB3J99999"),
        ("vnb3j99999", "VNB3J99999"),
        ("00VNB3J99999", "VNB3J99999"),
        ("CN-BCD 123", "CNBCD123"),
        (None, None),
        ("", None),
        ("   ", None),
        ("0000000000", None),
        ("XXXXXXXXXX", None),
        ("unknown", None),
        ("N/A", None),
        ("123456789", None),
        ("A1", None),
    ],
)
def test_serial_numbers_are_folded_and_placeholders_refused(given: str | None, key: str | None) -> None:
    assert normalized_serial(given) == key


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("00:17:C8:AB:CD:EF", "00:17:c8:ab:cd:ef"),
        ("00:00:00:00:00:00", None),
        ("ff:ff:ff:ff:ff:ff", None),
        ("01:00:5e:00:00:01", None),
        ("not a mac", None),
        (None, None),
    ],
)
def test_null_broadcast_and_group_macs_are_refused(given: str | None, key: str | None) -> None:
    assert normalized_mac(given) == key


def test_the_serial_number_is_the_strongest_key_and_belongs_to_its_make() -> None:
    hp = Identity(vendor="HP", serial="AB1234", mac="00:17:c8:00:00:01")
    assert identity_keys(hp) == ("serial:hp:AB1234", "mac:00:17:c8:00:00:01")
    assert identity_keys(Identity(vendor="Ricoh", serial="AB1234"))[0] != identity_keys(hp)[0]
    assert identity_keys(Identity(vendor="HP", serial="0000")) == ()


@pytest.mark.parametrize(
    ("one", "other", "different"),
    [
        (Identity(serial="AAAA1"), Identity(serial="BBBB1"), True),
        (Identity(serial="AAAA1"), Identity(serial="00aaaa1"), False),
        (Identity(serial="AAAA1"), Identity(), False),
        (Identity(mac="00:17:c8:00:00:01"), Identity(mac="00:17:c8:00:00:02"), True),
        (Identity(serial="AAAA1", mac="00:17:c8:00:00:01"), Identity(mac="00:17:c8:00:00:01"), False),
        (Identity(vendor="HP", model="M1"), Identity(vendor="Ricoh", model="MP 2"), True),
        (Identity(vendor="HP", model="M1"), Identity(vendor="HP", model="M1 series"), False),
        (Identity(), Identity(), False),
    ],
)
def test_only_proof_makes_two_devices(one: Identity, other: Identity, different: bool) -> None:
    assert are_different(one, other) is different
    assert are_different(other, one) is different


def test_device_ids_are_stable_and_safe_in_file_names() -> None:
    assert make_device_id("serial:hp:AB1234") == make_device_id("serial:hp:AB1234")
    assert make_device_id("a") != make_device_id("b")
    assert make_device_id("../../etc").isalnum()
