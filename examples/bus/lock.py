#!/usr/bin/env python3
"""Locks a resource over the bus: publishes LockResources and prints the answer.

    python3 lock.py --tags arm64,board --ttl 600
    python3 lock.py --name lab1.rpi4 --url amqp://user:password@host:5672/

Needs pika (Debian: python3-pika). Exit code 0 when locked, 1 when refused, 2 when nobody answered.
"""
import argparse
import json
import os
import sys
import uuid

import pika

EXCHANGE = "RentABot.Contracts:LockResources"


def main() -> int:
    parser = argparse.ArgumentParser(description="Locks a resource over the bus.")
    parser.add_argument("--url", default=os.environ.get("RENTABOT_BUS_URL", "amqp://guest:guest@127.0.0.1:5672/"))
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--tags", help="comma-separated, all of them")
    what.add_argument("--name", help="one resource by its name")
    parser.add_argument("--quantity", type=int, default=1)
    parser.add_argument("--ttl", type=int, help="seconds")
    parser.add_argument("--client-id", default="lock.py")
    parser.add_argument("--timeout", type=float, default=10, help="seconds to wait for the answer")
    options = parser.parse_args()

    command = {"quantity": options.quantity, "ttl": options.ttl, "clientId": options.client_id}
    if options.tags:
        command["tags"] = options.tags.split(",")
    else:
        command["name"] = options.name

    connection = pika.BlockingConnection(pika.URLParameters(options.url))
    channel = connection.channel()

    # Answers come through an exchange of our own, which is gone with this connection.
    replies = channel.queue_declare(f"lock.py-{uuid.uuid4()}", exclusive=True, auto_delete=True).method.queue
    channel.exchange_declare(replies, exchange_type="fanout", durable=False, auto_delete=True)
    channel.queue_bind(replies, replies)

    request_id = str(uuid.uuid4())
    channel.confirm_delivery()
    channel.basic_publish(
        EXCHANGE,
        "",
        json.dumps({key: value for key, value in command.items() if value is not None}),
        pika.BasicProperties(
            content_type="application/json",
            delivery_mode=2,
            # The command's mark: publish it again with the same id, and the answer is the same.
            message_id=str(uuid.uuid4()),
            user_id=pika.URLParameters(options.url).credentials.username,
            headers={
                "RequestId": request_id,
                "MT-Response-Address": f"exchange:{replies}?temporary=true",
            },
        ),
    )

    for _, properties, body in channel.consume(replies, auto_ack=True, inactivity_timeout=options.timeout):
        if properties is None:
            print("nobody answered", file=sys.stderr)
            return 2
        if properties.headers.get("RequestId") != request_id:
            continue
        answer = json.loads(body)
        print(json.dumps(answer, indent=2))
        return 0 if "locks" in answer else 1
    return 2


if __name__ == "__main__":
    sys.exit(main())
