"""Calls to a Rent-A-Bot server."""

from __future__ import absolute_import, annotations, division, print_function

__metaclass__ = type

import http.client
import json
import random
import time
import urllib.error
import urllib.parse
import uuid
from typing import Any

from ansible.module_utils.basic import AnsibleModule, env_fallback
from ansible.module_utils.urls import open_url

ARGUMENTS: dict[str, Any] = {
    "url": {"type": "str", "required": True, "fallback": (env_fallback, ["RENTABOT_URL"])},
    "api_key": {"type": "str", "no_log": True, "fallback": (env_fallback, ["RENTABOT_API_KEY"])},
    "ca_path": {"type": "path"},
    "patience": {"type": "int", "default": 120},
}

# Seconds in which a call that does not wait is answered, or will not be.
_TIMEOUT = 15

# Whether the call was carried out is unknown.
_UNANSWERED = (429, 502, 503, 504)

_LONGEST_DELAY = 10


class Refused(Exception):
    """The server says no; the code is a stable word."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        self.code = problem.get("code") or f"http_{status}"
        wrong = "; ".join(f"{field} {', '.join(messages)}" for field, messages in (problem.get("errors") or {}).items())
        detail = problem.get("detail") or f"The server answered {status}."
        super().__init__(f"{detail} ({self.code})" + (f": {wrong}" if wrong else ""))


class Unreachable(Exception):
    """The server does not answer, or is none."""


class Server:
    """One server, and who asks."""

    def __init__(self, url: str, api_key: str | None, ca_path: str | None, patience: int) -> None:
        self._url = url.rstrip("/")
        self._key = api_key
        self._ca_path = ca_path
        self._patience = patience

    def call(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        query: dict[str, Any] | None = None,
        key: str | None = None,
        wait: int = 0,
        patience: float | None = None,
    ) -> Any:
        """The answer's JSON; repeats the call with the same idempotency key while it is unknown."""
        address = f"{self._url}/api/v1{path}" + ("?" + urllib.parse.urlencode(query) if query else "")
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        if self._key:
            headers["X-API-Key"] = self._key
        if method != "GET":
            headers["Idempotency-Key"] = key or new_key()
        data = None if body is None else json.dumps(body)
        began, tries = time.monotonic(), 0
        while True:
            try:
                with open_url(
                    address,
                    data=data,
                    headers=headers,
                    method=method,
                    timeout=_TIMEOUT + wait,
                    follow_redirects="none",
                    ca_path=self._ca_path,
                    http_agent="rentabot-ansible/0.1.0",
                    use_netrc=False,
                ) as answer:
                    return self._read(answer)
            except urllib.error.HTTPError as error:
                reason, at_least = self._judge(error)
            except (OSError, http.client.HTTPException) as error:
                reason, at_least = str(getattr(error, "reason", error)), 0
            delay = at_least + random.uniform(0.5, 1) * min(_LONGEST_DELAY, 0.2 * 2**tries)
            if time.monotonic() + delay - began >= (self._patience if patience is None else patience):
                raise Unreachable(f"{self._url} gives no answer ({reason}); check the url and whether the server runs")
            tries += 1
            time.sleep(delay)

    def find(self, name: str) -> dict[str, Any] | None:
        """The resource of that name."""
        found = self.call("GET", "/resources", query={"name": name})["resources"]
        return found[0] if found else None

    def _read(self, answer: Any) -> Any:
        if answer.getcode() == 204:
            return None
        try:
            return json.loads(answer.read())
        except ValueError:
            raise Unreachable(f"what answers at {self._url} is not Rent-A-Bot; check the url") from None

    def _judge(self, error: urllib.error.HTTPError) -> tuple[str, int]:
        """Why, and for how long at least, the call has to wait for its repeat; what is a refusal is raised."""
        try:
            problem = json.loads(error.read())
        except (OSError, ValueError):
            problem = {}
        if not isinstance(problem, dict):
            problem = {}
        if error.code in _UNANSWERED or problem.get("code") == "request_in_progress":
            later = error.headers.get("Retry-After", "")
            return f"{error.code}: {problem.get('detail') or error.reason}", int(later) if later.isdigit() else 0
        if 300 <= error.code < 400:
            raise Unreachable(
                f"{self._url} redirects to {error.headers.get('Location')}; name the address that serves the API"
            )
        raise Refused(error.code, problem)


def new_key() -> str:
    """An idempotency key that nobody else has."""
    return uuid.uuid4().hex


def run(module: AnsibleModule, work: Any) -> None:
    """Ends the module with what work(module, server) has to say."""
    try:
        result = work(module, Server(**{name: module.params[name] for name in ARGUMENTS}))
    except (Refused, Unreachable) as error:
        module.fail_json(msg=str(error), code=getattr(error, "code", "no_answer"))
    module.exit_json(**result)
