"""Waiting for what has to become true."""

from __future__ import annotations

import time
from typing import Callable


def wait_for(condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
    """Looks again and again; fails when it has not come true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain for {what}"
        time.sleep(0.02)
