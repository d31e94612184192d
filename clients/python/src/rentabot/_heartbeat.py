"""The thread that keeps locks alive."""

from __future__ import annotations

import logging
import threading
from typing import Callable, Optional, Sequence

from . import _clock
from ._http import Unanswered
from ._lease import Lease
from ._session import TIMEOUT, Session, pause
from .errors import ApiError, LockLost, RentABotError

logger = logging.getLogger("rentabot")

# The server's word that the lock is not ours any more.
_LOST_CODES = frozenset({"lock_lost", "not_locked", "invalid_lock_token", "resource_not_found"})

# A clock may be a little off, a thread may be late: looking too seldom costs, looking too often does not.
_LONGEST_SLEEP = 10.0


class Heartbeat:
    """Extends locks when a third of their ttl has gone by, until it is stopped."""

    def __init__(
        self, session: Session, leases: Sequence[Lease], on_lost: Optional[Callable[[LockLost], None]]
    ) -> None:
        self._session = session
        self._leases = leases
        self._on_lost = on_lost
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="rentabot-heartbeat", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """From here on nothing that the server says counts as a loss."""
        self._stopped.set()

    def join(self) -> None:
        """A call that is under way is waited for."""
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(self._sleep()):
            for lease in sorted(self._running(), key=lambda lease: lease.ends):
                if self._stopped.is_set():
                    return
                self._look_after(lease)

    def _running(self) -> Sequence[Lease]:
        return [lease for lease in self._leases if lease.lost is None]

    def _sleep(self) -> Optional[float]:
        wakes = [lease.ends if lease.is_final else min(lease.next_beat, lease.ends) for lease in self._running()]
        return max(0.0, min(min(wakes) - _clock.now(), _LONGEST_SLEEP)) if wakes else None

    def _look_after(self, lease: Lease) -> None:
        if lease.left <= 0:
            self._lose(lease, "it expired, and nothing that prolongs it came through")
        elif lease.next_beat <= _clock.now() and not lease.is_final:
            self._beat(lease)

    def _beat(self, lease: Lease) -> None:
        ttl = int(min(lease.ttl, lease.room))
        body = {"lock_token": lease.lock.token, "ttl": ttl}
        try:
            # A key of its own each time: the answer to an attempt before would tell of an end that has gone by.
            answer = self._session.attempt("POST", f"/resources/{lease.lock.id}/extend", body, _timeout(lease))
        except Unanswered as unanswered:
            self._try_again(lease, str(unanswered), unanswered.retry_after)
        except ApiError as error:
            if error.code in _LOST_CODES:
                self._lose(lease, error.detail)
            elif error.code == "ttl_exceeds_maximum":
                lease.maximum = min(lease.maximum - 1, error.figures.get("max_lock_duration", lease.maximum))
            else:
                self._try_again(lease, str(error))
        except RentABotError as error:
            self._try_again(lease, str(error))
        else:
            lease.extended(answer.tried, ttl)
            if lease.is_final:
                logger.warning(
                    "the lock on %s ends in %.0f s for good: its longest life is reached", lease.lock.name, lease.left
                )

    def _try_again(self, lease: Lease, reason: str, retry_after: float = 0) -> None:
        if lease.failures == 0 and not self._stopped.is_set():
            logger.warning(
                "the lock on %s could not be extended yet (%s); it runs %.0f s more",
                lease.lock.name,
                reason,
                lease.left,
            )
        # Whatever it is told, it asks in time for another attempt.
        delay = min(pause(lease.failures, retry_after), max(lease.left / 3, 0.05))
        lease.failures += 1
        lease.retry_at = _clock.now() + delay

    def _lose(self, lease: Lease, reason: str) -> None:
        if self._stopped.is_set():
            return
        lease.lost = reason
        loss = LockLost([lease.lock.name], reason)
        logger.error("%s", loss)
        if self._on_lost is not None:
            try:
                self._on_lost(loss)
            except Exception:
                logger.exception("what was to be called when a lock is lost has failed")


def _timeout(lease: Lease) -> float:
    """So short that a connection that hangs leaves time for others."""
    return max(1.0, min(TIMEOUT, lease.left / 3))
