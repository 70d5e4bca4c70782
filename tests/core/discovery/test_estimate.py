import pytest

from core.discovery.estimate import estimate
from core.discovery.targets import NameFailure, Targets, parse_targets
from core.printer.identify import IDENTITY_OIDS, V1_IDENTITY_OIDS
from core.snmp.codec import encode_get

V2C = len(encode_get("2c", "public", 2**30, IDENTITY_OIDS))
V1 = len(encode_get("1", "public", 2**30, V1_IDENTITY_OIDS))


def test_it_counts_the_datagrams_that_would_leave() -> None:
    cost = estimate(parse_targets(["10.0.0.0/24"]), rate=500, wait_seconds=2.0)
    assert cost.addresses == 254
    assert cost.datagrams_max == 508
    assert cost.bytes_max == 254 * (V2C + V1)
    assert cost.seconds_max == 5.0
    assert not cost.is_cut_by_limit


def test_each_further_community_costs_two_datagrams_a_silent_address() -> None:
    targets = parse_targets(["10.0.0.0/24"])
    one, two = (estimate(targets, communities=names) for names in (["public"], ["public", "office"]))
    assert two.datagrams_max == 2 * one.datagrams_max
    assert two.bytes_max == 2 * one.bytes_max  # "office" is as long as "public"


def test_names_count_as_one_address_each_and_excluded_names_as_none() -> None:
    assert estimate(parse_targets(["10.0.0.1, printer, other"], exclude=["server"])).addresses == 3


@pytest.mark.parametrize(("limit", "is_cut"), [(300.0, False), (200.0, True)])
def test_it_says_when_the_time_limit_will_cut_the_sweep(limit: float, is_cut: bool) -> None:
    assert estimate(parse_targets(["10.0.0.0/16"]), limit_seconds=limit).is_cut_by_limit is is_cut


@pytest.mark.parametrize("rate", [None, 0])
def test_without_a_rate_nobody_knows_how_long_it_takes(rate: float | None) -> None:
    cost = estimate(parse_targets(["10.0.0.0/24"]), rate=rate)
    assert (cost.seconds_max, cost.is_cut_by_limit) == (None, False)


def test_it_names_what_the_settings_leave_out_and_whom_nobody_knows() -> None:
    cost = estimate(parse_targets(["10.0.0.0/24"], exclude=["10.0.0.0/25"]))
    assert (cost.addresses, cost.excluded, cost.unknown_names, cost.refusal) == (127, 127, (), None)
    cost = estimate(parse_targets(["10.0.0.0/24"], exclude=["10.0.0.0/16"]))
    assert (cost.addresses, cost.excluded) == (0, 254)
    assert cost.refusal is not None
    failures = (NameFailure("lp7", "the name is not known"), NameFailure("files", "the name is not known", True))
    cost = estimate(Targets(parse_targets(["10.0.0.1"]).entries, failures=failures))
    assert (cost.addresses, cost.unknown_names, cost.refusal) == (1, ("lp7",), None)


def test_no_targets_cost_nothing() -> None:
    cost = estimate(parse_targets([]))
    assert (cost.datagrams_max, cost.bytes_max, cost.seconds_max) == (0, 0, 0.0)


@pytest.mark.parametrize(("target", "is_large"), [("10.0.0.0/16", False), ("10.0.0.0/16 10.1.0.0/30 10.2.0.1", True)])
def test_what_is_probably_mistyped_is_known(target: str, *, is_large: bool) -> None:
    assert estimate(parse_targets([target], allow_large=True)).is_large is is_large
