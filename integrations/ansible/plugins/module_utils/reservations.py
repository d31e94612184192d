"""The end of a reservation, whatever has become of it."""

from __future__ import absolute_import, annotations, division, print_function

__metaclass__ = type

from typing import Any

from ansible_collections.rentabot.lab.plugins.module_utils.server import Refused, Server

# What there is still something to free of.
_RUNNING = ("pending", "fulfilled", "claimed")


def running(server: Server, reservation_id: str) -> dict[str, Any] | None:
    """The reservation, unless it has ended."""
    try:
        reservation = server.call("GET", f"/reservations/{reservation_id}")
    except Refused as refused:
        if refused.code == "reservation_not_found":
            return None
        raise
    return reservation if reservation["status"] in _RUNNING else None


def end(server: Server, reservation_id: str) -> int | None:
    """Frees its locks or gives up its place; how many were freed, or None where there was nothing to end."""
    reservation = running(server, reservation_id)
    if reservation is None:
        return None
    path = f"/reservations/{reservation_id}"
    try:
        if reservation["status"] != "claimed":
            server.call("DELETE", path)
            return 0
        # To claim again is to be told the tokens again.
        tokens = [lock["lock_token"] for lock in server.call("POST", f"{path}/claim")["locks"]]
    except Refused as refused:
        if refused.code in ("reservation_released", "reservation_expired"):
            return None
        raise
    freed: int = server.call("POST", "/resources/unlock-batch", body={"lock_tokens": tokens})["unlocked"]
    return freed
