"""Whether anybody waits for what a module has to say."""

from __future__ import absolute_import, annotations, division, print_function

__metaclass__ = type

import os
import select
import sys
from pathlib import Path


def nobody_listens(players: list[int]) -> bool:
    """Whoever runs the module has gone: a result would not be heard, so that nobody would free the locks."""
    output = select.poll()
    output.register(sys.stdout.fileno(), 0)
    return bool(output.poll(0)) or players_above() != players


def players_above() -> list[int]:
    """The processes of Ansible that have started this one; its workers outlive the one that plays."""
    players, pid = [], os.getppid()
    while pid > 1:
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[:2]
            stat = Path(f"/proc/{pid}/stat").read_bytes()
        except OSError:
            break
        if any(os.path.basename(word).startswith(b"ansible") for word in words):
            players.append(pid)
        # The name in parentheses may be any; the state comes after it, and then the parent.
        pid = int(stat.rpartition(b")")[2].split()[1])
    return players
