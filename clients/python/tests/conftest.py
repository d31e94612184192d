"""What the tests have in common."""

from __future__ import annotations

import threading
from typing import Iterator

import pytest

from conditions import wait_for
from rentabot import Client
from server import Server

pytest_plugins = ["pytester"]

# A set of resources for each test that locks some, so that no test stands in another one's way.
POOLS = 40
LAB = "".join(
    f"pool{pool}.board{board}: {{endpoint: 'tcp://10.0.{pool}.{board}', tags: 'pool{pool},board'}}\n"
    for pool in range(POOLS) for board in range(1, 4)
)

_next_pool = iter(range(POOLS))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One that all tests share that do not break it."""
    server = Server(LAB)
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
def pool() -> str:
    """The tag of three boards that no other test uses."""
    return f"pool{next(_next_pool)}"


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    with Client(server.url, Server.ADMIN_KEY) as client:
        yield client


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
