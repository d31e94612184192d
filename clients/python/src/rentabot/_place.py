"""A place in the queue: from asking for it to the locks, or out of it."""

from __future__ import annotations

import logging
import math
from dataclasses import replace
from typing import Any, Mapping, Optional, Sequence

from . import _clock
from ._http import Answer
from ._lease import Lease
from ._session import Session, new_key
from .errors import ApiError, RentABotError, WaitTimedOut
from .models import read_lock

logger = logging.getLogger("rentabot")

# Seconds of one call that waits: less than what proxies usually take for a connection that has died.
_LONGEST_CALL = 45

# Seconds that the server lets anybody wait.
_LONGEST_WAIT = 604_800

_GRACE = 5

# Seconds for tidying up, when somebody wants to be gone.
PARTING_PATIENCE = 5.0

# The place, or what came of it, has gone without a grant that is of use: by a claim that came too late after a
# break, or since the server has forgotten everything. While there is time, another one is as good.
_START_ANEW = frozenset({"reservation_expired", "reservation_not_found", "reservation_released", "lock_lost"})


class Place:
    """Stands in the queue by a reservation; whatever ends the waiting, give_up leaves nothing behind."""

    def __init__(self, session: Session, request: Mapping[str, Any], wait: float) -> None:
        self._session = session
        self._request = request
        self._wait = wait
        self._create_key: Optional[str] = None
        self._claim_key = ""
        self._path: Optional[str] = None

    def locks(self) -> Sequence[Lease]:
        """All that was asked for; raises WaitTimedOut."""
        deadline = _clock.now() + self._wait
        while True:
            # It leaves the queue itself when the time is up; the server sees to those that cannot.
            self._join(min(_LONGEST_WAIT, max(1, math.ceil(deadline - _clock.now())) + _GRACE))
            try:
                return self._claim(deadline)
            except ApiError as error:
                if error.code not in _START_ANEW:
                    raise
                if deadline - _clock.now() < 1:
                    raise WaitTimedOut(f"nothing could be granted within {self._wait:.0f} s") from None
                logger.warning("the place in the queue is gone (%s); queueing again", error.detail)

    def give_up(self) -> None:
        """Leaves the queue, and frees what was granted although nobody heard of it."""
        if self._create_key is None:
            return
        try:
            if self._path is None:
                # The answer was not heard; with the same key it tells what it would have.
                self._create(PARTING_PATIENCE)
            self._leave()
        except RentABotError as error:
            logger.warning("the place in the queue could not be given up (%s); it ends by itself", error)

    def _join(self, max_wait_time: int) -> None:
        self._request = {**self._request, "max_wait_time": max_wait_time}
        self._path = None
        self._claim_key = new_key()
        self._create_key = new_key()
        self._create(None)

    def _create(self, patience: Optional[float]) -> None:
        created = self._session.call(
            "POST", "/reservations", body=self._request, key=self._create_key, patience=patience
        ).data
        self._path = f"/reservations/{created['reservation_id']}"
        if created["status"] == "pending":
            logger.info("waiting in the queue as number %s", created["position_in_queue"])

    def _claim(self, deadline: float) -> Sequence[Lease]:
        while True:
            left = deadline - _clock.now()
            wait = min(_LONGEST_CALL, math.ceil(left)) if left > 0 else 0
            try:
                answer = self._ask_claim(wait)
            except ApiError as error:
                if error.code != "not_fulfilled":
                    raise
                if _clock.now() >= deadline:
                    raise WaitTimedOut(
                        f"nothing could be granted within {self._wait:.0f} s{self._standing()}"
                    ) from None
                continue
            if answer.tried + 1 < _clock.now():
                # A call that waited says little about when the locks began; one that is answered at once does.
                # The grant came before that one all the same.
                answer = replace(self._ask_claim(0), first_tried=answer.first_tried)
            return [Lease(read_lock(lock), answer) for lock in answer.data["locks"]]

    def _ask_claim(self, wait: int, patience: Optional[float] = None) -> Answer:
        return self._session.call(
            "POST",
            f"{self._path}/claim",
            query={"wait": wait or None},
            key=self._claim_key,
            wait=wait,
            patience=patience,
        )

    def _leave(self) -> None:
        try:
            self._session.call("DELETE", self._path or "", patience=PARTING_PATIENCE)
        except ApiError as error:
            if error.code != "already_claimed":
                return
            locks = self._ask_claim(0, PARTING_PATIENCE).data["locks"]
            tokens = [lock["lock_token"] for lock in locks]
            self._session.call(
                "POST", "/resources/unlock-batch", body={"lock_tokens": tokens}, patience=PARTING_PATIENCE
            )

    def _standing(self) -> str:
        """What the place waited for, in words, if the server says so now."""
        try:
            standing = self._session.call("GET", self._path or "", patience=0).data
        except RentABotError:
            return ""
        found = standing.get("waiting_for")
        if not found:
            return ""
        place = f"number {standing['position_in_queue']} in the queue for {found['quantity']}"
        return f": {place}; {_matches(found)}"


def _matches(found: Mapping[str, int]) -> str:
    """Where those stand that suit, as the command line says it."""
    if not found["matching"]:
        return "nothing matches"
    then = found.get("locked_then_unavailable", 0)
    states = {
        "locked": found["locked"] - then,
        "locked then in maintenance": then,
        "held": found["held"],
        "in maintenance": found["unavailable"],
        "free": found["free"],
    }
    counts = (f"{count} {state}" for state, count in states.items() if count > 0)
    return f"{found['matching']} match: {', '.join(counts)}"
