"""The server dies and comes back."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import Optional

import pytest

from conditions import wait_for
from conftest import locked
from proxy import Proxy, problem
from rentabot import Client, Lock, LockLost
from rentabot._lease import Lease
from server import Server


def test_locks_are_kept_over_a_crash_of_the_server(
    own_server: Server, own_client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Lease, "next_beat", property(one_second_after_the_last))
    with own_client.lock(tags="board", quantity=2, ttl=600) as bots:
        own_server.kill()
        wait_for(lambda: "could not be extended yet" in caplog.text, "a heartbeat that fails")
        own_server.start()
        ends = [own_client.resource(bot.id).lock_expires_at for bot in bots]
        wait_for(lambda: all(extended(own_client, bot, end) for bot, end in zip(bots, ends)), "extensions of both")
        bots.check()
    assert locked(own_client, "board") == []


def one_second_after_the_last(lease: Lease) -> float:
    """So that the test need not wait for a third of a life that is long enough for the slowest server."""
    return max(lease.ends - lease.ttl + 1, lease.retry_at)


def extended(client: Client, bot: Lock, end: Optional[datetime]) -> bool:
    now = client.resource(bot.id).lock_expires_at
    return now is not None and end is not None and now > end


def test_whoever_waits_keeps_its_place_over_a_crash_of_the_server(own_server: Server, own_client: Client) -> None:
    served = threading.Event()

    def wait_and_work() -> None:
        with own_client.lock(tags="board", quantity=2, wait=120, client_id="waiter"):
            served.set()

    worker = threading.Thread(target=wait_and_work)
    with own_client.lock(tags="board", quantity=2):
        worker.start()
        wait_for(lambda: len(list(own_client.reservations(status="pending"))) == 1, "its place in the queue")
        own_server.kill()
        own_server.start()
        assert not served.is_set()
    worker.join(60)
    assert served.is_set()
    assert [r.status for r in own_client.reservations(client_id="waiter")] == ["released"]


def test_locks_are_freed_although_the_server_is_away_at_the_end_of_the_block(
    own_server: Server, own_client: Client
) -> None:
    back = threading.Thread(target=own_server.start)
    with own_client.lock(tags="board", quantity=2):
        own_server.kill()
        back.start()
    back.join()
    assert locked(own_client, "board") == []


def test_a_lock_that_runs_out_after_its_block_is_no_loss(
    own_server: Server, own_client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with own_client.lock(tags="board", ttl=10):
        own_server.kill()
    assert "board1 could not be freed" in caplog.text and "the locks end by themselves" in caplog.text


def test_a_lock_counts_as_lost_when_no_extension_comes_through(own_server: Server) -> None:
    client = Client(own_server.url, Server.ADMIN_KEY, patience=1)
    told: list[LockLost] = []
    with pytest.raises(LockLost, match="nothing that prolongs it came through"):
        with client.lock(tags="board", ttl=5, on_lost=told.append) as bots:
            own_server.pause()
            wait_for(lambda: bots.left == 0, "its end")
            with pytest.raises(LockLost):
                bots.check()
            wait_for(lambda: len(told) == 1, "the callback")
    own_server.resume()


def test_a_lock_never_counts_as_held_after_the_server_has_ended_it(own_server: Server, own_client: Client) -> None:
    with Proxy(own_server.url, lambda request: problem(503, "away") if "/extend" in request.path else None) as proxy:
        with pytest.raises(LockLost):
            with Client(proxy.url, Server.ADMIN_KEY).lock(tags="board", ttl=5) as bots:
                wait_for(lambda: locked(own_client, "board") == [], "the server to end it")
                assert bots.left == 0
