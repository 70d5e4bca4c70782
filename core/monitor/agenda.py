"""Due times in order: what is due costs what is due, not what is known."""

import heapq


class Agenda:
    """Device ids with one due time each, on any clock."""

    def __init__(self) -> None:
        self._due: dict[str, float] = {}
        self._heap: list[tuple[float, str]] = []

    def __contains__(self, device_id: str) -> bool:
        return device_id in self._due

    def __len__(self) -> int:
        return len(self._due)

    def put(self, device_id: str, due: float) -> None:
        """Set when a device is due, in place of what was set before."""
        if self._due.get(device_id) == due:
            return
        self._due[device_id] = due
        heapq.heappush(self._heap, (due, device_id))
        if len(self._heap) > 64 + 2 * len(self._due):
            self._heap = [(when, who) for who, when in self._due.items()]
            heapq.heapify(self._heap)

    def drop(self, device_id: str) -> None:
        """Take a device off; unknown ones are none of our business."""
        self._due.pop(device_id, None)

    def take_due(self, now: float) -> list[str]:
        """Take off whoever is due by now, the earliest first."""
        due = []
        while self._heap and self._heap[0][0] <= now:
            when, device_id = heapq.heappop(self._heap)
            if self._due.get(device_id) == when:
                del self._due[device_id]
                due.append(device_id)
        return due
