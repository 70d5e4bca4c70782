import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.discovery.probe import SLOTS, RequestIds, make_template, rounds_for
from core.errors import UsageError
from core.snmp.codec import decode_request, request_id_span

FULL = ("1.3.6.1.2.1.1.1.0", "1.3.6.1.2.1.1.2.0", "1.3.6.1.2.1.43.5.1.1.17.1")
FEW = FULL[:2]


@given(
    multiplier=st.integers(0, 2**30 - 1),
    offset=st.integers(0, 2**30 - 1),
    index=st.integers(0, 2**24),
    slot=st.integers(0, SLOTS - 1),
)
def test_a_request_id_tells_who_was_asked_what(multiplier: int, offset: int, index: int, slot: int) -> None:
    ids = RequestIds(multiplier, offset)
    request_id = ids.of(index, slot)
    assert ids.read(request_id) == (index, slot)
    assert 2**30 <= request_id < 2**31


@pytest.mark.parametrize("request_id", [-1, 0, 1, 2**30 - 1, 2**31, -(2**31), 2**40])
def test_ids_of_others_are_seen_at_once(request_id: int) -> None:
    assert RequestIds(77, 3).read(request_id) is None


def test_two_sweeps_do_not_take_each_others_answers() -> None:
    one, other = RequestIds(), RequestIds()
    confused = sum(one.read(other.of(index)) == (index, 0) for index in range(1000))
    assert confused < 5


@pytest.mark.parametrize("version", ["1", "2c"])
@pytest.mark.parametrize("community", ["public", "", "geheim-ü", "x" * 200])
def test_only_the_request_id_differs_from_address_to_address(version: str, community: str) -> None:
    template = make_template(version, community, FULL)
    one, other = template.fill(2**30), template.fill(2**31 - 1)
    assert len(one) == len(template) == len(other)
    assert request_id_span(one) == request_id_span(other)
    for datagram, request_id in ((one, 2**30), (other, 2**31 - 1)):
        request = decode_request(datagram)
        assert (request.kind, request.version, request.request_id) == ("get", version, request_id)
        assert request.community == community.encode()
        assert [".".join(map(str, oid)) for oid in request.oids] == list(FULL)


def test_each_community_is_tried_in_v2c_and_then_in_v1() -> None:
    rounds = rounds_for(["public", "office", "public"], FULL, FEW)
    assert [(asked.community, asked.version, asked.oids) for asked in rounds] == [
        ("public", "2c", FULL),
        ("public", "1", FEW),
        ("office", "2c", FULL),
        ("office", "1", FEW),
    ]


@pytest.mark.parametrize("communities", [[], ["\ud800"]])
def test_communities_that_cannot_be_asked_with_are_refused(communities: list[str]) -> None:
    with pytest.raises(UsageError, match="communit"):
        rounds_for(communities, FULL, FEW)
