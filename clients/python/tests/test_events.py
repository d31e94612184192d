"""The stream of events."""

from __future__ import annotations

from itertools import islice
from typing import Optional

import pytest

from proxy import Proxy, Request, problem
from rentabot import Client, NotAuthenticated
from server import Server


def test_events_after_a_sequence_come_in_their_order(client: Client, pool: str) -> None:
    with client.lock(tags=pool) as bots:
        name = bots[0].name
    events = client.events(types=["LockAcquired", "LockReleased"], tags=pool, after=0)
    acquired, released = islice(events, 2)
    assert (acquired.type, released.type) == ("LockAcquired", "LockReleased")
    assert acquired.sequence < released.sequence
    assert acquired.data["resource"]["name"] == name


def test_a_stream_that_breaks_goes_on_after_the_last_event(server: Server, client: Client, pool: str) -> None:
    for _ in range(2):
        client.unlock(client.lock_now(tags=pool, quantity=2))
    calls: list[Request] = []

    def rule(request: Request) -> Optional[bytes]:
        calls.append(request)
        # One whole event and half of another, and then nothing: it was cut off.
        return {
            1: b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
            + f"id: {before}\nevent: LockAcquired\ndata: {{}}\n\nid: {before + 1}\nevent: Lo".encode(),
            2: problem(503, "shutting_down", retry_after=0),
        }.get(len(calls))

    before = next(client.events(tags=pool, types="LockAcquired", after=0)).sequence
    with Proxy(server.url, rule) as proxy:
        events = Client(proxy.url, Server.ADMIN_KEY).events(tags=pool, types=["LockAcquired", "LockReleased"], after=0)
        sequences = [event.sequence for event in islice(events, 8)]
    assert sequences[0] == before
    assert sequences == sorted(set(sequences)), "none comes twice"
    assert len(calls) == 3


def test_what_is_not_kept_any_more_is_told(client: Client) -> None:
    gap = next(client.events(after=10_000_000))
    assert gap.type == "gap" and gap.data["from"] <= gap.data["to"]


def test_a_crash_of_the_server_loses_no_event(own_server: Server, own_client: Client) -> None:
    events = own_client.events(types=["LockAcquired"], after=0)
    own_client.unlock(own_client.lock_now(name="board1"))
    first = next(events)
    own_server.kill()
    own_server.start()
    own_client.unlock(own_client.lock_now(name="board2"))
    second = next(events)
    assert [event.data["resource"]["name"] for event in (first, second)] == ["board1", "board2"]


def test_whoever_may_not_listen_is_told_so(server: Server) -> None:
    with pytest.raises(NotAuthenticated):
        next(Client(server.url, "a-key-that-nobody-knows").events())
