"""pytest: @pytest.mark.rentabot(tags="arm64") gives a test its bots, and frees them after it."""

from __future__ import annotations

import inspect
import signal
from typing import Any, Callable, Iterator, Mapping, NamedTuple, NoReturn, Optional

import pytest

from ._signals import INTERRUPTIONS
from .client import Client
from .errors import LockLost, NeverSatisfiable, NoAnswer, RentABotError, WaitTimedOut
from .locking import Bots, Locking

_MARKER = "rentabot"

_ARGUMENTS = [name for name in inspect.signature(Client.lock).parameters if name not in ("self", "on_lost")]


class _Option(NamedTuple):
    """--rentabot-NAME, and rentabot_NAME in the ini file."""

    help: str
    default: Optional[str]
    convert: Callable[[str], Any]
    wanted: str = ""


def _fail_or_skip(text: str) -> str:
    if text not in ("fail", "skip"):
        raise ValueError(text)
    return text


_OPTIONS = {
    "url": _Option("address of the Rent-A-Bot server (otherwise RENTABOT_URL)", None, str),
    "wait": _Option("seconds to stand in the queue, unless a marker says otherwise", "600", float, "a number"),
    "tags": _Option("tags of the fixture session_bots, comma-separated", None, str),
    "quantity": _Option("how many bots the fixture session_bots has", "1", int, "a whole number"),
    "unavailable": _Option(
        "what becomes of a test whose bots cannot be had: fail or skip", "fail", _fail_or_skip, "fail or skip"
    ),
}

# Those for which it is the lab, not the test, that is to blame.
_UNAVAILABLE = (NoAnswer, NeverSatisfiable, WaitTimedOut)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("rentabot", "bots from Rent-A-Bot")
    for name, option in _OPTIONS.items():
        text = f"{option.help}; {option.default} by default" if option.default else option.help
        group.addoption(f"--rentabot-{name}", dest=f"rentabot_{name}", help=text)
        parser.addini(f"rentabot_{name}", text, default=option.default)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", f"{_MARKER}({', '.join(f'{name}=…' for name in _ARGUMENTS)}): the bots that a test needs"
    )
    for name in _OPTIONS:
        _option(config, name)
    # A SystemExit would be the failure of one test, and the next one would begin.
    INTERRUPTIONS.raises = lambda number: KeyboardInterrupt(signal.Signals(number).name)


def pytest_itemcollected(item: pytest.Item) -> None:
    """The marker alone is enough; the fixture is for tests that want to know which bots they have."""
    names = getattr(item, "fixturenames", None)
    if names is not None and item.get_closest_marker(_MARKER) is not None and "bots" not in names:
        names.insert(0, "bots")


@pytest.fixture(scope="session")
def rentabot_client(pytestconfig: pytest.Config) -> Iterator[Client]:
    """The client of --rentabot-url or RENTABOT_URL; the key is RENTABOT_API_KEY."""
    try:
        client = Client(_option(pytestconfig, "url"))
    except RentABotError as error:
        pytest.fail(f"rentabot: {error}", pytrace=False)
    with client:
        yield client


@pytest.fixture
def bots(request: pytest.FixtureRequest, rentabot_client: Client) -> Iterator[Bots]:
    """The bots that the test's marker asks for, for as long as the test runs."""
    marker = request.node.get_closest_marker(_MARKER)
    if marker is None:
        pytest.fail(
            'rentabot: the fixture bots needs a marker, such as @pytest.mark.rentabot(tags="arm64")', pytrace=False
        )
    yield from _held(request, rentabot_client, _checked(marker))


@pytest.fixture(scope="session")
def session_bots(request: pytest.FixtureRequest, rentabot_client: Client) -> Iterator[Bots]:
    """The bots that --rentabot-tags or rentabot_tags asks for, the same for all tests of the session."""
    tags = _option(request.config, "tags")
    if not tags:
        pytest.fail(
            "rentabot: the fixture session_bots needs --rentabot-tags, or rentabot_tags in the ini file", pytrace=False
        )
    yield from _held(request, rentabot_client, {"tags": tags, "quantity": _option(request.config, "quantity")})


def _held(request: pytest.FixtureRequest, client: Client, asked: Mapping[str, Any]) -> Iterator[Bots]:
    # The server takes names of up to 200 characters; the end of a test's says most.
    name = f"pytest {request.node.nodeid}"[-200:]
    try:
        locking = client.lock(**{"wait": _option(request.config, "wait"), "client_id": name, **asked})
        bots = locking.__enter__()
    except RentABotError as error:
        refused = error
    else:
        yield bots
        lost = _freed(locking)
        if lost is not None:
            pytest.fail(f"rentabot: {lost}", pytrace=False)
        return
    _give_up(request.config, refused, asked)


def _freed(locking: Locking) -> Optional[LockLost]:
    try:
        locking.__exit__(None, None, None)
    except LockLost as lost:
        return lost
    return None


def _give_up(config: pytest.Config, error: RentABotError, asked: Mapping[str, Any]) -> NoReturn:
    wanted = ", ".join(f"{name}={value!r}" for name, value in asked.items())
    message = f"rentabot: no bots for {wanted}: {error}"
    if isinstance(error, _UNAVAILABLE) and _option(config, "unavailable") == "skip":
        pytest.skip(message)
    pytest.fail(message, pytrace=False)


def _checked(marker: pytest.Mark) -> Mapping[str, Any]:
    unknown = sorted(set(marker.kwargs) - set(_ARGUMENTS))
    if marker.args or unknown:
        wrong = f"does not know {', '.join(unknown)}" if unknown else "takes its arguments by name"
        pytest.fail(f"rentabot: the marker {wrong}; it takes {', '.join(_ARGUMENTS)}", pytrace=False)
    return marker.kwargs


def _option(config: pytest.Config, name: str) -> Any:
    """From the command line, else from the ini file, else the default."""
    given = config.getoption(f"rentabot_{name}")
    text = given if given is not None else config.getini(f"rentabot_{name}")
    if not text:
        return None
    option = _OPTIONS[name]
    try:
        return option.convert(text)
    except ValueError:
        where = f"--rentabot-{name} (rentabot_{name} in the ini file)"
        raise pytest.UsageError(f"{where} must be {option.wanted}, not {text}") from None
