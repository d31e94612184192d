"""A place in the queue, by a server that is made up: instants that no real one can be made to hit."""

from __future__ import annotations

from typing import Any, cast

import pytest

from rentabot import _clock
from rentabot._http import Answer
from rentabot._place import Place
from rentabot._session import Session

ACQUIRED, EXPIRES = "2030-01-01T00:00:00Z", "2030-01-01T00:01:00Z"


class LateServer:
    """Grants nine seconds after it was asked; its answer takes one more, and the next call begins three later."""

    granted_at = 1009.0
    ttl = 60

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(_clock, "now", lambda: self.now)

    def call(self, method: str, path: str, **more: Any) -> Answer:
        if path == "/reservations":
            return Answer({"reservation_id": "1", "status": "fulfilled"}, self.now, self.now)
        self.now += 3 if self.now > self.granted_at else 0
        tried = self.now
        self.now = max(self.now, self.granted_at + 1)
        left = int(self.granted_at + self.ttl - self.now)
        resource = {"id": 1, "name": "board", "max_lock_duration": 3600}
        lock = {
            "lock_token": "t",
            "fencing_token": 1,
            "acquired_at": ACQUIRED,
            "expires_at": EXPIRES,
            "expires_in": left,
            "resource": resource,
        }
        return Answer({"locks": [lock]}, tried, tried)


def test_a_lock_that_was_waited_for_counts_no_longer_than_the_server_holds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    server = LateServer(monkeypatch)
    (lease,) = Place(cast(Session, server), {"tags": "board"}, 600).locks()
    really = server.granted_at + server.ttl - server.now
    assert really - 2 <= lease.left <= really
