"""A standalone server of a test's own, which it may kill and start again."""

from __future__ import annotations

import base64
import hmac
import json
import os
import re
import signal
import subprocess
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from typing import Optional

from conditions import wait_for

_SERVES = re.compile(r"serves (http://[0-9.:]+)")
_KEYS = """api_keys:
  - {key: a-key-of-an-administrator, name: boss, role: admin}
  - {key: a-key-of-somebody-who-only-looks, name: guest, role: readonly}
"""


class Server:
    """Its state is kept, so that it survives its process."""

    ADMIN_KEY = "a-key-of-an-administrator"
    READONLY_KEY = "a-key-of-somebody-who-only-looks"
    JWT_KEY = b"what signs bearer tokens in this test"

    def __init__(self, descriptor: str) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="rentabot-test-")
        self._path = Path(self._home.name)
        (self._path / "lab.yaml").write_text(descriptor)
        (self._path / "keys.yaml").write_text(_KEYS)
        (self._path / "keys.yaml").chmod(0o600)
        self._process: Optional[subprocess.Popen[str]] = None
        self.url = ""
        self.log: list[str] = []

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2]) if self.url else 0

    def start(self) -> None:
        """On the port that it had before."""
        command = [
            os.environ["RENTABOT_STANDALONE"],
            "--port",
            str(self.port),
            "--config",
            str(self._path / "lab.yaml"),
            "--auth-config",
            str(self._path / "keys.yaml"),
            "--persist",
            f"sqlite:///{self._path / 'db.sqlite'}",
        ]
        environment = {
            **os.environ,
            "HOME": self._home.name,
            "Auth__Jwt__Key": base64.b64encode(self.JWT_KEY).decode(),
            "Auth__Jwt__Audience": "rentabot",
        }
        self._process = subprocess.Popen(
            command, cwd=self._home.name, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        threading.Thread(target=self._read_log, args=(self._process,), daemon=True).start()
        wait_for(lambda: self.url != "" and self._is_ready(), "the server to be ready", 120)

    def kill(self) -> None:
        """As a crash does, or the lack of power."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def pause(self) -> None:
        """From now on it takes connections and answers nothing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._home.cleanup()

    def bearer_token(self, name: str, role: str) -> str:
        """A token that it believes."""
        claims = {"sub": name, "role": role, "aud": "rentabot", "exp": int(time.time()) + 600}
        signed = ".".join(_base64url(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, claims))
        return f"{signed}.{_base64url(hmac.digest(self.JWT_KEY, signed.encode(), 'sha256'))}"

    def _read_log(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                self.log.append(line)
                if not self.url and (found := _SERVES.search(line)):
                    self.url = found.group(1)

    def _is_ready(self) -> bool:
        assert self._process is not None and self._process.poll() is None, "the server has ended: " + "".join(
            self.log[-20:]
        )
        try:
            # It reads the descriptor after it has begun to serve.
            request = urllib.request.Request(
                f"{self.url}/api/v1/resources?limit=1", headers={"X-API-Key": self.ADMIN_KEY}
            )
            with urllib.request.urlopen(request, timeout=5) as answer:
                return bool(json.load(answer)["total"] > 0)
        except OSError:
            return False


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
