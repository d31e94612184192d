"""Calls about locks and the queue, one by one: no heartbeat, and nothing is freed by itself. lock() does all of it."""

from __future__ import annotations

from typing import Iterator, Mapping, Optional, Sequence, Union

from ._resource_calls import Tags, given, listed, pages
from ._session import Session
from .models import Extension, Lock, Reservation, Resource, read, read_lock


class QueueCalls:
    """What a client can ask of the queue."""

    _session: Session

    def lock_now(
        self,
        *,
        resource_id: Optional[int] = None,
        name: Optional[str] = None,
        tags: Optional[Tags] = None,
        expression: Optional[str] = None,
        quantity: int = 1,
        ttl: Optional[int] = None,
        client_id: Optional[str] = None,
        details: Optional[str] = None,
    ) -> Sequence[Lock]:
        """Locks what is free now, all that is asked for or nothing; raises Conflict where that is not enough."""
        body = given(
            id=resource_id,
            name=name,
            tags=listed(tags),
            expression=expression,
            quantity=quantity,
            ttl=ttl,
            client_id=client_id,
            details=details,
        )
        return [read_lock(lock) for lock in self._session.call("POST", "/resources/lock", body=body).data["locks"]]

    def extend(self, lock: Lock, *, ttl: Optional[int] = None, additional_ttl: Optional[int] = None) -> Extension:
        """Prolongs a lock: ttl seconds from now, or additional_ttl seconds from its present end."""
        body = {"lock_token": lock.token, **given(ttl=ttl, additional_ttl=additional_ttl)}
        return read(Extension, self._session.call("POST", f"/resources/{lock.id}/extend", body=body).data)

    def unlock(self, locks: Union[Lock, Sequence[Lock]]) -> Mapping[int, str]:
        """Frees locks; says of each resource: unlocked, already_unlocked, lock_lost or unknown_token."""
        several = [locks] if isinstance(locks, Lock) else list(locks)
        body = {"lock_tokens": [lock.token for lock in several]}
        results = self._session.call("POST", "/resources/unlock-batch", body=body).data["results"]
        return {lock.id: item["result"] for lock, item in zip(several, results)}

    def force_unlock(self, resource_id: int, reason: str) -> Resource:
        """Ends anybody's lock (admin)."""
        body = {"force": True, "reason": reason}
        return read(
            Resource, self._session.call("POST", f"/resources/{resource_id}/unlock", body=body).data["resource"]
        )

    def reserve(
        self,
        *,
        tags: Optional[Tags] = None,
        expression: Optional[str] = None,
        name: Optional[str] = None,
        quantity: int = 1,
        ttl: Optional[int] = None,
        client_id: Optional[str] = None,
        priority: Optional[int] = None,
        max_wait_time: Optional[int] = None,
        claim_window: Optional[int] = None,
        allow_unsatisfiable: Optional[bool] = None,
    ) -> Reservation:
        """Joins the queue."""
        body = given(
            tags=listed(tags),
            expression=expression,
            name=name,
            quantity=quantity,
            ttl=ttl,
            client_id=client_id,
            priority=priority,
            max_wait_time=max_wait_time,
            claim_window=claim_window,
            allow_unsatisfiable=allow_unsatisfiable,
        )
        return read(Reservation, self._session.call("POST", "/reservations", body=body).data)

    def reservations(self, *, status: Optional[str] = None, client_id: Optional[str] = None) -> Iterator[Reservation]:
        """All reservations, newest first; pending ones alone in the order in which they are served."""
        query = {"status": status, "client_id": client_id}
        return (read(Reservation, item) for item in pages(self._session, "/reservations", "reservations", query))

    def reservation(self, reservation_id: str, *, wait: int = 0) -> Reservation:
        """One reservation; with wait (up to 60 seconds) as soon as its status changes."""
        answer = self._session.call("GET", f"/reservations/{reservation_id}", query={"wait": wait or None}, wait=wait)
        return read(Reservation, answer.data)

    def claim(self, reservation_id: str, *, wait: int = 0) -> Sequence[Lock]:
        """Turns what is set aside into locks; with wait (up to 60 seconds) as soon as it is."""
        answer = self._session.call(
            "POST", f"/reservations/{reservation_id}/claim", query={"wait": wait or None}, wait=wait
        )
        return [read_lock(lock) for lock in answer.data["locks"]]

    def cancel(self, reservation_id: str) -> None:
        """Gives up a reservation that is not claimed yet."""
        self._session.call("DELETE", f"/reservations/{reservation_id}")
