import pytest

from core.demo.responder import SimulatedDevice
from core.snmp.codec import Response, decode_response, encode_get, encode_get_bulk, encode_get_next, encode_response
from core.snmp.recording import Record, Recording
from core.snmp.wire import END_OF_VIEW, NO_SUCH_INSTANCE, NO_SUCH_OBJECT
from tests.fleet.devices import SUPPLIES, office_printer, plain_rows, record

NAME = "1.3.6.1.2.1.1.5.0"
COLUMN = "1.3.6.1.4.1.99999.9.1"


def asked(device: SimulatedDevice, datagram: bytes) -> Response:
    answer = device.answer(datagram)
    assert answer is not None
    return decode_response(answer)


@pytest.mark.parametrize("version", ["1", "2c"])
def test_get_gives_the_recorded_values_under_the_same_request_id(version: str) -> None:
    response = asked(
        SimulatedDevice(office_printer()), encode_get(version, "public", 4711, [NAME, f"{SUPPLIES}.9.1.2"])
    )
    assert (response.version, response.request_id, response.error_status) == (version, 4711, 0)
    assert response.varbinds == ((NAME, b"printer-7"), (f"{SUPPLIES}.9.1.2", -3))


def test_v2c_tells_missing_objects_one_by_one() -> None:
    oids = [f"{SUPPLIES}.9.1.99", NAME, "1.3.6.1.5.5.5"]
    response = asked(SimulatedDevice(office_printer()), encode_get("2c", "public", 1, oids))
    assert response.tags == (NO_SUCH_INSTANCE, 4, NO_SUCH_OBJECT)


def test_v1_refuses_the_whole_question_and_names_the_first_missing_object() -> None:
    response = asked(SimulatedDevice(office_printer()), encode_get("1", "public", 1, [NAME, "1.3.6.1.5.5", "1.3.7"]))
    assert (response.error_status, response.error_index) == (2, 2)
    assert [oid for oid, _ in response.varbinds] == [NAME, "1.3.6.1.5.5", "1.3.7"]


def test_v1_does_not_know_counter64() -> None:
    device = SimulatedDevice(office_printer())
    wide = "1.3.6.1.2.1.31.1.1.1.6.1"
    assert asked(device, encode_get("1", "public", 1, [wide])).error_status == 2
    assert asked(device, encode_get_next("1", "public", 1, [wide[:-2]])).varbinds[0][0] == "1.3.6.1.2.1.31.1.1.1.15.1"
    assert asked(device, encode_get("2c", "public", 1, [wide])).varbinds[0][1] == 2**64 - 1


def test_next_ends_with_the_view() -> None:
    device = SimulatedDevice(plain_rows(2))
    assert asked(device, encode_get_next("2c", "public", 1, [f"{COLUMN}.1"])).varbinds == ((f"{COLUMN}.2", 2),)
    assert asked(device, encode_get_next("2c", "public", 1, [f"{COLUMN}.2"])).tags == (END_OF_VIEW,)
    refused = asked(device, encode_get_next("1", "public", 1, [f"{COLUMN}.1", f"{COLUMN}.2"]))
    assert (refused.error_status, refused.error_index) == (2, 2)


def test_bulk_gives_rows_in_order_and_one_end_of_view() -> None:
    response = asked(SimulatedDevice(plain_rows(3)), encode_get_bulk("public", 1, [f"{COLUMN}.1"], 10))
    assert [value for _, value in response.varbinds] == [2, 3, None]
    assert response.tags[-1] == END_OF_VIEW


def test_bulk_interleaves_several_columns() -> None:
    response = asked(
        SimulatedDevice(office_printer()), encode_get_bulk("public", 1, [f"{SUPPLIES}.6", f"{SUPPLIES}.9"], 2)
    )
    assert [oid for oid, _ in response.varbinds] == [
        f"{SUPPLIES}.{oid}" for oid in ("6.1.1", "9.1.1", "6.1.2", "9.1.2")
    ]


def test_bulk_sends_what_fits() -> None:
    device = SimulatedDevice(plain_rows(40), max_message=484)
    answer = device.answer(encode_get_bulk("public", 1, [COLUMN], 40))
    assert answer is not None
    assert len(answer) <= 484
    rows = decode_response(answer).varbinds
    assert 10 < len(rows) < 40
    assert [value for _, value in rows] == list(range(1, len(rows) + 1))


@pytest.mark.parametrize("version", ["1", "2c"])
def test_an_answer_above_the_message_size_is_too_big(version: str) -> None:
    device = SimulatedDevice(office_printer(), max_message=200)
    response = asked(device, encode_get(version, "public", 1, ["1.3.6.1.4.1.99999.1.2.0"]))
    assert response.error_status == 1
    assert len(response.varbinds) == (1 if version == "1" else 0)


def test_bulk_of_one_row_that_does_not_fit_is_too_big() -> None:
    device = SimulatedDevice(office_printer(), max_message=200)
    assert asked(device, encode_get_bulk("public", 1, ["1.3.6.1.4.1.99999.1.1.0"], 1)).error_status == 1


def test_a_value_that_cannot_be_encoded_is_a_general_error() -> None:
    device = SimulatedDevice(Recording([record("1.3.6.1.5", 64, "not an address")]))
    assert asked(device, encode_get("2c", "public", 1, ["1.3.6.1.5"])).error_status == 5
    assert asked(device, encode_get_bulk("public", 1, ["1.3"], 3)).error_status == 5


SILENT = {
    "another community": encode_get("2c", "private", 1, [NAME]),
    "no SNMP": b"GET /",
    "a SET": encode_get("2c", "public", 1, [NAME]).replace(b"\xa0", b"\xa3", 1),
    "a response": encode_response("2c", b"public", 1, [Record((1, 3), 2, 1)]),
    "bulk under v1": encode_get_bulk("public", 1, [NAME], 5).replace(b"\x02\x01\x01", b"\x02\x01\x00", 1),
}


@pytest.mark.parametrize("datagram", list(SILENT.values()), ids=list(SILENT))
def test_what_deserves_no_answer_gets_none(datagram: bytes) -> None:
    assert SimulatedDevice(office_printer()).answer(datagram) is None


def test_habits_can_change_between_two_answers() -> None:
    device = SimulatedDevice(office_printer())
    question = encode_get("2c", "public", 1, [NAME])
    first = device.answer(question)
    assert first is not None
    device.is_asleep = True
    assert device.answer(question) is None
    device.is_asleep = False
    device.versions = frozenset({"1"})
    assert device.answer(question) is None
    device.versions = frozenset({"2c"})
    device.community = "other"
    assert device.answer(question) is None
    device.community = "public"
    device.lost_datagrams = 1
    assert device.answer(question) is None
    assert device.answer(question) == first
    device.recording = Recording([record(NAME, 4, b"renamed")])
    assert asked(device, question).varbinds == ((NAME, b"renamed"),)


@pytest.mark.parametrize("number", [1, 127, 128, 32767, 8388608, 2147483647])
def test_a_kept_answer_carries_the_new_request_id(number: int) -> None:
    device, fresh = SimulatedDevice(office_printer()), SimulatedDevice(office_printer())
    for warm in (2, 200, 40_000, 9_000_000, 2_000_000_000):
        device.answer(encode_get("2c", "public", warm, [NAME]))
    question = encode_get("2c", "public", number, [NAME])
    assert device.answer(question) == fresh.answer(question)
    assert asked(device, question).request_id == number


def test_the_kept_answers_are_bounded() -> None:
    device = SimulatedDevice(plain_rows(600))
    for row in range(1, 601):
        response = asked(device, encode_get("2c", "public", 1, [f"{COLUMN}.{row}"]))
        assert response.varbinds == ((f"{COLUMN}.{row}", row),)
    assert len(device._cache) <= 256
