#!/usr/bin/env python3
"""Takes deliveries of Rent-A-Bot's webhooks, verifies them, and prints one line for each.

    export WEBHOOK_SECRET=whsec_…    # from the answer that made the webhook
    python3 receiver.py 8080

It needs nothing but Python's standard library. Behind a proxy that ends TLS, it is the proxy's address that the webhook has.
"""
import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LONGEST_BODY = 1024 * 1024
OLDEST = 5 * 60  # Seconds: what is older may have been kept by somebody else.

SECRET = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
seen = {}  # Deliveries may come again: their ids tell. A service of yours keeps them in its database.


def is_genuine(headers, body):
    """Whether the body is signed with the secret, now. There may be several signatures, while a secret is exchanged."""
    ident, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > OLDEST:
        return False
    signed = f"{ident}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(expected.encode(), signature.encode()) for signature in given)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("content-length", 0))
        if length > LONGEST_BODY:
            return self.answer(413)
        body = self.rfile.read(length)
        if not is_genuine(self.headers, body):
            return self.answer(401)
        event = json.loads(body)
        if event["id"] not in seen:
            seen[event["id"]] = True
            print(event["type"], event["subject"], event["time"], flush=True)

        # Anything else than 2xx, or nothing within 10 seconds, and it comes again. So work that takes long is done later.
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8080), Receiver)
    print(f"listening on http://127.0.0.1:{server.server_port}/", file=sys.stderr, flush=True)
    server.serve_forever()
