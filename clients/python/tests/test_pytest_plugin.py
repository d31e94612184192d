"""The plugin, in runs of pytest of its own."""

from __future__ import annotations

import signal
from typing import Callable

import pytest

from conftest import locked
from rentabot import Client
from server import Server

Run = Callable[..., pytest.RunResult]


@pytest.fixture
def run(pytester: pytest.Pytester, server: Server, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs pytest on a file; it finds the plugin by the package's entry point."""
    monkeypatch.setenv("RENTABOT_URL", server.url)
    monkeypatch.setenv("RENTABOT_API_KEY", Server.ADMIN_KEY)

    def run(source: str, *options: str) -> pytest.RunResult:
        pytester.makepyfile(source)
        return pytester.runpytest_subprocess("-p", "no:cacheprovider", *options)

    return run


def test_a_marked_test_has_its_bots_while_it_runs(run: Run, client: Client, pool: str) -> None:
    result = run(
        f"""
        import pytest, rentabot

        @pytest.mark.rentabot(tags={pool!r}, quantity=2, ttl=60)
        def test_two(bots, rentabot_client):
            locked = list(rentabot_client.resources(tags={pool!r}, locked=True))
            assert sorted(r.name for r in locked) == sorted(bots.names)
            assert "test_two" in locked[0].lock_client_id

        def test_after(rentabot_client):
            assert not list(rentabot_client.resources(tags={pool!r}, locked=True))
    """
    )
    result.assert_outcomes(passed=2)


def test_the_marker_alone_is_enough(run: Run, client: Client, pool: str) -> None:
    result = run(
        f"""
        import pytest

        pytestmark = pytest.mark.rentabot(tags={pool!r})

        class TestAll:
            def test_one(self, rentabot_client):
                assert len(list(rentabot_client.resources(tags={pool!r}, locked=True))) == 1
    """
    )
    result.assert_outcomes(passed=1)


def test_a_failing_test_frees_its_bots(run: Run, client: Client, pool: str) -> None:
    result = run(
        f"""
        import pytest

        @pytest.mark.rentabot(tags={pool!r})
        def test_fails(bots):
            assert not bots
    """
    )
    result.assert_outcomes(failed=1)
    assert locked(client, pool) == []


def test_the_bots_of_a_session_are_the_same_for_all_its_tests(run: Run, client: Client, pool: str) -> None:
    result = run(
        """
        seen = []

        def test_one(session_bots):
            seen.append(session_bots)
            assert len(session_bots) == 2

        def test_two(session_bots):
            assert session_bots is seen[0]
            session_bots.check()
    """,
        "--rentabot-tags",
        pool,
        "--rentabot-quantity",
        "2",
    )
    result.assert_outcomes(passed=2)
    assert locked(client, pool) == []


def test_settings_come_from_the_ini_file_and_the_command_line_goes_first(
    run: Run, pytester: pytest.Pytester, server: Server, pool: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RENTABOT_URL")
    pytester.makeini(f"[pytest]\nrentabot_url = {server.url}\nrentabot_tags = {pool}\nrentabot_quantity = 7\n")
    run("def test_it(session_bots): assert len(session_bots) == 2", "--rentabot-quantity=2").assert_outcomes(passed=1)


def test_bots_that_cannot_be_had_fail_the_test_or_skip_it_as_is_said(run: Run, client: Client, pool: str) -> None:
    source = f"""
        import pytest

        @pytest.mark.rentabot(tags={pool!r}, quantity=3, wait=0)
        def test_it(bots):
            raise AssertionError("has none")
    """
    with client.lock(tags=pool):
        result = run(source)
        result.assert_outcomes(errors=1)
        result.stdout.no_fnmatch_line("*another exception*")
        result.stdout.fnmatch_lines(["*rentabot: no bots for tags='pool*quantity=3*3 match: 1 locked, 2 held*"])
        result = run(source, "--rentabot-unavailable=skip", "-rs")
        result.assert_outcomes(skipped=1)
        result.stdout.fnmatch_lines(["SKIPPED*no bots for*"])


def test_a_server_that_refuses_is_no_reason_to_skip(run: Run, pool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENTABOT_API_KEY", "a-key-that-nobody-knows")
    result = run(
        f"""
        import pytest

        @pytest.mark.rentabot(tags={pool!r})
        def test_it(bots): pass
    """,
        "--rentabot-unavailable=skip",
    )
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*not_authenticated*"])


def test_a_lock_that_is_lost_during_a_test_is_an_error(run: Run, pool: str) -> None:
    result = run(
        f"""
        import pytest

        @pytest.mark.rentabot(tags={pool!r})
        def test_it(bots, rentabot_client):
            rentabot_client.force_unlock(bots[0].id, "needed elsewhere")
    """
    )
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*rentabot: lost the lock on pool*"])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_cancelled_frees_its_bots_and_ends(
    run: Run, pytester: pytest.Pytester, client: Client, pool: str, number: int
) -> None:
    source = f"""
        import os, pytest, time

        @pytest.mark.rentabot(tags={pool!r})
        def test_one(bots):
            os.kill(os.getpid(), {int(number)})
            time.sleep(60)

        def test_two():
            raise AssertionError("nobody wants to know any more")
    """
    result = run(source)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.no_fnmatch_line("*nobody wants*")
    assert locked(client, pool) == []


@pytest.mark.parametrize(
    "marker, message",
    [
        ("rentabot('arm64')", "the marker takes its arguments by name; it takes tags, *"),
        ("rentabot(tag='arm64')", "the marker does not know tag; it takes tags, *"),
        ("skipif(False, reason='')", "the fixture bots needs a marker, such as @pytest.mark.rentabot*"),
    ],
)
def test_a_marker_that_is_wrong_is_told(run: Run, marker: str, message: str) -> None:
    result = run(
        f"""
        import pytest

        @pytest.mark.{marker}
        def test_it(bots): pass
    """
    )
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"*rentabot: {message}"])


@pytest.mark.parametrize(
    "option, message",
    [
        ("--rentabot-wait=long", "*--rentabot-wait (rentabot_wait in the ini file) must be a number, not long*"),
        ("--rentabot-unavailable=maybe", "*must be fail or skip, not maybe*"),
    ],
)
def test_an_option_that_is_wrong_is_told_before_any_test(run: Run, option: str, message: str) -> None:
    result = run("def test_it(): pass", option)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([message])


def test_the_session_fixture_says_what_it_needs(run: Run) -> None:
    result = run("def test_it(session_bots): pass")
    result.stdout.fnmatch_lines(["*session_bots needs --rentabot-tags, or rentabot_tags in the ini file*"])


def test_the_marker_is_known(run: Run) -> None:
    result = run("def test_it(): pass", "--markers", "--strict-markers")
    result.stdout.fnmatch_lines(["@pytest.mark.rentabot(tags=…, expression=…, *"])
