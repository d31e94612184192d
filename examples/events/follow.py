#!/usr/bin/env python3
"""Prints how a reservation stands, and each change of that, one JSON object a line, until it has ended.

    python3 follow.py --url http://127.0.0.1:8000 RESERVATION_ID

Listens on a WebSocket of the gateway. An API key is taken from RENTABOT_API_KEY. Needs nothing but Python: the few lines
of a WebSocket's protocol (RFC 6455) that a client needs who only listens are here; with a library it is one loop.
"""
import argparse
import base64
import http.client
import os
import ssl
import struct
import sys
import urllib.parse

SILENCE = 60  # seconds; pings come four times as often
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


def main() -> int:
    parser = argparse.ArgumentParser(description="Prints how a reservation stands.")
    parser.add_argument("--url", default=os.environ.get("RENTABOT_URL", "http://127.0.0.1:8000"))
    parser.add_argument("reservation")
    options = parser.parse_args()

    socket = connect(urllib.parse.urlsplit(options.url), f"/ws/reservations/{options.reservation}")
    print("listening", file=sys.stderr, flush=True)
    with socket.makefile("rb") as stream:
        while True:
            kind, payload = receive(stream)
            if kind == TEXT:
                print(payload.decode(), flush=True)
            elif kind == PING:
                send(socket, PONG, payload)
            elif kind == CLOSE:
                send(socket, CLOSE, payload[:2])
                code = struct.unpack("!H", payload[:2])[0] if payload else 1005
                print(f"closed: {code} {payload[2:].decode()}", file=sys.stderr)
                return 0 if code == 1000 else 1


def connect(url: urllib.parse.SplitResult, path: str):
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
    }
    if key := os.environ.get("RENTABOT_API_KEY"):
        headers["X-API-Key"] = key
    secure = url.scheme == "https"
    connection = (http.client.HTTPSConnection(url.netloc, timeout=SILENCE, context=ssl.create_default_context()) if secure
                  else http.client.HTTPConnection(url.netloc, timeout=SILENCE))
    connection.request("GET", path, headers=headers)
    # Not by the connection's own reader, which might read ahead into what comes after the headers.
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = connection.sock.recv(1)
        if not byte:
            break
        head += byte
    if b" 101 " not in head.split(b"\r\n")[0]:
        sys.exit(f"the gateway answered {head.decode().splitlines()[0]}")
    return connection.sock


def receive(stream) -> tuple[int, bytes]:
    """One frame; the gateway sends each message in one."""
    first, second = stream.read(2)
    length = second & 0x7F
    if length == 126:
        length = struct.unpack("!H", stream.read(2))[0]
    elif length == 127:
        length = struct.unpack("!Q", stream.read(8))[0]
    return first & 0x0F, stream.read(length)


def send(socket, kind: int, payload: bytes) -> None:
    """What a client sends is masked; a mask of zeros leaves it as it is."""
    socket.sendall(bytes([0x80 | kind, 0x80 | len(payload), 0, 0, 0, 0]) + payload)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
