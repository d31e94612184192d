#!/usr/bin/env python3
"""Prints Rent-A-Bot's events as they happen, one JSON object a line.

    python3 subscribe.py --url amqp://user:password@host:5672/ [--events LockAcquired,LockReleased] [--count 10]

Binds a queue of its own to the events' exchanges. With --queue the queue is durable and keeps what happens while
nobody listens. Needs pika (Debian: python3-pika).
"""
import argparse
import json
import os
import sys

import pika

EVENTS = [
    "LockAcquired", "LockReleased", "LockExtended", "LockExpiring", "LockExpired",
    "ResourceRegistered", "ResourceUpdated", "ResourceRemoved", "ResourceMarkedUnavailable", "ResourceMarkedAvailable",
    "ReservationQueued", "ReservationFulfilled", "ReservationClaimed", "ReservationCancelled", "ReservationExpired",
    "ReservationReleased",
]


def main() -> int:
    parser = argparse.ArgumentParser(description="Prints events as they happen.")
    parser.add_argument("--url", default=os.environ.get("RENTABOT_BUS_URL", "amqp://guest:guest@127.0.0.1:5672/"))
    parser.add_argument("--events", default=",".join(EVENTS), help="comma-separated")
    parser.add_argument("--queue", help="name of a durable queue; without it one that is gone with this program")
    parser.add_argument("--count", type=int, help="stop after so many events")
    options = parser.parse_args()

    channel = pika.BlockingConnection(pika.URLParameters(options.url)).channel()
    if options.queue:
        queue = channel.queue_declare(options.queue, durable=True, arguments={"x-queue-type": "quorum"}).method.queue
    else:
        queue = channel.queue_declare("", exclusive=True, auto_delete=True).method.queue
    for event in options.events.split(","):
        # The same declaration as the publisher's, so that either may come first.
        exchange = f"RentABot.Contracts:{event}"
        channel.exchange_declare(exchange, exchange_type="fanout", durable=True)
        channel.queue_bind(queue, exchange)
    print(f"listening on {queue}", file=sys.stderr, flush=True)

    seen = 0
    for method, properties, body in channel.consume(queue):
        # MT-MessageType names the event and what it derives from, the event first: urn:message:RentABot.Contracts:LockAcquired
        name = properties.headers["MT-MessageType"].split(";")[0].rsplit(":", 1)[-1]
        print(json.dumps({"event": name, **json.loads(body)}), flush=True)
        channel.basic_ack(method.delivery_tag)
        seen += 1
        if options.count and seen >= options.count:
            break
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
