"""The client: where the server is, who asks, and all that can be asked."""

from __future__ import annotations

import os
import ssl
from types import TracebackType
from typing import Callable, Iterator, Optional

from ._events import follow
from ._held import HELD
from ._http import Transport
from ._queue_calls import QueueCalls
from ._resource_calls import ResourceCalls, Tags, given, listed
from ._session import Session
from .errors import LockLost, SettingError
from .locking import Locking
from .models import AuditRow, Event, WhoAmI, read

DEFAULT_URL = "http://127.0.0.1:8000"

# Below it there is no time for a second heartbeat when the first gets lost.
_LEAST_TTL = 5

_AUDIT_PAGE = 1000


class Client(ResourceCalls, QueueCalls):
    """Talks to one server; safe to share between threads.

    ``url`` and ``api_key`` come from RENTABOT_URL and RENTABOT_API_KEY unless given. ``patience`` is how many seconds a
    call is repeated while its answer is unknown, such as during a restart of the server. ``close``, the end of a
    with-block or the end of the program frees what its locks still hold.
    """

    def __init__(
        self,
        url: Optional[str] = None,
        api_key: Optional[str] = None,
        *,
        bearer_token: Optional[str] = None,
        patience: float = 120,
        ssl_context: Optional[ssl.SSLContext] = None,
    ) -> None:
        url = url or os.environ.get("RENTABOT_URL") or DEFAULT_URL
        if bearer_token is None:
            api_key = api_key or os.environ.get("RENTABOT_API_KEY")
        self._transport = Transport(url, api_key, bearer_token, ssl_context)
        self._session = Session(self._transport, patience)

    def __repr__(self) -> str:
        return f"<Client {self._transport.url}>"

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], traceback: Optional[TracebackType]
    ) -> None:
        self.close()

    def close(self) -> None:
        """Frees what is still held or waited for by locks of this client."""
        HELD.abandon_all(self)

    def lock(
        self,
        *,
        tags: Optional[Tags] = None,
        expression: Optional[str] = None,
        name: Optional[str] = None,
        quantity: int = 1,
        wait: float = 3600,
        ttl: Optional[int] = None,
        priority: Optional[int] = None,
        client_id: Optional[str] = None,
        claim_window: Optional[int] = None,
        on_lost: Optional[Callable[[LockLost], None]] = None,
    ) -> Locking:
        """``with client.lock(tags="arm64", quantity=2) as bots:`` has both for as long as the block runs, or neither.

        One of tags, expression and name says which. It stands in the queue for ``wait`` seconds at most (0: now or
        never) and then raises WaitTimedOut. ``ttl`` is how many seconds the locks outlive this program, should it die:
        they are extended all the while. A lock that is lost all the same is told by ``bots.check()``, by ``on_lost``
        (called once for each, from another thread) and, at the latest, by LockLost at the end of the block.
        """
        if wait < 0:
            raise SettingError("wait must not be negative; 0 takes what is free now")
        if ttl is not None and ttl < _LEAST_TTL:
            raise SettingError(
                f"ttl must be {_LEAST_TTL} seconds or more, since a heartbeat has to get through in time"
            )
        request = given(
            tags=listed(tags),
            expression=expression,
            name=name,
            quantity=quantity,
            ttl=ttl,
            priority=priority,
            client_id=client_id,
            claim_window=claim_window,
        )
        return Locking(self._session, self, request, wait, on_lost)

    def events(
        self,
        *,
        types: Optional[Tags] = None,
        resource_id: Optional[int] = None,
        reservation_id: Optional[str] = None,
        tags: Optional[Tags] = None,
        after: Optional[int] = None,
    ) -> Iterator[Event]:
        """Events as they happen, for ever; with ``after`` all that came after that sequence first.

        It comes back by itself after the last event that it has. An event of type "gap" stands for events that are
        not kept any more.
        """
        query = {
            "types": _joined(types),
            "resource_id": resource_id,
            "reservation_id": reservation_id,
            "tags": _joined(tags),
        }
        return follow(self._transport, query, after)

    def whoami(self) -> WhoAmI:
        """The caller's name, role and limits."""
        return read(WhoAmI, self._session.call("GET", "/whoami").data)

    def audit(
        self,
        *,
        event_type: Optional[str] = None,
        resource_id: Optional[int] = None,
        reservation_id: Optional[str] = None,
        client_id: Optional[str] = None,
        actor: Optional[str] = None,
        success: Optional[bool] = None,
        last: Optional[int] = None,
    ) -> Iterator[AuditRow]:
        """The audit trail (admin) from its beginning; with ``last`` the newest, as many as this, 1 to 1000.

        Either way in the order in which it was written.
        """
        query = {
            "event_type": event_type,
            "resource_id": resource_id,
            "reservation_id": reservation_id,
            "client_id": client_id,
            "actor": actor,
            "success": success,
        }
        if last is not None:
            page = self._session.call("GET", "/audit", query={**query, "last": last}).data
            yield from (read(AuditRow, row) for row in page["audit"])
            return
        cursor: Optional[str] = None
        while True:
            page = self._session.call("GET", "/audit", query={**query, "limit": _AUDIT_PAGE, "cursor": cursor}).data
            yield from (read(AuditRow, row) for row in page["audit"])
            if len(page["audit"]) < _AUDIT_PAGE:
                return
            cursor = page["next_cursor"]


def _joined(items: Optional[Tags]) -> Optional[str]:
    return items if items is None or isinstance(items, str) else ",".join(items)
