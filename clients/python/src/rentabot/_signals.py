"""Signals by which jobs are cancelled, as long as there is something to free."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Callable, Optional

# Where the program itself has said what they do, that counts. Ctrl-C is a KeyboardInterrupt anyway.
_SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Interruptions:
    """Turns them into an exception while anybody has entered, so that with-blocks end as they do by any other.

    It is SystemExit unless ``raises`` says otherwise.
    """

    def __init__(self) -> None:
        self.raises: Callable[[int], BaseException] = lambda number: SystemExit(128 + number)
        self._users = 0
        self._taken: list[signal.Signals] = []

    def enter(self) -> bool:
        """Whether this was of any use: signals are the main thread's alone."""
        if threading.current_thread() is not threading.main_thread():
            return False
        self._users += 1
        if self._users == 1:
            self._taken = [number for number in _SIGNALS if signal.getsignal(number) == signal.SIG_DFL]
            for number in self._taken:
                signal.signal(number, _exit)
        return True

    def leave(self) -> None:
        self._users -= 1
        if self._users == 0 and threading.current_thread() is threading.main_thread():
            for number in self._taken:
                if signal.getsignal(number) is _exit:
                    signal.signal(number, signal.SIG_DFL)
            self._taken = []


INTERRUPTIONS = Interruptions()


def _exit(number: int, frame: Optional[FrameType]) -> None:
    raise INTERRUPTIONS.raises(number)
