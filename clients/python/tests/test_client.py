"""The calls one by one."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from rentabot import Client, Conflict, Gone, Invalid, NotFound
from server import Server


def test_resources_are_listed_and_filtered(client: Client, pool: str) -> None:
    assert [r.name for r in client.resources(tags=[pool, "board"], sort="name", order="desc")] == [
        f"{pool}.board3",
        f"{pool}.board2",
        f"{pool}.board1",
    ]
    with client.lock(name=f"{pool}.board1"):
        assert [r.name for r in client.resources(expression=f"{pool} && board", locked=True)] == [f"{pool}.board1"]
        assert len(list(client.resources(tags=pool, available=True))) == 2


def test_lists_of_more_than_a_page_come_whole(client: Client, monkeypatch: pytest.MonkeyPatch, pool: str) -> None:
    monkeypatch.setattr("rentabot._resource_calls._PAGE", 2)
    assert len(list(client.resources(tags=pool))) == 3


def test_a_resource_is_made_changed_and_removed(client: Client, pool: str) -> None:
    made = client.create_resource(
        f"{pool}.new", description="new", endpoint="tcp://10.0.0.1", tags=("a", "b"), max_lock_duration=600
    )
    assert (made.tags, made.max_lock_duration, made.status) == (("a", "b"), 600, "available")
    changed = client.update_resource(made.id, description=None, tags=["c"])
    assert (changed.description, changed.tags, changed.endpoint) == ("", ("c",), "tcp://10.0.0.1")
    assert client.resource(made.name) == client.resource(made.id)
    client.delete_resource(made.id)
    with pytest.raises(NotFound):
        client.resource(made.id)


def test_a_locked_resource_is_removed_by_force_alone(client: Client, pool: str) -> None:
    made = client.create_resource(f"{pool}.held")
    client.lock_now(resource_id=made.id)
    with pytest.raises(Conflict, match="resource_in_use"):
        client.delete_resource(made.id)
    client.delete_resource(made.id, force=True)


def test_descriptors_go_in_and_out(client: Client, pool: str) -> None:
    done = client.import_resources(f"{pool}.described: {{tags: 'x,y', description: 'as YAML'}}\n")
    assert (done.created, done.updated, done.skipped) == (1, 0, 0)
    assert (done.created_names, done.updated_names, done.pruned_names) == ((f"{pool}.described",), (), ())
    assert "as YAML" in client.export_resources()
    client.delete_resource(client.resource(f"{pool}.described").id)


def test_maintenance_begins_and_ends(client: Client, pool: str) -> None:
    board = client.resource(f"{pool}.board1")
    until = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(hours=1)
    out = client.set_unavailable(board.id, "new SD card", until=until)
    assert (out.status, out.unavailable_reason, out.unavailable_until) == ("unavailable", "new SD card", until)
    assert client.set_available(board.id).status == "available"
    planned = client.set_unavailable(board.id, "later", start=until, until=until + timedelta(hours=1))
    assert (planned.status, planned.unavailable_from) == ("available", until)
    client.set_available(board.id)


def test_an_instant_without_a_time_zone_is_refused(client: Client, pool: str) -> None:
    with pytest.raises(ValueError, match="time zone"):
        client.set_unavailable(1, "when?", until=datetime(2030, 1, 1))


def test_a_lock_by_hand(client: Client, pool: str) -> None:
    locks = client.lock_now(tags=pool, quantity=2, ttl=60, client_id="by-hand", details="a try")
    assert {client.resource(lock.id).lock_details for lock in locks} == {"a try"}
    extension = client.extend(locks[0], additional_ttl=60)
    assert extension.total_lock_duration == 120 and extension.expires_at > locks[0].expires_at
    assert set(client.unlock(locks).values()) == {"unlocked"}
    assert set(client.unlock(locks).values()) == {"already_unlocked"}


def test_a_reservation_by_hand(client: Client, pool: str) -> None:
    with client.lock(tags=pool, quantity=3):
        reservation = client.reserve(tags=pool, quantity=2, ttl=60, max_wait_time=600, claim_window=30, client_id=pool)
        waiting = client.reservation(reservation.reservation_id)
        assert (waiting.status, waiting.position_in_queue) == ("pending", 1)
        assert waiting.waiting_for is not None and waiting.waiting_for["locked"] == 3
        with pytest.raises(Conflict, match="not_fulfilled"):
            client.claim(reservation.reservation_id)
    locks = client.claim(reservation.reservation_id, wait=30)
    assert [lock.token for lock in client.claim(reservation.reservation_id)] == [lock.token for lock in locks]
    with pytest.raises(Conflict, match="already_claimed"):
        client.cancel(reservation.reservation_id)
    client.unlock(locks)
    assert [r.status for r in client.reservations(client_id=pool)] == ["released"]


def test_a_reservation_that_is_given_up_cannot_be_claimed(client: Client, pool: str) -> None:
    reservation = client.reserve(tags=pool)
    client.cancel(reservation.reservation_id)
    with pytest.raises(Gone, match="reservation_cancelled"):
        client.claim(reservation.reservation_id)


def test_the_trail_says_who_did_what(client: Client, pool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rentabot.client._AUDIT_PAGE", 1)
    with client.lock(name=f"{pool}.board1") as bots:
        board = bots[0].id
    rows = list(client.audit(resource_id=board, actor="boss", success=True))
    assert [row.event_type for row in rows if row.event_type.startswith("Lock")] == ["LockAcquired", "LockReleased"]


def test_the_newest_of_the_trail_are_had_at_once(client: Client, pool: str) -> None:
    with client.lock(name=f"{pool}.board1") as bots:
        board = bots[0].id
    whole = [row.sequence for row in client.audit(resource_id=board)]
    assert len(whole) > 2
    assert [row.sequence for row in client.audit(resource_id=board, last=2)] == whole[-2:]
    assert [row.sequence for row in client.audit(resource_id=board, last=1000)] == whole
    with pytest.raises(Invalid):
        next(client.audit(last=0))


def test_whoami(server: Server, client: Client) -> None:
    assert (client.whoami().name, client.whoami().role) == ("boss", "admin")
    assert Client(server.url, Server.READONLY_KEY).whoami().role == "readonly"


def test_a_bearer_token_goes_before_the_key(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENTABOT_API_KEY", "a-key-that-nobody-knows")
    assert Client(server.url, bearer_token=server.bearer_token("pipeline", "user")).whoami().name == "pipeline"
