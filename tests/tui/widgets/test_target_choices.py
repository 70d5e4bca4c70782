from core.model.sweep import SweepRecord
from tests.tui.discovery_fakes import Proposal
from tests.tui.sweep_events import NOW, swept
from tui.widgets.target_choices import MOST_EARLIER, TARGET_COLUMNS, TargetRow, make_targets

OWN = (Proposal("192.0.2.0/25", "eth0, 126 addresses"),)


def offered(typed: str = "", settings: tuple[str, ...] = (), *earlier: SweepRecord) -> dict[str, TargetRow]:
    return make_targets(typed, proposals=OWN, settings=settings, earlier=earlier, now=NOW)


def test_the_own_networks_come_first_then_the_settings_then_the_latest_sweeps() -> None:
    rows = offered(
        "",
        ("lp7, 10.9.0.0/24", "192.0.2.0/25"),
        swept(1, "10.2.0.0/24", "lp7 10.3.0.0/24"),
        swept(30, "10.2.0.0/24"),
        swept(60, "10.4.0.0/24", printers=1),
    )
    assert [(row.target, row.note) for row in rows.values()] == [
        ("192.0.2.0/25", "eth0, 126 addresses"),
        ("lp7", "from the settings"),
        ("10.9.0.0/24", "from the settings"),
        ("10.2.0.0/24", "swept 1 h ago"),
        ("10.3.0.0/24", "swept 1 h ago"),
        ("10.4.0.0/24", "swept 2 d ago, 1 printer"),
    ]


def test_what_is_typed_is_marked() -> None:
    rows = offered("lp7,192.0.2.0/25 other", ("lp7", "lp71"))
    assert {target for target, row in rows.items() if row.is_chosen} == {"lp7", "192.0.2.0/25"}
    drawn = [TARGET_COLUMNS[0].draw(row, 3).plain for row in rows.values()]
    assert drawn == ["[x]", "[x]", "[ ]"]


def test_a_sweep_of_very_many_targets_does_not_fill_the_list() -> None:
    many = " ".join(f"10.0.{number}.0/24" for number in range(200))
    assert len(offered("", (), swept(1, many), swept(2, "lp7"))) == MOST_EARLIER + len(OWN)
