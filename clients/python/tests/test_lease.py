"""How long a lock counts as held: never longer than the server holds it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rentabot import _clock
from rentabot._http import Answer
from rentabot._lease import Lease
from rentabot._secrets import Secret
from rentabot.models import Lock, Resource, parse_instant, read


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Its first element is the time."""
    now = [1000.0]
    monkeypatch.setattr(_clock, "now", lambda: now[0])
    return now


def lease(ttl: float, expires_in: int, first_tried: float, tried: float, maximum: int = 86400) -> Lease:
    at = parse_instant("2030-01-01T00:00:00Z")
    resource = read(Resource, {"id": 1, "name": "board", "max_lock_duration": maximum})
    lock = Lock(Secret("t"), 1, at, at + timedelta(seconds=ttl), expires_in, resource)
    return Lease(lock, Answer(None, first_tried, tried))


def test_a_lock_that_is_answered_at_once_counts_from_before_the_call(clock: list[float]) -> None:
    assert lease(60, 60, first_tried=999.5, tried=999.5).left == 59.5


def test_a_lock_whose_answer_came_late_counts_by_what_was_left(clock: list[float]) -> None:
    # Granted somewhen in 100 seconds of trying; what is left is rounded up.
    assert lease(60, 40, first_tried=900, tried=999).left == 37


def test_a_third_of_its_life_is_waited_for(clock: list[float]) -> None:
    assert lease(60, 60, first_tried=1000, tried=1000).next_beat == 1020


def test_an_extension_counts_from_before_the_attempt(clock: list[float]) -> None:
    held = lease(60, 60, first_tried=1000, tried=1000)
    clock[0] = 1025
    held.extended(tried=1021, ttl=60)
    assert held.left == 56


def test_an_extension_makes_no_lock_shorter(clock: list[float]) -> None:
    held = lease(60, 60, first_tried=1000, tried=1000)
    held.extended(tried=1001, ttl=10)
    assert held.left == 60


def test_what_is_asked_for_stays_within_the_longest_life(clock: list[float]) -> None:
    held = lease(60, 60, first_tried=1000, tried=1000, maximum=100)
    clock[0] = 1050
    assert held.room == 48 and not held.is_final
    held.extended(tried=1050, ttl=48)
    assert held.is_final


@pytest.mark.parametrize("text", ["2026-11-23T21:34:26Z", "2026-11-23T21:34:26.9Z", "2026-11-23T21:34:26.1234567Z"])
def test_instants_of_any_precision_are_read(text: str) -> None:
    assert parse_instant(text).isoformat().startswith("2026-11-23T21:34:26")
