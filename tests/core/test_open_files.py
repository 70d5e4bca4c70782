import subprocess
import sys

import pytest

SCRIPT = """
import resource, sys
from core.open_files import room_for_sockets
soft, hard, wanted = map(int, sys.argv[1:])
resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
print(room_for_sockets(wanted), *resource.getrlimit(resource.RLIMIT_NOFILE))
"""


@pytest.mark.parametrize(
    ("soft", "hard", "wanted", "room", "soft_then"),
    [
        (256, 2048, 100, 100, 256),
        (256, 2048, 1280, 1280, 1408),
        (256, 1024, 1280, 896, 1024),
        (1500, 2048, 1280, 1280, 1500),
        (130, 130, 1280, 2, 130),
        (100, 100, 1280, 1, 100),
    ],
)
def test_the_limit_is_raised_as_far_as_it_goes(soft: int, hard: int, wanted: int, room: int, soft_then: int) -> None:
    command = [sys.executable, "-c", SCRIPT, str(soft), str(hard), str(wanted)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(room), str(soft_then), str(hard)]
