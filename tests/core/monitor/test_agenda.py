from hypothesis import given
from hypothesis import strategies as st

from core.monitor.agenda import Agenda


def test_who_is_due_is_taken_the_earliest_first() -> None:
    agenda = Agenda()
    for device_id, due in (("c", 3.0), ("a", 1.0), ("d", 4.0), ("b", 2.0)):
        agenda.put(device_id, due)
    assert agenda.take_due(0.9) == []
    assert agenda.take_due(3.0) == ["a", "b", "c"]
    assert agenda.take_due(3.0) == [], "taken once"
    assert ("d" in agenda, "a" in agenda, len(agenda)) == (True, False, 1)


def test_put_again_replaces_what_was_put_before() -> None:
    agenda = Agenda()
    agenda.put("a", 1.0)
    agenda.put("a", 5.0)
    agenda.put("b", 9.0)
    agenda.put("b", 2.0)
    assert len(agenda) == 2
    assert agenda.take_due(1.9) == []
    assert agenda.take_due(4.0) == ["b"]
    assert agenda.take_due(9.0) == ["a"]


def test_put_there_and_back_is_due_once() -> None:
    agenda = Agenda()
    for due in (5.0, 7.0, 5.0):
        agenda.put("a", due)
    assert agenda.take_due(7.0) == ["a"]
    assert agenda.take_due(9.0) == []


def test_a_dropped_device_is_never_due_unless_it_is_put_again() -> None:
    agenda = Agenda()
    agenda.put("a", 1.0)
    agenda.put("b", 1.0)
    agenda.drop("a")
    agenda.drop("a")
    agenda.drop("unknown")
    assert ("a" in agenda, len(agenda)) == (False, 1)
    assert agenda.take_due(1.0) == ["b"]
    agenda.put("b", 2.0)
    agenda.drop("b")
    agenda.put("b", 2.0)
    assert agenda.take_due(2.0) == ["b"]


def test_what_is_put_while_the_due_are_worked_on_waits_for_the_next_look() -> None:
    agenda = Agenda()
    agenda.put("a", 1.0)
    for device_id in agenda.take_due(5.0):
        agenda.put(device_id, 2.0)
    assert agenda.take_due(5.0) == ["a"]


def test_replaced_entries_do_not_pile_up() -> None:
    agenda = Agenda()
    for number in range(10_000):
        agenda.put(f"d{number % 10}", float(-number))
    assert len(agenda) == 10
    assert len(agenda._heap) <= 64 + 2 * 10
    assert agenda.take_due(0.0) == [f"d{number}" for number in range(9, -1, -1)]


ids = st.sampled_from([f"d{number}" for number in range(6)])
times = st.integers(0, 30).map(float)
steps = st.one_of(
    st.tuples(st.just("put"), ids, times),
    st.tuples(st.just("drop"), ids, times),
    st.tuples(st.just("take"), ids, times),
    # Enough replacing to have the stale entries thrown away.
    st.tuples(st.just("churn"), ids, times),
)


@given(st.lists(steps, max_size=60))
def test_an_agenda_does_what_a_dict_of_due_times_would(plan: list[tuple[str, str, float]]) -> None:
    agenda = Agenda()
    model: dict[str, float] = {}
    for what, device_id, time in plan:
        if what == "put":
            agenda.put(device_id, time)
            model[device_id] = time
        elif what == "drop":
            agenda.drop(device_id)
            model.pop(device_id, None)
        elif what == "churn":
            for later in range(40, 0, -1):
                agenda.put(device_id, time + later / 100)
            model[device_id] = time + 0.01
        else:
            due = sorted((when, who) for who, when in model.items() if when <= time)
            assert agenda.take_due(time) == [who for _, who in due]
            for _, who in due:
                del model[who]
        assert all(who in agenda for who in model)
        assert len(agenda) == len(model)
    assert agenda.take_due(100.0) == [who for _, who in sorted((when, who) for who, when in model.items())]
