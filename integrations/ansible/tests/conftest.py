"""A server, and plays against it."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest
import yaml
from rentabot import Client
from server import Server

EXAMPLES = Path(__file__).parent.parent / "examples"


class Played:
    """What a play has said."""

    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        self.code = done.returncode
        self.output = done.stdout + done.stderr
        self.counts = {
            name: int(count) for name, count in re.findall(r"(changed|failed|ok|rescued)=(\d+)", done.stdout)
        }


Play = Callable[..., Played]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    server = Server("spare: {}\n")
    server.start()
    yield server
    server.close()


@pytest.fixture
def lab(server: Server) -> Iterator[Client]:
    """A lab of two boards that are free, and nothing else."""
    with Client(server.url, Server.ADMIN_KEY) as client:
        for resource in client.resources():
            client.delete_resource(resource.id, force=True)
        client.import_resources("board1: {tags: 'board', endpoint: 'tcp://10.0.0.1'}\nboard2: {tags: 'board'}\n")
        yield client


@pytest.fixture
def environment(server: Server, tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "RENTABOT_URL": server.url,
        "RENTABOT_API_KEY": Server.ADMIN_KEY,
        "ANSIBLE_LOCAL_TEMP": str(tmp_path),
    }


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., list[str]]:
    """The command that plays these tasks, or the playbook of that name among the examples."""

    def command(tasks: Any, *options: str) -> list[str]:
        playbook = EXAMPLES / tasks if isinstance(tasks, str) else tmp_path / "play.yml"
        if not isinstance(tasks, str):
            play = {"hosts": "localhost", "connection": "local", "gather_facts": False, "tasks": tasks}
            playbook.write_text(yaml.safe_dump([play], sort_keys=False))
        return ["ansible-playbook", "-vvv", *options, str(playbook)]

    return command


@pytest.fixture
def play(command: Callable[..., list[str]], environment: dict[str, str]) -> Play:
    def play(tasks: Any, *options: str) -> Played:
        done = subprocess.run(command(tasks, *options), env=environment, text=True, capture_output=True, timeout=180)
        return Played(done)

    return play
