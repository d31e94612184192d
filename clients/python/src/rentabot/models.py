"""What the server tells about resources, locks, reservations and events. Instants are UTC, durations seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from datetime import datetime, timezone
from typing import Any, Mapping, Optional, TypeVar

from ._secrets import Secret

Kind = TypeVar("Kind")

_INSTANT_FIELDS = ("_at", "_since", "_from", "_until")
_FRACTION = re.compile(r"\.(\d{1,6})\d*")


@dataclass(frozen=True)
class Resource:
    """A resource as it was when the server answered."""

    id: int
    name: str
    description: str
    endpoint: str
    tags: tuple[str, ...]
    max_lock_duration: int
    status: str
    locked: bool
    lock_client_id: Optional[str]
    lock_details: Optional[str]
    lock_acquired_at: Optional[datetime]
    lock_expires_at: Optional[datetime]
    lock_expiring: bool
    lock_expires_in: Optional[int]
    fencing_token: Optional[int]
    reservation_id: Optional[str]
    unavailable: bool
    unavailable_reason: Optional[str]
    unavailable_since: Optional[datetime]
    unavailable_from: Optional[datetime]
    unavailable_until: Optional[datetime]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Lock:
    """A granted lock. ``token`` is the secret that extends and frees it: hand it to nobody, write it nowhere."""

    token: Secret = field(repr=False)
    fencing_token: int
    acquired_at: datetime
    expires_at: datetime
    expires_in: int
    resource: Resource

    @property
    def id(self) -> int:
        """The resource's id."""
        return self.resource.id

    @property
    def name(self) -> str:
        """The resource's name."""
        return self.resource.name

    @property
    def endpoint(self) -> str:
        """Where the resource is reached."""
        return self.resource.endpoint

    @property
    def tags(self) -> tuple[str, ...]:
        """The resource's tags."""
        return self.resource.tags


@dataclass(frozen=True)
class Reservation:
    """A place in the queue as it was when the server answered."""

    reservation_id: str
    status: str
    tags: tuple[str, ...]
    expression: Optional[str]
    quantity: int
    ttl: int
    priority: int
    client_id: str
    position_in_queue: Optional[int]
    created_at: datetime
    expires_at: datetime
    fulfilled_at: Optional[datetime]
    claim_expires_at: Optional[datetime]
    claimed_at: Optional[datetime]
    ended_at: Optional[datetime]
    reason: Optional[str]
    resource_ids: tuple[int, ...]
    waiting_for: Optional[Mapping[str, int]]
    estimated_start_at: Optional[datetime]


@dataclass(frozen=True)
class Extension:
    """A prolonged lock."""

    expires_at: datetime
    total_lock_duration: int


@dataclass(frozen=True)
class ExpiredLock:
    """A lock that ended by itself."""

    resource_id: int
    resource_name: str
    client_id: str
    acquired_at: datetime
    expired_at: datetime


@dataclass(frozen=True)
class Import:
    """What an import has done, with the first 100 names of each."""

    created: int
    updated: int
    unchanged: int
    pruned: int
    skipped: int
    created_names: tuple[str, ...]
    updated_names: tuple[str, ...]
    pruned_names: tuple[str, ...]
    skipped_names: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class WhoAmI:
    """The caller, as the server knows it."""

    name: str
    role: str
    limits: Optional[Mapping[str, int]]


@dataclass(frozen=True)
class AuditRow:
    """One change of state, or one refused attempt."""

    sequence: int
    cursor: str
    timestamp: str
    event_type: str
    resource_id: Optional[int]
    resource_name: Optional[str]
    reservation_id: Optional[str]
    client_id: Optional[str]
    actor: str
    ip: Optional[str]
    user_agent: Optional[str]
    success: bool
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Event:
    """Something that has happened; ``type`` "gap": events ``data["from"]`` to ``data["to"]`` are not kept any more."""

    type: str
    sequence: int
    data: Mapping[str, Any]


def read(kind: type[Kind], data: Mapping[str, Any]) -> Kind:
    """Makes one of the above; what a newer server says besides is left out."""
    return kind(**{f.name: _value(f.name, data.get(f.name)) for f in fields(kind)})


def read_lock(data: Mapping[str, Any]) -> Lock:
    """A lock out of the answer that grants it."""
    return Lock(
        token=data["lock_token"],
        fencing_token=data["fencing_token"],
        acquired_at=parse_instant(data["acquired_at"]),
        expires_at=parse_instant(data["expires_at"]),
        expires_in=data["expires_in"],
        resource=read(Resource, data["resource"]),
    )


def parse_instant(text: str) -> datetime:
    """RFC 3339 in UTC, of any precision; Python before 3.11 cannot read all of it by itself."""
    text = _FRACTION.sub(lambda match: "." + match.group(1).ljust(6, "0"), text.replace("Z", "+00:00"))
    return datetime.fromisoformat(text).astimezone(timezone.utc)


def write_instant(instant: datetime) -> str:
    """RFC 3339 in UTC."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone, such as datetime.now(timezone.utc)")
    return instant.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")


def _value(name: str, value: Any) -> Any:
    if isinstance(value, str) and name.endswith(_INSTANT_FIELDS):
        return parse_instant(value)
    return tuple(value) if isinstance(value, list) else value
