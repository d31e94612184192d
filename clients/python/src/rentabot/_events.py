"""The stream of server-sent events."""

from __future__ import annotations

import http.client
import json
import logging
import time
import urllib.parse
from typing import Any, Iterator, Mapping, Optional

from ._http import Transport, Unanswered
from ._session import pause
from .models import Event

logger = logging.getLogger("rentabot")

# Heartbeats come four times as often.
_SILENCE = 60.0


def follow(transport: Transport, query: Mapping[str, Any], after: Optional[int]) -> Iterator[Event]:
    """Events for ever: comes back after the last one that it has whenever the stream ends."""
    given = {name: str(value) for name, value in query.items() if value is not None}
    path = "/events" + ("?" + urllib.parse.urlencode(given) if given else "")
    last = None if after is None else str(after)
    tries = 0
    while True:
        headers = {"Accept": "text/event-stream", **({} if last is None else {"Last-Event-ID": last})}
        retry_after = 0.0
        try:
            with transport.open("GET", path, headers, None, _SILENCE) as stream:
                for kind, identity, data in _frames(stream):
                    tries = 0
                    last = identity
                    if kind != "heartbeat":
                        yield Event(kind, int(identity), json.loads(data))
        except (OSError, http.client.HTTPException) as error:
            logger.info("the stream of events broke (%s); coming back", error)
        except Unanswered as unanswered:
            logger.info("the stream of events cannot be had yet (%s); coming back", unanswered)
            retry_after = unanswered.retry_after
        time.sleep(pause(tries, retry_after))
        tries += 1


def _frames(stream: http.client.HTTPResponse) -> Iterator[tuple[str, str, str]]:
    """(event, id, data) of each whole frame: one that was cut off comes again."""
    fields: dict[str, str] = {}
    for line in stream:
        text = line.decode().rstrip("\r\n")
        if text:
            name, _, value = text.partition(":")
            fields[name] = value[1:] if value.startswith(" ") else value
        elif fields:
            if {"event", "id", "data"} <= fields.keys():
                yield fields["event"], fields["id"], fields["data"]
            fields = {}
