"""Resources and their maintenance: the second time changes nothing, and check mode never does."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Play
from rentabot import Client

BOARD = {
    "rentabot.lab.resource": {
        "name": "board3",
        "description": "new",
        "endpoint": "tcp://10.0.0.3",
        "tags": ["arm64", "board"],
        "max_lock_duration": 600,
    }
}


def maintenance(**arguments: Any) -> dict[str, Any]:
    return {"rentabot.lab.maintenance": {"name": "board1", **arguments}}


def test_the_lab_of_the_examples_is_declared_once(lab: Client, play: Play) -> None:
    lab.create_resource("lab1.rpi3")
    first = play("lab.yml")
    assert (first.code, first.counts["changed"]) == (0, 3), first.output
    assert lab.resource("lab1.rpi4-a").tags == ("arm64", "board")
    assert lab.resource("lab1.rpi4-b").unavailable_reason == "new SD card"
    assert not list(lab.resources(name="lab1.rpi3"))
    revision = lab.resource("lab1.rpi4-b").updated_at
    second = play("lab.yml")
    assert (second.code, second.counts["changed"]) == (0, 0), second.output
    assert lab.resource("lab1.rpi4-b").updated_at == revision


def test_check_mode_says_what_would_change_and_changes_nothing(lab: Client, play: Play) -> None:
    lab.create_resource("lab1.rpi3")
    before = [(resource.name, resource.updated_at) for resource in lab.resources()]
    played = play(
        [
            BOARD,
            {"rentabot.lab.resource": {"name": "board1", "description": "changed"}},
            {"rentabot.lab.resource": {"name": "lab1.rpi3", "state": "absent"}},
            maintenance(state="unavailable", reason="new SD card"),
        ],
        "--check",
    )
    assert (played.code, played.counts["changed"]) == (0, 4), played.output
    assert [(resource.name, resource.updated_at) for resource in lab.resources()] == before


def test_the_difference_is_shown(lab: Client, play: Play) -> None:
    played = play([{"rentabot.lab.resource": {"name": "board1", "endpoint": "tcp://10.0.0.9"}}], "--diff", "--check")
    assert '-    "endpoint": "tcp://10.0.0.1"' in played.output and '+    "endpoint": "tcp://10.0.0.9"' in played.output


def test_what_is_not_given_stays_and_the_order_of_tags_is_no_difference(lab: Client, play: Play) -> None:
    lab.update_resource(lab.resource("board1").id, tags=["b", "a"], description="kept")
    played = play([{"rentabot.lab.resource": {"name": "board1", "tags": ["a", "b", "a"]}}])
    assert played.counts["changed"] == 0, played.output
    played = play([{"rentabot.lab.resource": {"name": "board1", "tags": []}}])
    assert played.counts["changed"] == 1, played.output
    assert (lab.resource("board1").tags, lab.resource("board1").description) == ((), "kept")


def test_a_locked_resource_is_removed_by_force_alone(lab: Client, play: Play) -> None:
    lab.lock_now(name="board1")
    task = {"name": "board1", "state": "absent"}
    played = play([{"rentabot.lab.resource": task}])
    assert played.counts["failed"] == 1 and "resource_in_use" in played.output
    assert play([{"rentabot.lab.resource": {**task, "force": True}}]).counts["changed"] == 1
    assert not list(lab.resources(name="board1"))


def test_a_window_is_planned_once_however_its_instants_are_written(lab: Client, play: Play) -> None:
    window = {"state": "unavailable", "reason": "power off"}
    first = play([maintenance(**window, start="2099-01-31T12:00:00Z", until="2099-01-31T13:30:00+00:00")])
    assert first.counts["changed"] == 1, first.output
    again = play([maintenance(**window, start="2099-01-31T14:00:00+02:00", until="2099-01-31T13:30:00.000Z")])
    assert again.counts["changed"] == 0, again.output
    other = play([maintenance(**window, start="2099-01-31T14:00:00+02:00", until="2099-01-31T15:00:00Z")])
    assert other.counts["changed"] == 1, other.output
    assert play([maintenance(state="available")]).counts["changed"] == 1
    assert play([maintenance(state="available")]).counts["changed"] == 0


def test_a_window_that_has_begun_is_the_same_window(lab: Client, play: Play) -> None:
    window = maintenance(
        state="unavailable", reason="power off", start="2020-01-31T12:00:00Z", until="2099-01-31T12:00:00Z"
    )
    assert [play([window]).counts["changed"] for _ in range(2)] == [1, 0]
    assert lab.resource("board1").status == "unavailable"


@pytest.mark.parametrize(
    "task, message",
    [
        (maintenance(state="unavailable"), "reason"),
        (maintenance(state="unavailable", reason="x", until="tomorrow"), "until must be an instant in RFC 3339"),
        (
            {"rentabot.lab.maintenance": {"name": "nothing", "state": "available"}},
            "declare it by rentabot.lab.resource",
        ),
        ({"rentabot.lab.resource": {"name": "two words"}}, "invalid): name"),
    ],
)
def test_what_is_wrong_is_told(lab: Client, play: Play, task: dict[str, Any], message: str) -> None:
    played = play([task])
    assert played.counts["failed"] == 1 and message in played.output, played.output
