from collections.abc import Sequence

import pytest

from core.errors import SnmpAuthError, SnmpTooBig
from core.snmp.refusal import Refusal, ask_without_refused

ASKED = list("abcdefgh")


class PickyAgent:
    """Refuses the first object that it does not like, and names it as `index_of` says."""

    def __init__(self, disliked: str, index_of: object, status: int = 2) -> None:
        self.disliked = disliked
        self.index_of = index_of
        self.status = status
        self.questions = 0

    async def ask(self, oids: Sequence[str]) -> dict[str, str]:
        self.questions += 1
        for position, oid in enumerate(oids, 1):
            if oid in self.disliked:
                raise Refusal(self.status, self.index_of if isinstance(self.index_of, int) else position)
        return {oid: oid.upper() for oid in oids}


@pytest.mark.parametrize("disliked", ["", "a", "h", "ah", "bcd", "abcdefgh"])
@pytest.mark.parametrize("index", ["right", 0, -1, 99, 1], ids=lambda index: f"index {index}")
@pytest.mark.parametrize("status", [2, 5, 99])
async def test_refused_objects_are_left_out_and_the_questions_are_bounded(
    disliked: str, index: object, status: int
) -> None:
    agent = PickyAgent(disliked, index, status)
    values = await ask_without_refused(agent.ask, ASKED)
    assert agent.questions <= 2 * len(ASKED)
    if index == "right" or index in (0, -1, 99):
        assert set(values) == set(ASKED) - set(disliked)


async def test_a_right_index_costs_one_question_an_object() -> None:
    agent = PickyAgent("bd", "right")
    await ask_without_refused(agent.ask, ASKED)
    assert agent.questions == 3


async def test_no_objects_are_no_question() -> None:
    agent = PickyAgent("", "right")
    assert await ask_without_refused(agent.ask, []) == {}


async def test_too_big_is_passed_on() -> None:
    with pytest.raises(SnmpTooBig):
        await ask_without_refused(PickyAgent("a", 1, status=1).ask, ASKED)


async def test_an_authorization_error_is_about_the_credentials() -> None:
    with pytest.raises(SnmpAuthError):
        await ask_without_refused(PickyAgent("a", 1, status=16).ask, ASKED)
