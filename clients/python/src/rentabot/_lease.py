"""How long a lock surely runs, by this machine's clock."""

from __future__ import annotations

from typing import Optional

from . import _clock
from ._http import Answer
from .models import Lock

# What is left of a lock is told in whole seconds, rounded up, by a server whose idea of the present may lag a little.
_SLACK = 2.0


class Lease:
    """A lock that is being kept. All instants err on the early side: the server's lock ends later, never sooner."""

    def __init__(self, lock: Lock, answer: Answer) -> None:
        self.lock = lock
        self.ttl = (lock.expires_at - lock.acquired_at).total_seconds()

        # The grant came after the first attempt; and what is left now was left when this attempt was answered.
        self._granted = max(answer.first_tried, answer.tried - (self.ttl - lock.expires_in) - _SLACK)
        self._ends = self._granted + self.ttl
        self.maximum: float = lock.resource.max_lock_duration
        self.retry_at = 0.0
        self.failures = 0
        self.lost: Optional[str] = None

    @property
    def left(self) -> float:
        """Seconds for which the lock surely still runs."""
        return self._ends - _clock.now()

    @property
    def room(self) -> int:
        """The longest ttl that can be asked for now: the whole life of a lock is bounded."""
        return int(self.maximum - (_clock.now() - self._granted) - _SLACK)

    @property
    def is_final(self) -> bool:
        """Nothing prolongs it any more."""
        return self.room <= self.left

    @property
    def next_beat(self) -> float:
        """When to extend it: when a third of its ttl has gone by, or soon after an attempt that failed."""
        return max(self._ends - self.ttl * 2 / 3, self.retry_at)

    @property
    def ends(self) -> float:
        """When it may have ended."""
        return self._ends

    def extended(self, tried: float, ttl: float) -> None:
        """An attempt at that instant has prolonged it."""
        self._ends = max(self._ends, tried + ttl)
        self.failures = 0
        self.retry_at = 0.0
