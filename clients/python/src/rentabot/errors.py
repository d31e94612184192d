"""What can go wrong. Everything here is a RentABotError; what the server refused is an ApiError with its code."""

from __future__ import annotations

from typing import Any, Mapping, Sequence


class RentABotError(Exception):
    """Something about Rent-A-Bot went wrong."""


class SettingError(RentABotError, ValueError):
    """The address, the key or an argument is not one that can be used."""


class NoAnswer(RentABotError):
    """The server did not answer for as long as the client was to try: whether the call was carried out is unknown."""


class WaitTimedOut(RentABotError):
    """Nothing was granted within the time to wait. Nothing is held, and the place in the queue is given up."""


class LockLost(RentABotError):
    """Locks have ended before they were freed: expired, since no extension came through, or taken away.

    ``names`` are the resources whose locks are gone; somebody else may be using them.
    """

    def __init__(self, names: Sequence[str], reason: str) -> None:
        super().__init__(f"lost the lock on {', '.join(names)}: {reason}; somebody else may be using it now")
        self.names = tuple(names)
        self.reason = reason


class ApiError(RentABotError):
    """The server refused a call.

    ``code`` is a stable word, ``errors`` says which fields are wrong, ``figures`` has the numbers of the refusal, such
    as how many resources match and how many of them are free.
    """

    def __init__(self, status: int, code: str, detail: str, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.code = code
        self.detail = detail
        self.errors: Mapping[str, Sequence[str]] = problem.get("errors") or {}
        self.figures: Mapping[str, int] = {
            name: value
            for name, value in problem.items()
            if name != "status" and isinstance(value, int) and not isinstance(value, bool)
        }
        wrong = "; ".join(f"{field} {', '.join(messages)}" for field, messages in self.errors.items())
        super().__init__(f"{detail} ({code})" if not wrong else f"{detail} ({code}): {wrong}")


class NotAuthenticated(ApiError):
    """401: set RENTABOT_API_KEY to a key that the server knows."""


class Forbidden(ApiError):
    """403: the key's role is too low, or a token is not this lock's."""


class NotFound(ApiError):
    """404: there is no such resource, reservation or set of tags."""


class Conflict(ApiError):
    """409: the present state forbids it."""


class Gone(ApiError):
    """410: it was yours, and has ended."""


class Invalid(ApiError):
    """422: the request is well-formed but not valid; see ``errors``."""


class NeverSatisfiable(Invalid):
    """422 never_satisfiable: all registered resources together could not serve this."""


_BY_CODE: Mapping[str, type[ApiError]] = {"never_satisfiable": NeverSatisfiable}

_BY_STATUS: Mapping[int, type[ApiError]] = {
    401: NotAuthenticated,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    410: Gone,
    422: Invalid,
}


def of_problem(status: int, problem: Mapping[str, Any]) -> ApiError:
    """The error that a problem document is about."""
    code = str(problem.get("code") or f"http_{status}")
    detail = str(problem.get("detail") or f"The server answered {status}.")
    kind = _BY_CODE.get(code, _BY_STATUS.get(status, ApiError))
    return kind(status, code, detail, problem)
