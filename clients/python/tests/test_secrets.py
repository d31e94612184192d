"""Tokens and keys are said to the server and to nobody else."""

from __future__ import annotations

import logging
import traceback
from typing import Callable

import pytest

from proxy import Proxy, problem
from rentabot import Client, NoAnswer
from server import Server


def test_no_repr_shows_a_token_or_a_key(client: Client, pool: str) -> None:
    with client.lock(tags=pool) as bots:
        token = bots[0].token
        assert len(token) > 20
        for thing in (bots, bots[0], [bots[0].token], client, vars(client), vars(vars(client)["_transport"])):
            assert token not in repr(thing) and Server.ADMIN_KEY not in repr(thing)


def test_no_log_has_a_token_or_a_key(server: Server, pool: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Proxy(server.url, lambda request: problem(503, "away") if "/extend" in request.path else None) as proxy:
        client = Client(proxy.url, Server.ADMIN_KEY)
        with client.lock(tags=pool, ttl=600) as bots:
            token = str(bots[0].token)
    assert "locked" in caplog.text
    assert token not in caplog.text and Server.ADMIN_KEY not in caplog.text


def test_a_traceback_that_shows_local_variables_has_no_token_and_no_key(
    server: Server, client: Client, pool: str
) -> None:
    lock = client.lock_now(tags=pool)[0]
    try:
        with Proxy(server.url, lambda request: problem(503, "away")) as proxy:
            through = Client(proxy.url, Server.ADMIN_KEY, patience=0.1)
            calls: list[Callable[[], object]] = [lambda: through.extend(lock, ttl=60), lambda: through.unlock(lock)]
            for call in calls:
                with pytest.raises(NoAnswer) as error:
                    call()
                shown = "".join(traceback.TracebackException.from_exception(error.value, capture_locals=True).format())
                assert "unlock" in shown or "extend" in shown
                assert lock.token not in shown and Server.ADMIN_KEY not in shown
    finally:
        client.unlock(lock)
