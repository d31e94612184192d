"""Frees at the end of ansible-playbook what its plays have locked and not freed."""

from __future__ import absolute_import, annotations, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
name: free_at_end
type: aggregate
short_description: Free what is still locked when ansible-playbook ends
version_added: 0.1.0
description:
  - Frees the locks of M(rentabot.lab.lock) that no task has freed, when ansible-playbook ends; also when it is
    interrupted or terminated, which no C(always) section hears of.
  - Enable it by C(callbacks_enabled = rentabot.lab.free_at_end) in the section C(defaults) of ansible.cfg, or by the
    environment variable C(ANSIBLE_CALLBACKS_ENABLED).
author: The Rent-A-Bot maintainers (@rentabot)
options:
  url:
    description: The address of the Rent-A-Bot server.
    type: str
    required: true
    env:
      - name: RENTABOT_URL
    ini:
      - section: callback_rentabot
        key: url
  api_key:
    description: The key that says who asks; the same as that of the tasks.
    type: str
    env:
      - name: RENTABOT_API_KEY
  ca_path:
    description: A file with the certificates of authorities that the server's own is signed by.
    type: path
    ini:
      - section: callback_rentabot
        key: ca_path
requirements:
  - Python 3.8 or later on the controller
"""

import atexit
import os
import signal
import sys
from typing import Any

from ansible.plugins.callback import CallbackBase
from ansible_collections.rentabot.lab.plugins.module_utils import reservations
from ansible_collections.rentabot.lab.plugins.module_utils.server import Refused, Server, Unreachable

# Seconds for which a server that is away is waited for: somebody wants to be gone.
PATIENCE = 10


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "rentabot.lab.free_at_end"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[str, None] = {}
        # Workers are forked off, and free nothing.
        self._process = os.getpid()
        atexit.register(self._free)
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) == signal.SIG_DFL:
                signal.signal(number, lambda number, _: sys.exit(128 + number))

    def v2_runner_on_ok(self, result: Any) -> None:
        task = result._task
        reservation_id = result._result.get("reservation_id")
        if reservation_id and getattr(task, "resolved_action", task.action) == "rentabot.lab.lock":
            self._held[reservation_id] = None

    v2_runner_item_on_ok = v2_runner_on_ok

    def _free(self) -> None:
        if os.getpid() != self._process:
            return
        server = Server(self.get_option("url"), self.get_option("api_key"), self.get_option("ca_path"), PATIENCE)
        for reservation_id in self._held:
            try:
                freed = reservations.end(server, reservation_id)
            except (Refused, Unreachable) as error:
                self._display.warning(
                    f"the locks of reservation {reservation_id} were not freed ({error}); they end by themselves"
                )
                continue
            if freed:
                self._display.display(f"rentabot: freed {freed} that were still locked by reservation {reservation_id}")
