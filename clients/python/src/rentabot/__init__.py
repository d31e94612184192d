"""Rent-A-Bot: exclusive access to what only one job can use at a time.

    import rentabot

    with rentabot.lock(tags="arm64", wait=600) as bots:
        flash(bots[0].endpoint)
"""

from __future__ import annotations

from typing import Callable, Optional, Sequence, Union

from ._version import __version__
from .client import Client
from .errors import (
    ApiError,
    Conflict,
    Forbidden,
    Gone,
    Invalid,
    LockLost,
    NeverSatisfiable,
    NoAnswer,
    NotAuthenticated,
    NotFound,
    RentABotError,
    SettingError,
    WaitTimedOut,
)
from .locking import Bots, Locking
from .models import AuditRow, Event, ExpiredLock, Extension, Import, Lock, Reservation, Resource, WhoAmI

__all__ = [
    "ApiError",
    "AuditRow",
    "Bots",
    "Client",
    "Conflict",
    "Event",
    "ExpiredLock",
    "Extension",
    "Forbidden",
    "Gone",
    "Import",
    "Invalid",
    "Lock",
    "LockLost",
    "Locking",
    "NeverSatisfiable",
    "NoAnswer",
    "NotAuthenticated",
    "NotFound",
    "RentABotError",
    "Reservation",
    "Resource",
    "SettingError",
    "WaitTimedOut",
    "WhoAmI",
    "__version__",
    "lock",
]


def lock(
    *,
    tags: Union[str, Sequence[str], None] = None,
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
    """Client.lock of the server that RENTABOT_URL names, as whom RENTABOT_API_KEY says."""
    return Client().lock(
        tags=tags,
        expression=expression,
        name=name,
        quantity=quantity,
        wait=wait,
        ttl=ttl,
        priority=priority,
        client_id=client_id,
        claim_window=claim_window,
        on_lost=on_lost,
    )
