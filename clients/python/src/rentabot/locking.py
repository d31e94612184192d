"""with rentabot.lock(...) as bots: locks that are kept while the block runs and freed at its end."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Callable, Literal, Mapping, Optional, Union, overload

from ._heartbeat import Heartbeat
from ._held import HELD
from ._lease import Lease
from ._place import PARTING_PATIENCE, Place
from ._session import Session
from ._signals import INTERRUPTIONS
from .errors import LockLost, RentABotError
from .models import Lock

logger = logging.getLogger("rentabot")

_EXPIRED = "it may have expired"

# What the server says of a token whose lock it did not end itself just now, nor before at our word.
_GONE = {"lock_lost": "it has expired or was forced off", "unknown_token": "the server does not know it any more"}


class Bots(Sequence[Lock]):
    """The locks of a with-block."""

    def __init__(self, leases: Sequence[Lease]) -> None:
        self._leases = leases

    @overload
    def __getitem__(self, index: int) -> Lock:
        ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Lock]:
        ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Lock, Sequence[Lock]]:
        locks = [lease.lock for lease in self._leases]
        return locks[index]

    def __len__(self) -> int:
        return len(self._leases)

    def __repr__(self) -> str:
        return f"<Bots {', '.join(self.names)}>"

    @property
    def names(self) -> Sequence[str]:
        """The names of the locked resources."""
        return [lease.lock.name for lease in self._leases]

    @property
    def left(self) -> float:
        """Seconds for which all locks surely run, should no extension come through any more; 0: one may have ended."""
        return max(0.0, min(0.0 if lease.lost else lease.left for lease in self._leases))

    def check(self) -> None:
        """Raises LockLost when a lock is lost, or may be. Call it before what must not happen without the lock."""
        lost = [lease for lease in self._leases if lease.lost or lease.left <= 0]
        if lost:
            raise LockLost([lease.lock.name for lease in lost], lost[0].lost or _EXPIRED)


class Locking:
    """What lock() makes: waits when the with-block is entered, frees when it is left."""

    def __init__(
        self,
        session: Session,
        owner: object,
        request: Mapping[str, Any],
        wait: float,
        on_lost: Optional[Callable[[LockLost], None]],
    ) -> None:
        self.owner = owner
        self._session = session
        self._request = request
        self._wait = wait
        self._on_lost = on_lost
        self._process = os.getpid()
        self._place: Optional[Place] = None
        self._bots: Optional[Bots] = None
        self._leases: Sequence[Lease] = ()
        self._heartbeat: Optional[Heartbeat] = None
        self._listens = False

    def __enter__(self) -> Bots:
        if self._place is not None:
            raise RuntimeError("this lock() has been entered before; call lock() anew for each with-block")
        try:
            self._process = os.getpid()
            self._place = Place(self._session, self._request, self._wait)
            HELD.add(self)
            self._listens = INTERRUPTIONS.enter()
            self._leases = self._place.locks()
            self._heartbeat = Heartbeat(self._session, self._leases, self._on_lost)
            self._heartbeat.start()
            self._bots = Bots(self._leases)
            logger.info("locked %s", ", ".join(self._bots.names))
            return self._bots
        except BaseException:
            self.abandon()
            raise

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], traceback: Optional[TracebackType]
    ) -> Literal[False]:
        try:
            lost = self._release(self._session.patience if kind is None else PARTING_PATIENCE)
        except BaseException:
            # Interrupted while it freed them, so that it is not known whether it has.
            self.abandon()
            raise
        self._forget()
        if lost is not None and kind is None:
            raise lost
        return False

    def abandon(self) -> None:
        """Frees all that there is, with little patience."""
        try:
            if self._leases:
                self._release(PARTING_PATIENCE)
            elif self._place is not None and self._is_own:
                self._place.give_up()
        finally:
            self._forget()

    @property
    def _is_own(self) -> bool:
        """A process that was forked off does not free what its parent holds."""
        return os.getpid() == self._process

    def _release(self, patience: float) -> Optional[LockLost]:
        """Frees the locks; says which of them had been lost."""
        leases = self._leases
        if not leases or not self._is_own:
            return None
        try:
            if self._heartbeat is not None:
                self._heartbeat.stop()
            lost = {lease.lock.name: lease.lost or _EXPIRED for lease in leases if lease.lost or lease.left <= 0}
            lost.update(self._unlock([lease for lease in leases if not lease.lost], patience))
        finally:
            if self._heartbeat is not None:
                self._heartbeat.join()
        self._leases = ()
        return LockLost(list(lost), next(iter(lost.values()))) if lost else None

    def _unlock(self, leases: Sequence[Lease], patience: float) -> Mapping[str, str]:
        """The locks that turn out to be lost, and why."""
        if not leases:
            return {}
        tokens = [lease.lock.token for lease in leases]
        # Longer than they run nobody needs to be told.
        patience = min(patience, max(lease.left for lease in leases) + 1)
        try:
            answer = self._session.call(
                "POST", "/resources/unlock-batch", body={"lock_tokens": tokens}, patience=patience
            )
        except RentABotError as error:
            logger.warning("%s could not be freed (%s); the locks end by themselves", _names(leases), error)
            return {}
        results = [item["result"] for item in answer.data["results"]]
        # One that has run out since the block ended was there for as long as it was needed.
        return {
            lease.lock.name: _GONE[result]
            for lease, result in zip(leases, results)
            if result in _GONE and lease.left > 0
        }

    def _forget(self) -> None:
        HELD.remove(self)
        if self._listens:
            self._listens = False
            INTERRUPTIONS.leave()


def _names(leases: Sequence[Lease]) -> str:
    return ", ".join(lease.lock.name for lease in leases)
