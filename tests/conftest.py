"""What holds for every test: times are told as in UTC, wherever the tests run; modules of tests make some of theirs."""

import os
import time

os.environ["TZ"] = "UTC"
time.tzset()
