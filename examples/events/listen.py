#!/usr/bin/env python3
"""Prints Rent-A-Bot's events as they happen, one JSON object a line, from a gateway's stream of server-sent events.

    python3 listen.py --url http://127.0.0.1:8000 [--types LockAcquired,LockReleased] [--tags arm] [--after 4711] [--count 10]

Comes back by itself when the stream ends, after the last event that it has, so that it misses nothing. An API key is
taken from RENTABOT_API_KEY. Needs nothing but Python.
"""
import argparse
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

SILENCE = 60  # seconds; heartbeats come four times as often


def main() -> int:
    parser = argparse.ArgumentParser(description="Prints events as they happen.")
    parser.add_argument("--url", default=os.environ.get("RENTABOT_URL", "http://127.0.0.1:8000"))
    parser.add_argument("--types", help="events by their names, comma-separated")
    parser.add_argument("--resource-id")
    parser.add_argument("--reservation-id")
    parser.add_argument("--tags", help="comma-separated: all of these")
    parser.add_argument("--after", help="the sequence of the last event that you have")
    parser.add_argument("--count", type=int, help="stop after so many events")
    options = parser.parse_args()

    names = ("types", "resource_id", "reservation_id", "tags")
    query = urllib.parse.urlencode({name: getattr(options, name) for name in names if getattr(options, name)})
    last, seen = options.after, 0
    while True:
        try:
            for kind, identity, data in events(f"{options.url}/api/v1/events?{query}", last):
                last = identity
                if kind == "heartbeat":
                    continue
                if kind == "gap":
                    print(f"events {data['from']} to {data['to']} are not kept any more", file=sys.stderr, flush=True)
                    continue
                print(json.dumps({"event": kind, **data}), flush=True)
                seen += 1
                if options.count and seen >= options.count:
                    return 0
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503):
                print(error.read().decode(), file=sys.stderr)
                return 1
        except OSError as error:
            print(f"the stream ended: {error}", file=sys.stderr, flush=True)
        time.sleep(2)


def events(url: str, last: str | None):
    """Yields (type, id, data) of each event of the stream."""
    headers = {"Accept": "text/event-stream"}
    if last is not None:
        headers["Last-Event-ID"] = last
    if key := os.environ.get("RENTABOT_API_KEY"):
        headers["X-API-Key"] = key
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=SILENCE) as stream:
        print("listening", file=sys.stderr, flush=True)
        fields = {}
        for line in stream:
            line = line.decode().rstrip("\n")
            if line:
                name, _, value = line.partition(": ")
                fields[name] = value
            elif "data" in fields:
                yield fields["event"], fields["id"], json.loads(fields["data"])
                fields = {}


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
