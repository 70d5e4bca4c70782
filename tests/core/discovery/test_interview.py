from collections.abc import Collection, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.discovery.interview import MAX_FOLLOW_UPS, MAX_QUESTIONS, Interview, Question, Recognition
from core.discovery.sweep import PRINTERS
from core.model.device import Identity
from core.printer.answers import Answers
from core.snmp.client import Value
from core.snmp.codec import Response

DESCR, OBJECT_ID, MODEL, SERIAL = "1.1.1", "1.1.2", "1.25.1", "1.43.1"
EXTRA, LAST = "1.99.1", "1.99.2"
FULL = (DESCR, OBJECT_ID, MODEL, SERIAL)
FEW = (DESCR, OBJECT_ID)
DEVICE: dict[str, Value] = {
    DESCR: b"A printer", OBJECT_ID: "1.3.6.1.4.1.11", MODEL: b"M1", SERIAL: b"SN1", EXTRA: b"more", LAST: b"most",
}  # fmt: skip
TOO_BIG, NO_SUCH_NAME, GEN_ERR = 1, 2, 5


def identify(answers: Answers) -> Identity:
    return Identity(is_printer=MODEL in answers, model=answers.text(MODEL), serial=answers.text(SERIAL))


def nothing_more(answers: Answers, asked: Collection[str]) -> tuple[str, ...]:
    return ()


def as_long_as_the_serial_is_open(answers: Answers, asked: Collection[str]) -> tuple[str, ...]:
    return () if SERIAL in answers else tuple(oid for oid in (*FULL, EXTRA, LAST) if oid not in asked)


def without_end(answers: Answers, asked: Collection[str]) -> tuple[str, ...]:
    return (f"1.77.{len(asked)}",)


PLAIN = Recognition(FULL, FEW, identify, nothing_more)
CURIOUS = Recognition(FULL, FEW, identify, as_long_as_the_serial_is_open)


def answer(version: str, values: Mapping[str, Value | None], *, status: int = 0, index: int = 0) -> Response:
    return Response(version, b"public", 1, status, index, tuple(values.items()), (4,) * len(values))


def agent_answer(question: Question, device: Mapping[str, Value], version: str = "2c") -> Response:
    """What an honest agent says: v1 refuses the whole question for one missing object."""
    if version == "1":
        for position, oid in enumerate(question.oids, 1):
            if oid not in device:
                return answer("1", dict.fromkeys(question.oids), status=NO_SUCH_NAME, index=position)
    return answer(version, {oid: device.get(oid) for oid in question.oids})


def first(version: str, device: Mapping[str, Value], recognition: Recognition = PLAIN) -> Interview:
    asked = FULL if version == "2c" else FEW
    interview = Interview(recognition, version, asked)
    interview.hear_first(agent_answer(Question(version, asked, 0), device, version))
    return interview


def go_on(interview: Interview, device: Mapping[str, Value], version: str) -> list[tuple[str, ...]]:
    """Play a device that speaks that version only; gives the objects of each question."""
    asked = []
    while interview.question is not None:
        asked.append(interview.question.oids)
        if interview.question.version == version:
            interview.hear(agent_answer(interview.question, device, version))
        else:
            interview.give_up()
    return asked


def test_one_good_answer_is_enough() -> None:
    interview = first("2c", DEVICE)
    assert interview.question is None
    assert interview.identity == Identity(is_printer=True, model="M1", serial="SN1")
    assert interview.profile.version == "2c"


def test_what_is_still_open_is_asked_in_one_question() -> None:
    interview = first("2c", {DESCR: b"A printer"}, CURIOUS)
    assert go_on(interview, {EXTRA: b"more"}, "2c") == [(EXTRA, LAST)]


def test_objects_nobody_asked_for_are_ignored() -> None:
    interview = Interview(PLAIN, "2c", FULL)
    interview.hear_first(answer("2c", {DESCR: b"A", "1.43.1.9": b"x", EXTRA: b"y"}))
    interview.hear_first(answer("2c", {}))
    assert interview.identity == Identity()


def test_follow_ups_end_even_if_the_rules_never_do() -> None:
    interview = first("2c", DEVICE, Recognition(FULL, FEW, identify, without_end))
    assert len(go_on(interview, DEVICE, "2c")) == MAX_FOLLOW_UPS


def test_a_device_that_answered_in_v1_is_asked_once_more_in_v2c() -> None:
    interview = first("1", DEVICE)
    assert interview.question == Question("2c", FULL, 1, may_repeat=False)
    assert go_on(interview, DEVICE, "2c") == [FULL]
    assert interview.profile.version == "2c"
    assert interview.identity.serial == "SN1"


def test_what_v1_left_open_is_not_asked_twice_once_v2c_works() -> None:
    device = {oid: DEVICE[oid] for oid in (OBJECT_ID, MODEL, SERIAL)}
    interview = first("1", device)
    assert go_on(interview, device, "2c") == [FULL]
    assert interview.identity.serial == "SN1"


def test_a_v1_device_is_asked_the_rest_in_v1() -> None:
    interview = first("1", DEVICE)
    assert go_on(interview, DEVICE, "1") == [FULL, (MODEL, SERIAL)]
    assert interview.profile.version == "1"
    assert interview.identity == Identity(is_printer=True, model="M1", serial="SN1")


def test_a_missing_object_of_a_v1_device_is_only_itself_missing() -> None:
    device = {oid: DEVICE[oid] for oid in (OBJECT_ID, SERIAL)}
    interview = first("1", device)
    assert go_on(interview, device, "1") == [FULL, (OBJECT_ID,), (MODEL, SERIAL), (SERIAL,)]
    assert interview.identity.serial == "SN1"


def test_a_v1_device_with_nothing_to_say_is_soon_left_in_peace() -> None:
    interview = first("1", {}, CURIOUS)
    assert len(go_on(interview, {}, "1")) <= MAX_QUESTIONS
    assert interview.identity == Identity()


def test_too_big_halves_the_question_and_is_remembered() -> None:
    interview = Interview(PLAIN, "2c", FULL)
    interview.hear_first(answer("2c", {}, status=TOO_BIG))
    assert go_on(interview, DEVICE, "2c") == [(DESCR, OBJECT_ID), (MODEL, SERIAL)]
    assert interview.identity.serial == "SN1"
    assert interview.profile.max_objects == 2


def test_a_single_object_that_is_too_big_is_given_up() -> None:
    interview = Interview(Recognition((SERIAL,), FEW, identify, nothing_more), "2c", (SERIAL,))
    interview.hear_first(answer("2c", {}, status=TOO_BIG))
    assert interview.question is None


@pytest.mark.parametrize("index", [0, -1, 5, 2**31 - 1])
def test_an_error_that_points_nowhere_halves_the_question(index: int) -> None:
    interview = Interview(PLAIN, "2c", FULL)
    interview.hear_first(answer("2c", dict.fromkeys(FULL), status=GEN_ERR, index=index))
    assert go_on(interview, DEVICE, "2c") == [(DESCR, OBJECT_ID), (MODEL, SERIAL)]
    assert interview.profile.max_objects > 2


def test_an_object_that_breaks_the_agent_is_left_out() -> None:
    interview = Interview(PLAIN, "2c", FULL)
    interview.hear_first(answer("2c", dict.fromkeys(FULL), status=GEN_ERR, index=3))
    assert go_on(interview, DEVICE, "2c") == [(DESCR, OBJECT_ID, SERIAL)]
    assert interview.identity == Identity(serial="SN1")


@pytest.mark.parametrize("version", ["1", "2c"])
def test_an_agent_that_only_complains_is_asked_a_bounded_number_of_times(version: str) -> None:
    interview = Interview(CURIOUS, version, FULL)
    interview.hear_first(answer(version, {}, status=GEN_ERR))
    questions = 0
    while interview.question is not None:
        questions += 1
        interview.hear(answer(interview.question.version, {}, status=GEN_ERR, index=1))
    assert questions <= MAX_QUESTIONS
    assert interview.identity == Identity()


def test_a_device_that_falls_silent_is_known_by_what_it_said() -> None:
    interview = first("2c", {DESCR: b"A printer", MODEL: b"M1"}, CURIOUS)
    assert go_on(interview, {}, "nothing") == [(EXTRA, LAST)]
    assert interview.identity.model == "M1"


def test_each_question_has_a_slot_of_its_own() -> None:
    interview = Interview(PLAIN, "2c", FULL)
    interview.hear_first(answer("2c", {}, status=TOO_BIG))
    slots = []
    while interview.question is not None:
        slots.append(interview.question.slot)
        interview.hear(answer("2c", {}, status=TOO_BIG))
    assert slots == list(range(1, len(slots) + 1))
    assert len(slots) == 6


values = (
    st.none() | st.integers(-(2**63), 2**64 - 1) | st.binary(max_size=40) | st.sampled_from(["0.0", "1.3.6.1.4.1.11"])
)


@given(data=st.data(), version=st.sampled_from(["1", "2c"]))
def test_whatever_a_device_says_the_conversation_ends(data: st.DataObject, version: str) -> None:
    asked = PRINTERS.identity_oids if version == "2c" else PRINTERS.v1_identity_oids
    interview = Interview(PRINTERS, version, asked)

    def anything(oids: tuple[str, ...]) -> Response:
        said = {oid: data.draw(values) for oid in oids}
        status, index = data.draw(st.integers(-1, 6)), data.draw(st.integers(-1, 9))
        return answer(version, said, status=data.draw(st.sampled_from([0, status])), index=index)

    interview.hear_first(anything(asked))
    questions = 0
    while interview.question is not None:
        questions += 1
        interview.hear(anything(interview.question.oids)) if data.draw(st.booleans()) else interview.give_up()
    assert questions <= MAX_QUESTIONS
    assert isinstance(interview.identity, Identity)
