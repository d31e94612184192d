"""Locks of plays: granted, freed, and not left behind."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Callable

import pytest
from conditions import wait_for
from conftest import Play
from rentabot import Client
from server import Server

FREE = {"rentabot.lab.unlock": {"reservation_id": "{{ lab.reservation_id }}"}}


def lock(**arguments: Any) -> dict[str, Any]:
    return {"rentabot.lab.lock": {"tags": ["board"], "wait": 60, "ttl": 600, **arguments}, "register": "lab"}


def locked(client: Client) -> list[str]:
    return [resource.name for resource in client.resources(locked=True)]


def test_the_work_of_the_examples_locks_and_frees(lab: Client, play: Play) -> None:
    lab.update_resource(lab.resource("board1").id, tags=["arm64", "board"])
    played = play("work.yml")
    assert played.code == 0 and "flashing board1 at tcp://10.0.0.1" in played.output, played.output
    assert [row.event_type for row in lab.audit(client_id="nightly", event_type="LockReleased")] != []
    assert locked(lab) == []


def test_a_task_that_fails_leaves_no_lock_behind(lab: Client, play: Play) -> None:
    played = play([lock(quantity=2), {"block": [{"ansible.builtin.command": "false"}], "always": [FREE]}])
    assert (played.code, played.counts["failed"]) == (2, 1), played.output
    assert '"unlocked": 2' in played.output
    assert locked(lab) == []


@pytest.fixture
def like_a_token(lab: Client) -> re.Pattern[str]:
    """Whatever looks like one of this server's tokens."""
    held = lab.lock_now(name="board2")
    lab.unlock(held)
    return re.compile(rf"(?<![\w-])[\w-]{{{len(held[0].token)}}}(?![\w-])")


def test_no_output_has_a_token_or_a_key(lab: Client, play: Play, like_a_token: re.Pattern[str]) -> None:
    played = play([lock(), FREE])
    assert played.code == 0 and "reservation_id" in played.output
    assert not like_a_token.search(played.output) and Server.ADMIN_KEY not in played.output


def test_tokens_are_returned_when_asked_for_and_hidden_where_they_are_given(
    lab: Client, play: Play, like_a_token: re.Pattern[str]
) -> None:
    tokens = "{{ lab.lock_tokens }}"
    played = play(
        [
            {**lock(return_tokens=True), "no_log": True},
            {"rentabot.lab.unlock": {"lock_tokens": tokens}, "register": "freed"},
            {"ansible.builtin.assert": {"that": ["freed is changed", "lab.lock_tokens | length == 1"]}},
            {"rentabot.lab.unlock": {"lock_tokens": tokens}, "register": "again"},
            {"ansible.builtin.assert": {"that": ["again is not changed"]}},
        ]
    )
    assert played.code == 0, played.output
    assert not like_a_token.search(played.output)
    assert locked(lab) == []


def test_to_free_again_changes_nothing(lab: Client, play: Play) -> None:
    played = play(
        [lock(), FREE, {**FREE, "register": "again"}, {"ansible.builtin.assert": {"that": ["again is not changed"]}}]
    )
    assert played.code == 0, played.output


def test_check_mode_locks_nothing_and_frees_nothing(lab: Client, play: Play) -> None:
    held = lab.lock_now(name="board2")
    played = play(
        [
            lock(),
            {"ansible.builtin.debug": {"msg": "would use {{ lab.resources[0].name }}"}},
            FREE,
            {"rentabot.lab.unlock": {"name": "board2", "reason": "hangs"}},
        ],
        "--check",
    )
    assert played.code == 0 and "would use board1" in played.output, played.output
    assert locked(lab) == ["board2"] and not list(lab.reservations(status="claimed"))
    assert lab.unlock(held) == {held[0].id: "unlocked"}


def test_whoever_waits_in_vain_holds_nothing(lab: Client, play: Play) -> None:
    held = lab.lock_now(name="board1")
    played = play([lock(quantity=2, wait=1)])
    assert played.counts["failed"] == 1 and "wait_timed_out" in played.output, played.output
    lab.unlock(held)
    assert [resource.status for resource in lab.resources()] == ["available"] * 2


def test_a_lock_that_was_lost_is_a_failure(lab: Client, play: Play) -> None:
    played = play(
        [
            {**lock(return_tokens=True, quantity=2), "no_log": True},
            {"rentabot.lab.unlock": {"name": "board1", "reason": "needed elsewhere"}},
            {**FREE, "register": "by_reservation", "ignore_errors": True},
            {
                "rentabot.lab.unlock": {"lock_tokens": "{{ lab.lock_tokens }}"},
                "register": "by_tokens",
                "ignore_errors": True,
            },
            {
                "ansible.builtin.assert": {
                    "that": [
                        "by_reservation.code == 'lock_lost'",
                        "by_tokens.code == 'lock_lost'",
                        "by_tokens.unlocked == 1",
                    ]
                }
            },
        ]
    )
    assert played.code == 0, played.output
    assert locked(lab) == []


def test_anybodys_lock_is_ended_once(lab: Client, play: Play) -> None:
    lab.lock_now(name="board1")
    task = {"rentabot.lab.unlock": {"name": "board1", "reason": "hangs"}}
    assert [play([task]).counts["changed"] for _ in range(2)] == [1, 0]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_play_that_is_cancelled_while_it_waits_leaves_the_queue(
    lab: Client, command: Callable[..., list[str]], environment: dict[str, str], number: int
) -> None:
    held = lab.lock_now(tags="board", quantity=2)
    name = f"cancelled-{number}"
    playing = subprocess.Popen(
        command([lock(client_id=name, wait=600)]),
        env=environment,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    wait_for(lambda: len(list(lab.reservations(status="pending", client_id=name))) == 1, "its place", 60)
    # As a CI does: the program alone, not the ones that it has started.
    playing.send_signal(number)
    wait_for(lambda: not list(lab.reservations(status="pending", client_id=name)), "its place to be given up", 60)
    playing.communicate(timeout=30)
    assert [r.status for r in lab.reservations(client_id=name)] == ["cancelled"]
    lab.unlock(held)


def test_a_module_whose_connection_has_gone_leaves_the_queue(lab: Client, server: Server, tmp_path: Path) -> None:
    held = lab.lock_now(tags="board", quantity=2)
    collections = os.environ["ANSIBLE_COLLECTIONS_PATH"]
    arguments = tmp_path / "arguments.json"
    asked = {"url": server.url, "api_key": Server.ADMIN_KEY, "tags": "board", "client_id": "over-ssh"}
    arguments.write_text(json.dumps({"ANSIBLE_MODULE_ARGS": asked}))
    # As it runs on another host: nothing of Ansible is above it.
    module = Path(collections, "ansible_collections/rentabot/lab/plugins/modules/lock.py")
    running = subprocess.Popen(
        [sys.executable, module, arguments],
        env={**os.environ, "PYTHONPATH": collections},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert running.stdout is not None
    wait_for(lambda: len(list(lab.reservations(status="pending", client_id="over-ssh"))) == 1, "its place", 60)
    running.stdout.close()
    running.wait(60)
    assert [r.status for r in lab.reservations(client_id="over-ssh")] == ["cancelled"]
    lab.unlock(held)


# How the program itself ends by each.
ENDINGS = [(signal.SIGINT, 99), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


@pytest.mark.parametrize("number, code", ENDINGS)
def test_a_play_that_is_cancelled_while_it_works_frees_its_locks(
    lab: Client, command: Callable[..., list[str]], environment: dict[str, str], tmp_path: Path, number: int, code: int
) -> None:
    environment["ANSIBLE_CALLBACKS_ENABLED"] = "rentabot.lab.free_at_end"
    working = tmp_path / "working"
    tasks = [lock(quantity=2), {"ansible.builtin.shell": f"touch {working}; exec sleep 60"}]
    playing = subprocess.Popen(
        command(tasks),
        env=environment,
        start_new_session=True,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    wait_for(working.exists, "its work to begin", 60)
    assert len(locked(lab)) == 2
    # All that the job has started.
    os.killpg(playing.pid, number)
    output = playing.communicate(timeout=60)[0]
    assert playing.returncode == code, output
    assert locked(lab) == [], output


def test_what_a_play_forgets_is_freed_at_its_end_where_that_is_enabled(
    lab: Client, play: Play, environment: dict[str, str]
) -> None:
    played = play([lock()])
    assert played.code == 0 and len(locked(lab)) == 1, "nobody has asked for it"
    environment["ANSIBLE_CALLBACKS_ENABLED"] = "rentabot.lab.free_at_end"
    played = play([{**lock(), "loop": [1]}])
    assert "freed 1 that were still locked" in played.output, played.output
    assert len(locked(lab)) == 1
    assert "still locked" not in play([lock(), FREE]).output


def test_a_crash_of_the_server_in_between_changes_nothing(
    play: Play, environment: dict[str, str], tmp_path: Path
) -> None:
    server = Server("board1: {tags: 'board'}\n")
    server.start()
    try:
        environment["RENTABOT_URL"] = server.url
        ready, go = tmp_path / "ready", tmp_path / "go"
        tasks = [lock(), {"ansible.builtin.shell": f"touch {ready}; while [ ! -e {go} ]; do sleep 0.1; done"}, FREE]
        results: list[Any] = []
        playing = threading.Thread(target=lambda: results.append(play(tasks)))
        playing.start()
        wait_for(ready.exists, "the lock", 60)
        server.kill()
        # The play goes on while nobody answers.
        go.touch()
        server.start()
        playing.join(180)
        assert results[0].code == 0, results[0].output
        assert locked(Client(server.url, Server.ADMIN_KEY)) == []
    finally:
        server.close()
