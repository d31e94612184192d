"""One request and its answer."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from email.message import Message
from typing import IO, Any, Mapping, Optional

from . import _clock
from ._secrets import Secret, SecretBytes
from ._version import __version__
from .errors import RentABotError, SettingError, of_problem

BASE_PATH = "/api/v1"

# More than any answer has; whoever sends more is not Rent-A-Bot.
_MAX_ANSWER = 64 * 1024 * 1024

# The server, or a proxy before it, does not say whether the call was carried out.
_UNANSWERED_STATUSES = frozenset({429, 502, 503, 504})


class Unanswered(Exception):
    """Whether the call was carried out is unknown; it may be repeated with the same idempotency key."""

    def __init__(self, reason: str, retry_after: float = 0) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


@dataclass(frozen=True)
class Answer:
    """What came, and the instants of this package's clock before the call's first attempt and before this one."""

    data: Any = field(repr=False)
    first_tried: float
    tried: float


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would take the key to wherever it points."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> None:
        return None


class Transport:
    """Knows where the server is and who asks."""

    def __init__(
        self,
        url: str,
        api_key: Optional[str] = None,
        bearer_token: Optional[str] = None,
        ssl_context: Optional[ssl.SSLContext] = None,
    ) -> None:
        self.url = _checked_url(url)
        self._credentials = {}
        if api_key:
            self._credentials["X-API-Key"] = _checked_secret(api_key, "the API key")
        if bearer_token:
            self._credentials["Authorization"] = Secret("Bearer " + _checked_secret(bearer_token, "the bearer token"))
        handlers: list[Any] = [_NoRedirect]
        if self.url.startswith("https:"):
            handlers.append(urllib.request.HTTPSHandler(context=ssl_context or ssl.create_default_context()))
        self._opener = urllib.request.build_opener(*handlers)

    def open(
        self, method: str, path: str, headers: Mapping[str, str], body: Optional[bytes], timeout: float
    ) -> http.client.HTTPResponse:
        """Sends a request; what is not a success is raised as Unanswered or as an ApiError."""
        request = urllib.request.Request(f"{self.url}{BASE_PATH}{path}", method=method, data=body)
        for name, value in {"User-Agent": f"rentabot-python/{__version__}", **headers, **self._credentials}.items():
            request.add_unredirected_header(name, value)
        try:
            response: http.client.HTTPResponse = self._opener.open(request, timeout=timeout)
            return response
        except urllib.error.HTTPError as error:
            with error:
                failure = self._refused(error)
        except (OSError, http.client.HTTPException) as error:
            failure = _broken(error)
        # Not from within: frames of the library hold what was sent, and some tracebacks show what frames hold.
        raise failure

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: Optional[bytes], timeout: float) -> Answer:
        """Sends a request and reads the whole answer."""
        tried = _clock.now()
        with self.open(method, path, headers, body, timeout) as response:
            try:
                content = SecretBytes(response.read(_MAX_ANSWER))
            except (OSError, http.client.HTTPException) as error:
                failure = _broken(error)
            else:
                return Answer(self._decoded(response, content), tried, tried)
        raise failure

    def _decoded(self, response: http.client.HTTPResponse, content: bytes) -> Any:
        if response.status == 204:
            return None
        kind = response.headers.get_content_type()
        try:
            if kind == "application/json":
                return json.loads(content, object_hook=_hide_tokens)
            if kind == "application/yaml":
                return content.decode()
        except ValueError:
            pass
        raise RentABotError(f"what answers at {self.url} is not Rent-A-Bot; check RENTABOT_URL")

    def _refused(self, error: urllib.error.HTTPError) -> Exception:
        problem = _problem_in(error)
        if error.code in _UNANSWERED_STATUSES:
            detail = problem.get("detail") or error.reason
            return Unanswered(f"{error.code}: {detail}", _retry_after(error.headers))
        if problem.get("code") == "request_in_progress":
            return Unanswered("the call before still runs", _retry_after(error.headers))
        if 300 <= error.code < 400:
            target = error.headers.get("Location", "elsewhere")
            return RentABotError(
                f"{self.url} redirects to {target}; set RENTABOT_URL to the address that serves the API"
            )
        return of_problem(error.code, problem)


def _hide_tokens(data: dict[str, Any]) -> dict[str, Any]:
    if "lock_token" in data:
        data["lock_token"] = Secret(data["lock_token"])
    return data


def _problem_in(error: urllib.error.HTTPError) -> Mapping[str, Any]:
    try:
        problem = json.loads(error.read(_MAX_ANSWER))
    except (OSError, http.client.HTTPException, ValueError):
        return {}
    return problem if isinstance(problem, dict) else {}


def _retry_after(headers: Message) -> float:
    text = headers.get("Retry-After", "")
    return float(text) if text.isascii() and text.isdigit() else 0


def _broken(error: Exception) -> Exception:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return RentABotError(
            f"the server's certificate is not trusted ({reason.verify_message}); name its authority by SSL_CERT_FILE"
        )
    if isinstance(reason, (socket.timeout, TimeoutError)):
        return Unanswered("no answer in time")
    return Unanswered(str(reason) or type(reason).__name__)


def _checked_url(url: str) -> str:
    try:
        parts = urllib.parse.urlsplit(url.strip())
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        raise SettingError("RENTABOT_URL is not an address; give one such as http://127.0.0.1:8000") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise SettingError(f"{url!r} is not an address of a server; give one such as http://127.0.0.1:8000")
    if parts.username is not None or parts.password is not None:
        raise SettingError("the address has a user or a password in it; give a key by RENTABOT_API_KEY instead")
    return parts.geturl().rstrip("/")


def _checked_secret(text: str, what: str) -> Secret:
    if not all(" " < character <= "~" for character in text):
        raise SettingError(f"{what} has white space or other characters in it that no key has")
    return Secret(text)
