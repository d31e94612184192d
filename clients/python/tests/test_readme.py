"""What the README shows works as it is written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Iterator

import pytest

from rentabot import Client
from server import Server

PACKAGE = Path(__file__).parent.parent
BLOCKS = re.findall(r"```python\n(.*?)```", (PACKAGE / "README.md").read_text(), re.DOTALL)
PROGRAMS = [block for block in BLOCKS if "import pytest" not in block]
TESTS = [block for block in BLOCKS if "import pytest" in block]


@pytest.fixture(scope="module")
def lab() -> Iterator[dict[str, str]]:
    """The environment of a program, with a server that has what the README speaks of."""
    server = Server("board-1: {tags: 'arm64', endpoint: 'tcp://10.0.0.1'}\nboard-2: {tags: 'arm64'}\n")
    server.start()
    yield {**os.environ, "RENTABOT_URL": server.url, "RENTABOT_API_KEY": Server.ADMIN_KEY}
    server.close()


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_runs(lab: dict[str, str], program: str) -> None:
    done = subprocess.run([sys.executable, "-c", program], env=lab, text=True, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "board-" in done.stdout


def test_the_example_runs(lab: dict[str, str]) -> None:
    command = [sys.executable, str(PACKAGE / "examples" / "flash.py"), "--tags", "arm64"]
    done = subprocess.run(command, env=lab, text=True, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("hello board-") == 2
    refused = subprocess.run([*command, "--quantity", "3"], env=lab, text=True, capture_output=True, timeout=60)
    assert refused.returncode == 1 and "never_satisfiable" in refused.stderr


@pytest.mark.parametrize("source", TESTS)
def test_a_test_passes(
    lab: dict[str, str], pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setenv("RENTABOT_URL", lab["RENTABOT_URL"])
    monkeypatch.setenv("RENTABOT_API_KEY", lab["RENTABOT_API_KEY"])
    pytester.makepyfile(source)
    pytester.runpytest_subprocess("-p", "no:cacheprovider", "--strict-markers").assert_outcomes(passed=2)


def test_every_call_is_told() -> None:
    text = (PACKAGE / "README.md").read_text()
    calls = [name for name in dir(Client) if not name.startswith("_")]
    assert [name for name in calls if f"`{name}" not in text and f".{name}(" not in text] == []
