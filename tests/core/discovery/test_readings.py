import asyncio

from core.discovery.readings import ReadingQueue


async def test_waiting_devices_are_read_once_each_when_somebody_waits() -> None:
    read: list[str] = []

    async def reading(device_id: str) -> bool:
        read.append(device_id)
        return True

    queue = ReadingQueue(reading)
    for device_id in ("d1", "d2", "d1"):
        queue.add(device_id)
    assert (len(queue), read) == (2, [])
    assert await queue.done() == 0
    assert (len(queue), read) == (0, ["d1", "d2"])


async def test_silence_bugs_and_cancelling_count_as_unread_once() -> None:
    async def reading(device_id: str) -> bool:
        if device_id == "bug":
            raise ValueError(device_id)
        if device_id == "cancelled":
            raise asyncio.CancelledError
        return device_id == "fine"

    queue = ReadingQueue(reading)
    for device_id in ("fine", "silent", "bug", "cancelled"):
        queue.add(device_id)
    assert await queue.done() == 3
    assert await queue.done() == 0
