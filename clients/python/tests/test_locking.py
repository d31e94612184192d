"""with client.lock(...): what it grants, and what it leaves behind."""

from __future__ import annotations

import threading
from typing import Any

import pytest

import rentabot
from conditions import wait_for
from conftest import heartbeats, locked
from rentabot import Client, LockLost, NeverSatisfiable, WaitTimedOut
from server import Server


def test_a_lock_is_held_in_the_block_and_free_after_it(client: Client, pool: str) -> None:
    with client.lock(tags=pool, client_id="somebody") as bots:
        held = client.resource(bots[0].name)
        assert (held.status, held.lock_client_id, held.fencing_token) == ("locked", "somebody", bots[0].fencing_token)
        assert pool in bots[0].tags and bots[0].endpoint.startswith("tcp://")
    assert locked(client, pool) == []


def test_the_function_finds_server_and_key_in_the_environment(
    server: Server, pool: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENTABOT_URL", server.url)
    monkeypatch.setenv("RENTABOT_API_KEY", Server.ADMIN_KEY)
    with rentabot.lock(tags=pool, wait=10) as bots:
        assert len(bots) == 1


@pytest.mark.parametrize(
    "asked",
    [
        {"tags": "{pool},board"},
        {"tags": ["{pool}", "board"]},
        {"expression": "{pool} && !nothing"},
        {"name": "{pool}.board2"},
    ],
)
def test_bots_are_chosen_by_tags_expression_or_name(client: Client, pool: str, asked: dict[str, Any]) -> None:
    ((by, value),) = asked.items()
    value = [tag.format(pool=pool) for tag in value] if isinstance(value, list) else value.format(pool=pool)
    with client.lock(**{by: value}) as bots:
        assert bots[0].name == f"{pool}.board2" if by == "name" else bots[0].name.startswith(f"{pool}.")


def test_several_are_granted_together(client: Client, pool: str) -> None:
    with client.lock(tags=pool, quantity=2) as bots:
        assert sorted(bots.names) == sorted(locked(client, pool))
        assert len({bot.token for bot in bots}) == 2
        assert [bot.name for bot in bots[:1]] == bots.names[:1]


def test_a_wait_says_that_what_is_locked_goes_into_maintenance(client: Client, pool: str) -> None:
    with client.lock(name=f"{pool}.board1") as bots:
        client.set_unavailable(bots[0].id, "new SD card")
        try:
            with pytest.raises(WaitTimedOut, match="in the queue for 1; 1 match: 1 locked then in maintenance"):
                client.lock(name=f"{pool}.board1", wait=0).__enter__()
        finally:
            client.set_available(bots[0].id)


def test_all_or_none_are_granted(client: Client, pool: str) -> None:
    with client.lock(tags=pool, quantity=2):
        with pytest.raises(WaitTimedOut, match="3 match: 2 locked, 1 held"):
            with client.lock(tags=pool, quantity=2, wait=0):
                pytest.fail("only one was free")
        assert len(locked(client, pool)) == 2
    # Nor is anything set aside for it.
    assert [resource.status for resource in client.resources(tags=pool)] == ["available"] * 3


def test_what_can_never_be_is_said_at_once(client: Client, pool: str) -> None:
    with pytest.raises(NeverSatisfiable) as error:
        client.lock(tags=pool, quantity=4).__enter__()
    assert error.value.code == "never_satisfiable"


def test_whoever_waits_is_served_in_its_turn(client: Client, pool: str) -> None:
    order: list[str] = []

    def work(name: str) -> None:
        with client.lock(tags=pool, quantity=3, client_id=name, wait=60):
            order.append(name)

    workers = [threading.Thread(target=work, args=(name,)) for name in ("first", "second")]
    with client.lock(tags=pool, quantity=3):
        for place, worker in enumerate(workers, 1):
            worker.start()
            wait_for(lambda: len(list(client.reservations(status="pending"))) >= place, "its place in the queue")
        assert order == []
    for worker in workers:
        worker.join()
    assert order == ["first", "second"]


def test_the_more_urgent_goes_first(client: Client, pool: str) -> None:
    with client.lock(tags=pool, quantity=3):
        later = client.reserve(tags=pool, quantity=3, priority=9)
        sooner = client.reserve(tags=pool, quantity=3, priority=1)
        assert client.reservation(sooner.reservation_id).position_in_queue == 1
    client.cancel(sooner.reservation_id)
    client.cancel(later.reservation_id)


def test_an_exception_frees_the_locks_and_goes_on(client: Client, pool: str) -> None:
    with pytest.raises(ZeroDivisionError):
        with client.lock(tags=pool):
            1 / 0
    assert locked(client, pool) == []


def test_whoever_waits_in_vain_leaves_the_queue(client: Client, pool: str) -> None:
    with client.lock(tags=pool, quantity=3):
        with pytest.raises(WaitTimedOut):
            client.lock(tags=pool, wait=1, client_id=f"late-{pool}").__enter__()
        statuses = [r.status for r in client.reservations(client_id=f"late-{pool}")]
    assert statuses == ["cancelled"]


def test_a_short_lock_lives_as_long_as_its_block(client: Client, pool: str) -> None:
    lost: list[LockLost] = []
    with client.lock(tags=pool, quantity=2, ttl=6, on_lost=lost.append) as bots:
        first_end = max(bot.expires_at for bot in bots)
        wait_for(lambda: client.resource(bots[0].id).updated_at > first_end, "an extension after its first end")
        bots.check()
        assert bots.left > 0
    assert lost == []


def test_one_thread_keeps_all_locks_and_ends_with_the_block(client: Client, pool: str) -> None:
    with client.lock(tags=pool, quantity=3):
        assert len(heartbeats()) == 1
    assert heartbeats() == []


def test_a_lock_that_is_taken_away_is_told_thrice(client: Client, pool: str) -> None:
    told: list[LockLost] = []
    with pytest.raises(LockLost, match="forced off") as at_the_end:
        with client.lock(tags=pool, quantity=2, ttl=9, on_lost=told.append) as bots:
            taken, kept = bots.names
            client.force_unlock(bots[0].id, "needed elsewhere")
            wait_for(lambda: len(told) == 1, "the heartbeat to hear of it")
            with pytest.raises(LockLost):
                bots.check()
            assert bots.left == 0
    assert told[0].names == at_the_end.value.names == (taken,)
    assert told[0].names != (kept,) and locked(client, pool) == []


def test_a_loss_that_no_heartbeat_has_seen_is_told_at_the_end(client: Client, pool: str) -> None:
    with pytest.raises(LockLost):
        with client.lock(tags=pool, ttl=600) as bots:
            client.force_unlock(bots[0].id, "needed elsewhere")


def test_a_loss_does_not_hide_what_went_wrong_in_the_block(client: Client, pool: str) -> None:
    with pytest.raises(ZeroDivisionError):
        with client.lock(tags=pool) as bots:
            client.force_unlock(bots[0].id, "needed elsewhere")
            1 / 0


def test_a_failing_callback_does_not_end_the_heartbeat(client: Client, pool: str) -> None:
    def fail(loss: LockLost) -> None:
        raise ValueError("on purpose")

    with pytest.raises(LockLost):
        with client.lock(tags=pool, quantity=2, ttl=6, on_lost=fail) as bots:
            client.force_unlock(bots[0].id, "needed elsewhere")
            wait_for(lambda: bots.left == 0, "the loss")
            end = bots[1].expires_at
            wait_for(lambda: client.resource(bots[1].id).updated_at > end, "an extension of the other lock")


def test_a_lock_is_extended_up_to_its_longest_life_and_then_lost(client: Client, pool: str) -> None:
    board = client.resource(f"{pool}.board1")
    client.update_resource(board.id, max_lock_duration=9)
    with pytest.raises(LockLost):
        with client.lock(name=board.name, ttl=5) as bots:
            wait_for(lambda: bots.left == 0, "its end")
            bots.check()
    wait_for(lambda: any(lock.resource_id == board.id for lock in client.expired()), "the server's word")
    ended = next(lock for lock in client.expired() if lock.resource_id == board.id)
    assert 5.5 < (ended.expired_at - ended.acquired_at).total_seconds() < 9.5


def test_a_locking_is_entered_once(client: Client, pool: str) -> None:
    locking = client.lock(tags=pool)
    with locking:
        pass
    with pytest.raises(RuntimeError, match="call lock\\(\\) anew"):
        locking.__enter__()


def test_close_frees_what_no_block_has(server: Server, client: Client, pool: str) -> None:
    other = Client(server.url, Server.ADMIN_KEY)
    other.lock(tags=pool).__enter__()
    with client.lock(tags=pool):
        other.close()
        assert len(locked(client, pool)) == 1


@pytest.mark.parametrize("arguments", [{"ttl": 4}, {"wait": -1}])
def test_what_makes_no_sense_is_refused_before_any_call(arguments: dict[str, int]) -> None:
    with pytest.raises(rentabot.SettingError):
        Client("http://127.0.0.1:1").lock(tags="x", **arguments)  # type: ignore[arg-type]
