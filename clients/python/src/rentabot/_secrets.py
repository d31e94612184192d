"""Texts that no log, traceback or debugger should show."""

from __future__ import annotations


class Secret(str):
    """A text that can be sent but whose repr does not say it, as in a traceback that shows local variables."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<secret>"


class SecretBytes(bytes):
    """The same for what is sent and what came."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<secret>"
