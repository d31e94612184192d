"""Whatever ends the program frees what it has and gives up what it waits for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import Iterator

import pytest

from conditions import wait_for
from conftest import locked
from proxy import Proxy, Request, first
from rentabot import Client
from server import Server

HOLD = """
import os, sys, time, rentabot
with rentabot.lock(tags={pool!r}, quantity={quantity}, client_id={name!r}, ttl=600):
    print("holds", flush=True)
    {then}
"""
SLEEP = "time.sleep(60)"


class Program:
    """A Python program that locks."""

    def __init__(self, url: str, source: str) -> None:
        environment = {**os.environ, "RENTABOT_URL": url, "RENTABOT_API_KEY": Server.ADMIN_KEY}
        self.process = subprocess.Popen(
            [sys.executable, "-c", source], env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def wait_until_it_holds(self) -> None:
        assert self.process.stdout is not None and self.process.stdout.readline() == "holds\n"

    def end(self, number: int | None = None) -> int:
        if number is not None:
            self.process.send_signal(number)
        self.errors = self.process.communicate(timeout=30)[1]
        return self.process.returncode


@pytest.fixture
def waiting(client: Client, pool: str) -> Iterator[str]:
    """The pool while none of it is to be had."""
    with client.lock(tags=pool, quantity=3):
        yield pool


# Python turns Ctrl-C into an exception, and dies of it in the end by the signal.
ENDINGS = [(signal.SIGINT, -signal.SIGINT), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


@pytest.mark.parametrize("number, code", ENDINGS)
def test_a_signal_frees_the_locks(server: Server, client: Client, pool: str, number: int, code: int) -> None:
    program = Program(server.url, HOLD.format(pool=pool, quantity=2, name="holder", then=SLEEP))
    program.wait_until_it_holds()
    assert len(locked(client, pool)) == 2
    assert program.end(number) == code, program.errors
    assert locked(client, pool) == []


@pytest.mark.parametrize("number, code", ENDINGS)
def test_a_signal_gives_up_the_place_in_the_queue(
    server: Server, client: Client, waiting: str, number: int, code: int
) -> None:
    name = f"waits-{waiting}"
    program = Program(server.url, HOLD.format(pool=waiting, quantity=1, name=name, then=SLEEP))
    wait_for(lambda: len(list(client.reservations(status="pending", client_id=name))) == 1, "its place")
    assert program.end(number) == code
    assert [r.status for r in client.reservations(client_id=name)] == ["cancelled"]


def test_what_was_claimed_without_being_heard_is_freed(server: Server, client: Client, pool: str) -> None:
    def freeze(request: Request) -> None:
        if request.path.partition("?")[0].endswith("/claim") and not claimed.is_set():
            client.claim(request.path.split("/")[4])
            claimed.set()
            interrupted.wait(30)
            raise ConnectionError

    claimed, interrupted = threading.Event(), threading.Event()
    with Proxy(server.url, freeze) as proxy:
        program = Program(proxy.url, HOLD.format(pool=pool, quantity=2, name="unheard", then=SLEEP))
        assert claimed.wait(30)
        assert len(locked(client, pool)) == 2
        program.process.send_signal(signal.SIGTERM)
        assert program.end() == 143, program.errors
        interrupted.set()
    assert locked(client, pool) == []


def test_a_place_whose_answer_was_not_heard_is_given_up(server: Server, client: Client, waiting: str) -> None:
    name = f"unheard-{waiting}"
    with Proxy(server.url, first("POST", "/reservations", times=1000)) as proxy:
        program = Program(proxy.url, HOLD.format(pool=waiting, quantity=1, name=name, then=SLEEP))
        wait_for(lambda: len(list(client.reservations(client_id=name))) == 1, "its place")
        proxy.rule = None
        assert program.end(signal.SIGTERM) == 143
    assert [r.status for r in client.reservations(client_id=name)] == ["cancelled"]


def test_the_end_of_the_program_frees_what_no_block_does(server: Server, client: Client, pool: str) -> None:
    source = f"import rentabot; rentabot.lock(tags={pool!r}).__enter__(); print('holds', flush=True)"
    assert Program(server.url, source).end() == 0
    assert locked(client, pool) == []


def test_a_process_that_was_forked_off_frees_nothing(server: Server, client: Client, pool: str) -> None:
    then = "\n    ".join(["if os.fork() == 0: sys.exit(0)", "print(os.wait()[1], flush=True)", SLEEP])
    program = Program(server.url, HOLD.format(pool=pool, quantity=1, name="parent", then=then))
    program.wait_until_it_holds()
    assert program.process.stdout is not None and program.process.stdout.readline() == "0\n"
    assert len(locked(client, pool)) == 1
    program.end(signal.SIGTERM)
    assert locked(client, pool) == []


def test_signals_do_what_they_did_once_nothing_is_held(client: Client, pool: str) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)]
    with client.lock(tags=pool):
        with client.lock(tags=pool):
            pass
        assert signal.getsignal(signal.SIGTERM) != before[0]
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)] == before


def test_a_program_that_has_a_handler_keeps_it(client: Client, pool: str) -> None:
    def handler(number: int, frame: object) -> None:
        pass

    before = signal.signal(signal.SIGTERM, handler)
    try:
        with client.lock(tags=pool):
            assert signal.getsignal(signal.SIGTERM) is handler
    finally:
        signal.signal(signal.SIGTERM, before)
