"""What is said when something is wrong."""

from __future__ import annotations

import socketserver
import ssl
import subprocess
import threading
from pathlib import Path
from typing import Callable

import pytest

import rentabot
from proxy import Proxy, first, problem
from rentabot import (
    ApiError,
    Client,
    Conflict,
    Forbidden,
    Invalid,
    NoAnswer,
    NotAuthenticated,
    NotFound,
    RentABotError,
    SettingError,
)
from server import Server


@pytest.mark.parametrize("url", ["", "127.0.0.1:8000", "ftp://host", "http://", "http://host:port", "http://host/?a=b"])
def test_an_address_that_is_none_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENTABOT_URL", url or "nonsense")
    with pytest.raises(SettingError, match="http://127.0.0.1:8000"):
        Client()


def test_a_password_in_the_address_is_refused_and_not_said() -> None:
    with pytest.raises(SettingError) as error:
        Client("http://user:hush@host")
    assert "hush" not in str(error.value)


@pytest.mark.parametrize("key", ["two words hush", "hush\n", "hush\r\nX-Other: 1", "hüsh-hush"])
def test_a_key_that_is_none_is_refused_and_not_said(key: str) -> None:
    with pytest.raises(SettingError) as error:
        Client("http://host", key)
    assert "hush" not in str(error.value)


def test_each_refusal_has_a_class_and_a_code(server: Server, client: Client, pool: str) -> None:
    refusals: list[tuple[type[ApiError], str, Callable[[], object]]] = [
        (NotAuthenticated, "not_authenticated", lambda: Client(server.url, "a-key-that-nobody-knows").whoami()),
        (Forbidden, "role_too_low", lambda: Client(server.url, Server.READONLY_KEY).lock_now(tags=pool)),
        (NotFound, "resource_not_found", lambda: client.resource(f"{pool}.nothing")),
        (Conflict, "name_taken", lambda: client.create_resource(f"{pool}.board1")),
        (Invalid, "invalid", lambda: client.create_resource("a name with spaces")),
    ]
    for kind, code, call in refusals:
        with pytest.raises(kind) as error:
            call()
        assert error.value.code == code


def test_a_refusal_has_the_figures_and_the_fields(client: Client, pool: str) -> None:
    with client.lock(tags=pool, quantity=2):
        with pytest.raises(Conflict) as refused:
            client.lock_now(tags=pool, quantity=2)
    assert {name: refused.value.figures[name] for name in ("matching", "free", "locked")} == {
        "matching": 3,
        "free": 1,
        "locked": 2,
    }
    with pytest.raises(Invalid, match="priority") as invalid:
        client.reserve(tags=pool, priority=11)
    assert list(invalid.value.errors) == ["priority"]


def test_nobody_there_is_told_with_what_to_do() -> None:
    with pytest.raises(NoAnswer, match="Connection refused.*check RENTABOT_URL"):
        Client("http://127.0.0.1:1", patience=0.3).whoami()


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\nConnection: close\r\n\r\nhtml",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\nConnection: close\r\n\r\n{no}",
    ],
)
def test_somebody_else_who_answers_is_told(server: Server, answer: bytes) -> None:
    with Proxy(server.url, first("GET", "/whoami", answer)) as proxy:
        with pytest.raises(RentABotError, match="is not Rent-A-Bot; check RENTABOT_URL"):
            Client(proxy.url).whoami()


def test_an_error_page_of_a_proxy_is_an_error_with_its_status(server: Server) -> None:
    page = b"HTTP/1.1 403 No\r\nContent-Type: text/html\r\nContent-Length: 5\r\nConnection: close\r\n\r\n<html"
    with Proxy(server.url, first("GET", "/whoami", page)) as proxy:
        with pytest.raises(Forbidden) as error:
            Client(proxy.url).whoami()
    assert error.value.code == "http_403"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_with_the_key(server: Server, status: int) -> None:
    with Proxy(server.url) as elsewhere:
        head = f"HTTP/1.1 {status} X\r\nLocation: {elsewhere.url}/\r\n"
        redirect = f"{head}Content-Length: 0\r\nConnection: close\r\n\r\n".encode()
        with Proxy(server.url, lambda request: redirect) as proxy:
            client = Client(proxy.url, Server.ADMIN_KEY)
            calls: list[Callable[[], object]] = [client.whoami, lambda: client.set_available(1)]
            for call in calls:
                with pytest.raises(RentABotError, match=f"redirects to {elsewhere.url}"):
                    call()
        assert elsewhere.requests == []


def test_a_certificate_that_is_not_trusted_is_told_at_once(tmp_path: Path) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "1",
            "-subj",
            "/CN=localhost",
            "-keyout",
            key,
            "-out",
            certificate,
        ],
        check=True,
        stderr=subprocess.DEVNULL,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                context.wrap_socket(self.request, server_side=True)
            except OSError:
                pass

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as tls:
        threading.Thread(target=tls.handle_request, daemon=True).start()
        with pytest.raises(RentABotError, match="not trusted.*SSL_CERT_FILE"):
            Client(f"https://127.0.0.1:{tls.server_address[1]}").whoami()


def test_all_errors_are_of_one_kind() -> None:
    kinds = [getattr(rentabot, name) for name in rentabot.__all__]
    assert all(
        issubclass(kind, RentABotError) for kind in kinds if isinstance(kind, type) and issubclass(kind, Exception)
    )


def test_an_error_that_carries_a_secret_does_not_say_it(server: Server, client: Client, pool: str) -> None:
    lock = client.lock_now(tags=pool)[0]
    with Proxy(server.url, first("POST", "/extend", problem(500, "internal_error"))) as proxy:
        with pytest.raises(ApiError) as error:
            Client(proxy.url, Server.ADMIN_KEY).extend(lock, ttl=60)
    assert lock.token not in str(error.value) + repr(error.value)
    client.unlock(lock)
