"""All that is held or waited for, so that the end of the program frees it where no with-block did."""

from __future__ import annotations

import atexit
import threading
from typing import Optional, Protocol


class Holder(Protocol):
    """Whoever has something to free."""

    owner: object

    def abandon(self) -> None:
        ...


class Held:
    """What is there to free."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holders: list[Holder] = []

    def add(self, holder: Holder) -> None:
        with self._lock:
            self._holders.append(holder)

    def remove(self, holder: Holder) -> None:
        with self._lock:
            self._holders = [other for other in self._holders if other is not holder]

    def abandon_all(self, owner: Optional[object] = None) -> None:
        """Frees what belongs to the owner, or everything."""
        with self._lock:
            holders = [holder for holder in self._holders if owner is None or holder.owner is owner]
        for holder in reversed(holders):
            holder.abandon()


HELD = Held()
atexit.register(HELD.abandon_all)
