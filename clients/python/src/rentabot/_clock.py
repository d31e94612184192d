"""The clock that locks are measured by."""

from __future__ import annotations

import time

# time.monotonic stands still while a Linux machine sleeps; the server's clock, and so a lock's life, does not.
_BOOTTIME = getattr(time, "CLOCK_BOOTTIME", None)


def now() -> float:
    """Seconds since some instant; never set, never going back."""
    return time.monotonic() if _BOOTTIME is None else time.clock_gettime(_BOOTTIME)
