"""A proxy that loses what it is told to lose."""

from __future__ import annotations

import socket
import socketserver
import threading
from dataclasses import dataclass
from typing import Callable, Optional

LOSE_ANSWER = b""


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    key: Optional[str]
    body: bytes


Rule = Callable[[Request], Optional[bytes]]


class Proxy:
    """Hands requests on to a server.

    ``rule`` may answer for it: None, the server's answer is handed on; LOSE_ANSWER, the server has done what was asked
    for and the connection breaks; anything else is sent in the server's place, which hears nothing.
    """

    def __init__(self, server_url: str, rule: Optional[Rule] = None) -> None:
        self.requests: list[Request] = []
        self.rule = rule
        host, _, port = server_url.rpartition("/")[2].partition(":")
        proxy = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                proxy._serve(self.request, (host, int(port)))

        class TcpServer(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                """Connections break; that is what it is for."""

        self._tcp = TcpServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._tcp.server_address[1]}"
        self._thread = threading.Thread(target=self._tcp.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Proxy:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._tcp.shutdown()
        self._tcp.server_close()
        self._thread.join()

    def of(self, method: str, path_end: str) -> list[Request]:
        """The requests of that kind that have come."""
        return [r for r in self.requests if r.method == method and r.path.partition("?")[0].endswith(path_end)]

    def _serve(self, client: socket.socket, target: tuple[str, int]) -> None:
        raw = _read_request(client)
        request = _parse(raw)
        self.requests.append(request)
        instead = self.rule(request) if self.rule else None
        if instead:
            client.sendall(instead)
            return
        with socket.create_connection(target) as server:
            server.sendall(raw)
            while piece := server.recv(65536):
                if instead is None:
                    client.sendall(piece)


def first(method: str, path_end: str, answer: bytes = LOSE_ANSWER, times: int = 1) -> Rule:
    """The rule for the first few requests of a kind."""
    left = [times]

    def rule(request: Request) -> Optional[bytes]:
        if left[0] == 0 or request.method != method or not request.path.partition("?")[0].endswith(path_end):
            return None
        left[0] -= 1
        return answer

    return rule


def problem(status: int, code: str, retry_after: Optional[int] = None) -> bytes:
    """A problem document as an answer."""
    body = f'{{"status": {status}, "code": "{code}", "detail": "made up"}}'
    more = "" if retry_after is None else f"Retry-After: {retry_after}\r\n"
    return (
        f"HTTP/1.1 {status} X\r\nContent-Type: application/problem+json\r\nContent-Length: {len(body)}\r\n{more}"
        f"Connection: close\r\n\r\n{body}"
    ).encode()


def _read_request(client: socket.socket) -> bytes:
    raw = b""
    while b"\r\n\r\n" not in raw:
        raw += _more(client)
    head, _, body = raw.partition(b"\r\n\r\n")
    length = int(_header(head, b"content-length") or 0)
    while len(body) < length:
        piece = _more(client)
        raw += piece
        body += piece
    return raw


def _more(client: socket.socket) -> bytes:
    piece = client.recv(65536)
    if not piece:
        raise ConnectionError("the client has gone")
    return piece


def _parse(raw: bytes) -> Request:
    head, _, body = raw.partition(b"\r\n\r\n")
    method, path, _ = head.partition(b"\r\n")[0].decode().split(" ")
    key = _header(head, b"idempotency-key")
    return Request(method, path, key.decode() if key else None, body)


def _header(head: bytes, name: bytes) -> Optional[bytes]:
    for line in head.split(b"\r\n")[1:]:
        found, _, value = line.partition(b":")
        if found.lower() == name:
            return value.strip()
    return None
