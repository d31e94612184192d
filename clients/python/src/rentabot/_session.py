"""Calls that are repeated until their answer is known."""

from __future__ import annotations

import json
import logging
import random
import time
import urllib.parse
import uuid
from dataclasses import replace
from typing import Any, Mapping, Optional

from . import _clock
from ._http import Answer, Transport, Unanswered
from ._secrets import SecretBytes
from .errors import NoAnswer

logger = logging.getLogger("rentabot")

# Seconds in which a call that does not wait is answered, or will not be.
TIMEOUT = 15.0

_FIRST_DELAY = 0.2
_LONGEST_DELAY = 10.0


class Session:
    """Sends calls; ``patience`` is how long one is repeated while its answer is unknown, in seconds."""

    def __init__(self, transport: Transport, patience: float) -> None:
        self.transport = transport
        self.patience = patience

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Optional[Mapping[str, Any]] = None,
        body: Optional[Mapping[str, Any]] = None,
        text: Optional[str] = None,
        headers: Optional[Mapping[str, str]] = None,
        key: Optional[str] = None,
        wait: float = 0,
        patience: Optional[float] = None,
    ) -> Answer:
        """Repeats the call with the same idempotency key until it is answered, or for ``patience`` seconds."""
        began = _clock.now()
        deadline = began + (self.patience if patience is None else patience)
        all_headers = _headers(method, body, text, headers, key)
        content = _content(body, text)
        address = path + _query(query)
        tries = 0
        while True:
            try:
                answer = self.transport.ask(method, address, all_headers, content, TIMEOUT + wait)
                return replace(answer, first_tried=began)
            except Unanswered as unanswered:
                delay = pause(tries, unanswered.retry_after)
                reason = str(unanswered)
            if _clock.now() + delay >= deadline:
                raise NoAnswer(
                    f"{self.transport.url} has given no answer for {_clock.now() - began:.0f} s ({reason}); "
                    "check RENTABOT_URL and whether the server runs"
                )
            if tries == 0:
                logger.warning("%s gives no answer (%s); trying again", self.transport.url, reason)
            tries += 1
            time.sleep(delay)

    def attempt(self, method: str, path: str, body: Mapping[str, Any], timeout: float) -> Answer:
        """A single attempt; raises Unanswered."""
        return self.transport.ask(method, path, _headers(method, body, None, None, None), _content(body, None), timeout)


def new_key() -> str:
    """An idempotency key that nobody else has."""
    return uuid.uuid4().hex


def pause(tries: int, at_least: float = 0) -> float:
    """Seconds until the next attempt: longer each time, and never the same for two clients."""
    longest: float = min(_LONGEST_DELAY, _FIRST_DELAY * 2 ** min(tries, 10))
    return at_least + random.uniform(longest / 2, longest)


def _headers(
    method: str,
    body: Optional[Mapping[str, Any]],
    text: Optional[str],
    headers: Optional[Mapping[str, str]],
    key: Optional[str],
) -> Mapping[str, str]:
    all_headers = {"Accept": "application/json", **(headers or {})}
    if method != "GET":
        all_headers["Idempotency-Key"] = key or new_key()
    if body is not None:
        all_headers["Content-Type"] = "application/merge-patch+json" if method == "PATCH" else "application/json"
    if text is not None:
        all_headers["Content-Type"] = "application/yaml"
    return all_headers


def _content(body: Optional[Mapping[str, Any]], text: Optional[str]) -> Optional[bytes]:
    if text is not None:
        return text.encode()
    return None if body is None else SecretBytes(json.dumps(body).encode())


def _query(query: Optional[Mapping[str, Any]]) -> str:
    given = {name: _word(value) for name, value in (query or {}).items() if value is not None}
    return "?" + urllib.parse.urlencode(given) if given else ""


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ",".join(str(item) for item in value)
    return str(value)
