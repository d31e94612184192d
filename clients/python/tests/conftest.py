"""What the tests have in common."""

from __future__ import annotations

import itertools
import threading
from typing import Iterator

import pytest

from conditions import wait_for
from rentabot import Client
from server import Server

pytest_plugins = ["pytester"]

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One that all tests share that do not break it."""
    server = Server("spare: {}\n")
    server.start()
    yield server
    server.close()


@pytest.fixture
def own_server() -> Iterator[Server]:
    """One that the test may break."""
    server = Server("board1: {tags: 'board'}\nboard2: {tags: 'board'}\n")
    server.start()
    yield server
    server.close()


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    with Client(server.url, Server.ADMIN_KEY) as client:
        yield client


@pytest.fixture
def pool(client: Client) -> str:
    """The tag of three boards that no other test uses."""
    pool = f"pool{next(_numbers)}"
    boards = (f"{pool}.board{n}: {{endpoint: 'tcp://10.0.0.{n}', tags: '{pool},board'}}\n" for n in (1, 2, 3))
    client.import_resources("".join(boards))
    return pool


@pytest.fixture
def own_client(own_server: Server) -> Iterator[Client]:
    with Client(own_server.url, Server.ADMIN_KEY) as client:
        yield client


@pytest.fixture(autouse=True)
def no_thread_stays_behind() -> Iterator[None]:
    yield
    wait_for(lambda: not heartbeats(), "the threads of heartbeats to end", 5)


def heartbeats() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "rentabot-heartbeat"]


def locked(client: Client, tag: str) -> list[str]:
    """The names of the resources of that tag which are locked."""
    return [resource.name for resource in client.resources(tags=tag, locked=True)]
