"""A place in the queue."""

from __future__ import absolute_import, annotations, division, print_function

__metaclass__ = type

import math
import time
from typing import Any

from ansible_collections.rentabot.lab.plugins.module_utils.listeners import nobody_listens, players_above
from ansible_collections.rentabot.lab.plugins.module_utils.server import Refused, Server, Unreachable, new_key

# So soon it is noticed that nobody waits for the result any more.
LONGEST_CALL = 10

# The place has gone without a grant that is of use; while there is time, another one is as good.
START_ANEW = ("reservation_expired", "reservation_not_found", "reservation_released", "lock_lost")

# Seconds that the server lets anybody wait, and that it is asked to let this place live longer than it is needed.
LONGEST_WAIT = 604800
GRACE = 5

# Seconds for tidying up.
PARTING_PATIENCE = 5


class TimedOut(Exception):
    """Nothing was granted in time."""


class Place:
    """Stands in the queue by a reservation; whatever ends the waiting, give_up leaves nothing behind."""

    def __init__(self, server: Server, request: dict[str, Any], wait: int) -> None:
        self._server = server
        self._request = request
        self._wait = wait
        self._players = players_above()
        self._create_key: str | None = None
        self._claim_key = ""
        self._path: str | None = None

    def grant(self) -> dict[str, Any]:
        """The claimed reservation with its locks."""
        deadline = time.monotonic() + self._wait
        while True:
            left = max(1, math.ceil(deadline - time.monotonic())) + GRACE
            self._request = {**self._request, "max_wait_time": min(LONGEST_WAIT, left)}
            self._path, self._create_key, self._claim_key = None, new_key(), new_key()
            self._create(None)
            try:
                return self._claim(deadline)
            except Refused as refused:
                if refused.code not in START_ANEW:
                    raise
                if deadline - time.monotonic() < 1:
                    raise TimedOut from None

    def check(self) -> None:
        """Goes no further for nobody."""
        if nobody_listens(self._players):
            raise KeyboardInterrupt

    def give_up(self) -> None:
        """Leaves the queue, and frees what was granted although nobody heard of it."""
        if self._create_key is None:
            return
        try:
            if self._path is None:
                self._create(PARTING_PATIENCE)
            self._leave()
        except (Refused, Unreachable):
            # It ends by itself.
            pass

    def _create(self, patience: float | None) -> None:
        created = self._server.call(
            "POST", "/reservations", body=self._request, key=self._create_key, patience=patience
        )
        self._path = f"/reservations/{created['reservation_id']}"

    def _claim(self, deadline: float) -> dict[str, Any]:
        while True:
            self.check()
            left = deadline - time.monotonic()
            wait = min(LONGEST_CALL, math.ceil(left)) if left > 0 else 0
            try:
                return self._ask_claim(wait, None)
            except Refused as refused:
                if refused.code != "not_fulfilled":
                    raise
                if time.monotonic() >= deadline:
                    raise TimedOut from None

    def _ask_claim(self, wait: int, patience: float | None) -> dict[str, Any]:
        query = {"wait": wait} if wait else None
        return self._server.call(
            "POST", f"{self._path}/claim", query=query, key=self._claim_key, wait=wait, patience=patience
        )

    def _leave(self) -> None:
        try:
            self._server.call("DELETE", self._path or "", patience=PARTING_PATIENCE)
        except Refused as refused:
            if refused.code != "already_claimed":
                return
            tokens = [lock["lock_token"] for lock in self._ask_claim(0, PARTING_PATIENCE)["locks"]]
            self._server.call(
                "POST", "/resources/unlock-batch", body={"lock_tokens": tokens}, patience=PARTING_PATIENCE
            )
