"""Calls whose answer gets lost are repeated, and done once."""

from __future__ import annotations

import threading
from typing import Optional

import pytest

from conditions import wait_for
from conftest import locked
from proxy import LOSE_ANSWER, Proxy, Request, first, problem
from rentabot import Client, NoAnswer
from server import Server


def test_a_place_in_the_queue_whose_answer_is_lost_is_taken_once(server: Server, client: Client, pool: str) -> None:
    with Proxy(server.url, first("POST", "/reservations")) as proxy:
        with Client(proxy.url, Server.ADMIN_KEY).lock(tags=pool, client_id=f"once-{pool}"):
            assert len(locked(client, pool)) == 1
        assert len(list(client.reservations(client_id=f"once-{pool}"))) == 1
        assert len({r.key for r in proxy.of("POST", "/reservations")}) == 1 < len(proxy.of("POST", "/reservations"))


def test_a_claim_whose_answer_is_lost_gives_the_same_locks(server: Server, client: Client, pool: str) -> None:
    with Proxy(server.url, first("POST", "/claim", times=2)) as proxy:
        with Client(proxy.url, Server.ADMIN_KEY).lock(tags=pool, quantity=2) as bots:
            assert sorted(bots.names) == sorted(locked(client, pool))
            bots.check()
    assert locked(client, pool) == []


def test_an_unlock_whose_answer_is_lost_is_no_loss(server: Server, client: Client, pool: str) -> None:
    with Proxy(server.url, first("POST", "/unlock-batch")) as proxy:
        with Client(proxy.url, Server.ADMIN_KEY).lock(tags=pool):
            pass
        assert len(proxy.of("POST", "/unlock-batch")) == 2
    assert locked(client, pool) == []


def test_extensions_whose_answers_are_lost_are_tried_again_in_time(server: Server, client: Client, pool: str) -> None:
    with Proxy(server.url, first("POST", "/extend", times=2)) as proxy:
        with Client(proxy.url, Server.ADMIN_KEY).lock(tags=pool, ttl=9) as bots:
            wait_for(lambda: len(proxy.of("POST", "/extend")) >= 3 and bots.left > 7, "an extension that came through")
            bots.check()
        keys = [r.key for r in proxy.of("POST", "/extend")]
    # The answer to the same key would tell the end of the first attempt, which is over sooner.
    assert len(set(keys)) == len(keys)


def test_a_lock_made_at_once_is_made_once(server: Server, client: Client, pool: str) -> None:
    with Proxy(server.url, first("POST", "/resources/lock")) as proxy:
        through = Client(proxy.url, Server.ADMIN_KEY)
        locks = through.lock_now(tags=pool)
        assert [lock.name for lock in locks] == locked(client, pool)
        assert through.unlock(locks) == {locks[0].id: "unlocked"}


@pytest.mark.parametrize(
    "refusal",
    [
        problem(503, "allocator_unavailable", retry_after=0),
        problem(429, "too_many_requests", retry_after=1),
        problem(409, "request_in_progress"),
        problem(502, ""),
    ],
)
def test_what_says_that_nothing_is_known_yet_is_asked_again(server: Server, pool: str, refusal: bytes) -> None:
    with Proxy(server.url, first("POST", "/reservations", refusal)) as proxy:
        with Client(proxy.url, Server.ADMIN_KEY).lock(tags=pool) as bots:
            assert len(bots) == 1
        assert len(proxy.of("POST", "/reservations")) == 2


def test_the_client_comes_no_sooner_than_it_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)
    with Proxy(server.url, first("GET", "/whoami", problem(503, "database_unavailable", retry_after=7))) as proxy:
        assert Client(proxy.url, Server.ADMIN_KEY).whoami().name == "boss"
    assert len(waits) == 1 and 7 < waits[0] < 8


def test_patience_ends(server: Server) -> None:
    with Proxy(server.url, lambda request: problem(503, "database_unavailable")) as proxy:
        with pytest.raises(NoAnswer, match="503: made up.*RENTABOT_URL"):
            Client(proxy.url, Server.ADMIN_KEY, patience=0.5).whoami()


def test_a_refusal_is_not_repeated(server: Server, pool: str) -> None:
    with Proxy(server.url) as proxy:
        with pytest.raises(Exception, match="not_found"):
            Client(proxy.url, Server.ADMIN_KEY).resource(999_999)
        assert len(proxy.requests) == 1


def test_every_call_that_changes_something_has_a_key_of_its_own(server: Server, pool: str) -> None:
    with Proxy(server.url) as proxy:
        client = Client(proxy.url, Server.ADMIN_KEY)
        made = client.create_resource(f"{pool}.extra", tags=["extra"])
        client.update_resource(made.id, description="changed")
        client.set_unavailable(made.id, "broken")
        client.set_available(made.id)
        client.delete_resource(made.id)
        keys = [r.key for r in proxy.requests if r.method != "GET"]
    assert None not in keys and len(set(keys)) == 5


def test_a_removal_whose_answer_is_lost_is_no_error(server: Server, pool: str) -> None:
    path = f"{pool}.gone"

    def lose_first_delete(request: Request) -> Optional[bytes]:
        deletes = [r for r in proxy.requests if r.method == "DELETE"]
        return LOSE_ANSWER if request.method == "DELETE" and len(deletes) == 1 else None

    with Proxy(server.url, lose_first_delete) as proxy:
        client = Client(proxy.url, Server.ADMIN_KEY)
        client.delete_resource(client.create_resource(path).id)
        assert list(client.resources(name=path)) == []


def test_a_place_that_was_lost_while_away_is_taken_anew(server: Server, client: Client, pool: str) -> None:
    # As it is when the claim window ends before the client is heard again.
    with Proxy(server.url, first("POST", "/claim", problem(410, "reservation_expired"))) as proxy:
        with Client(proxy.url, Server.ADMIN_KEY).lock(tags=pool, client_id=f"anew-{pool}") as bots:
            assert len(bots) == 1
        keys = [r.key for r in proxy.of("POST", "/reservations")]
    assert len(set(keys)) == 2


def test_how_long_a_lock_runs_is_asked_anew_after_a_call_that_waited(server: Server, client: Client, pool: str) -> None:
    held = client.lock_now(tags=pool, quantity=3)
    freed = threading.Timer(2, lambda: client.unlock(held))
    freed.start()
    with Proxy(server.url) as proxy:
        with Client(proxy.url, Server.ADMIN_KEY).lock(tags=pool):
            claims = [request.path.partition("?")[2] for request in proxy.of("POST", "/claim")]
    freed.join()
    assert claims[0].startswith("wait=") and claims[-1] == ""
