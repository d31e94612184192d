#!/usr/bin/python
from __future__ import absolute_import, annotations, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: lock
short_description: Lock resources of a Rent-A-Bot server, waiting in the queue for them
version_added: 0.1.0
description:
  - Stands in the queue until all that was asked for is granted, or fails with nothing held.
  - Free the locks by M(rentabot.lab.unlock) in an C(always) section; otherwise they end when their C(ttl) is over.
  - A play that is interrupted while it waits leaves the queue.
author: The Rent-A-Bot maintainers (@rentabot)
options:
  tags:
    description: Resources that have all of these tags.
    type: list
    elements: str
  expression:
    description: Resources whose tags satisfy this label expression, such as C(arm64 && !broken).
    type: str
  name:
    description: One resource by its name.
    type: str
  quantity:
    description: How many, all of them or none.
    type: int
    default: 1
  wait:
    description: For how many seconds to stand in the queue at most; 0 takes what is free now.
    type: int
    default: 3600
  ttl:
    description:
      - For how many seconds the locks run. Nothing extends them, so give the longest that the play can take.
      - The server's default unless given; a resource's C(max_lock_duration) bounds it.
    type: int
  priority:
    description: 1 (most urgent) to 10.
    type: int
  client_id:
    description: Who has the locks, as others see it; the key's name unless given.
    type: str
  return_tokens:
    description:
      - Whether to return the locks' tokens, which are secrets. Set C(no_log) on the task then.
      - They are needed by other programs that extend or free the locks, and to free the rest when some of several locks
        have ended before the others.
    type: bool
    default: false
extends_documentation_fragment: rentabot.lab.server
attributes:
  check_mode:
    support: full
    description: Locks nothing, and returns resources that match as stand-ins.
  diff_mode:
    support: none
seealso:
  - module: rentabot.lab.unlock
"""

EXAMPLES = r"""
- name: Work on two boards
  hosts: localhost
  tasks:
    - name: Lock them
      rentabot.lab.lock:
        tags: [arm64, board]
        quantity: 2
        wait: 600
        ttl: 1800
        client_id: nightly
      register: lab

    - name: With the locks
      block:
        - name: Use them
          ansible.builtin.debug:
            msg: "{{ lab.resources | map(attribute='endpoint') | list }}"
      always:
        - name: Free them
          rentabot.lab.unlock:
            reservation_id: "{{ lab.reservation_id }}"
"""

RETURN = r"""
reservation_id:
  description: By which M(rentabot.lab.unlock) frees the locks; empty in check mode.
  returned: success
  type: str
  sample: 01a20a54-f8ad-729d-8242-5133245ebf82
resources:
  description: The locked resources, each with the C(fencing_token) of its lock.
  returned: success
  type: list
  elements: dict
  sample: [{"id": 1, "name": "lab1.rpi4-a", "endpoint": "tcp://10.0.0.5:2000", "fencing_token": 7}]
expires_at:
  description: When the first of the locks ends; empty in check mode.
  returned: success
  type: str
  sample: "2030-01-31T12:00:00Z"
lock_tokens:
  description: The secrets of the locks, in the order of the resources.
  returned: when I(return_tokens=true)
  type: list
  elements: str
code:
  description: The stable word of the refusal, or C(wait_timed_out).
  returned: failure
  type: str
  sample: wait_timed_out
"""

import signal
import sys
from typing import Any

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.rentabot.lab.plugins.module_utils.place import Place, TimedOut
from ansible_collections.rentabot.lab.plugins.module_utils.server import ARGUMENTS, Server, run

SELECTION = ("tags", "expression", "name")
REQUEST = (*SELECTION, "quantity", "ttl", "priority", "client_id")

INTERRUPTIONS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def work(module: AnsibleModule, server: Server) -> dict[str, Any]:
    request = {name: module.params[name] for name in REQUEST if module.params[name] is not None}
    if module.check_mode:
        return stand_ins(module, server, request)
    for number in INTERRUPTIONS:
        signal.signal(number, lambda *_: sys.exit(1))
    place = Place(server, request, module.params["wait"])
    try:
        granted = place.grant()
        for number in INTERRUPTIONS:
            # From here on it is the play that has the locks.
            signal.signal(number, signal.SIG_IGN)
        place.check()
    except TimedOut:
        place.give_up()
        module.fail_json(
            msg=f"nothing could be granted within {module.params['wait']} s; wait longer, or ask for less",
            code="wait_timed_out",
        )
    except BaseException:
        place.give_up()
        raise
    return result(module, granted)


def result(module: AnsibleModule, granted: dict[str, Any]) -> dict[str, Any]:
    locks = granted["locks"]
    tokens = {"lock_tokens": [lock["lock_token"] for lock in locks]} if module.params["return_tokens"] else {}
    return {
        "changed": True,
        "reservation_id": granted["reservation_id"],
        "resources": [lock["resource"] for lock in locks],
        "expires_at": min(lock["expires_at"] for lock in locks),
        **tokens,
    }


def stand_ins(module: AnsibleModule, server: Server, request: dict[str, Any]) -> dict[str, Any]:
    """What a play that only looks can go on with."""
    query = {
        name: ",".join(value) if isinstance(value, list) else value
        for name, value in request.items()
        if name in SELECTION
    }
    found = server.call("GET", "/resources", query={**query, "limit": 1000})["resources"][: request["quantity"]]
    if len(found) < request["quantity"]:
        module.fail_json(
            msg=f"only {len(found)} resources match, {request['quantity']} are asked for", code="never_satisfiable"
        )
    tokens = {"lock_tokens": []} if module.params["return_tokens"] else {}
    return {"changed": True, "reservation_id": "", "resources": found, "expires_at": "", **tokens}


def main() -> None:
    module = AnsibleModule(
        argument_spec={
            **ARGUMENTS,
            "tags": {"type": "list", "elements": "str"},
            "expression": {"type": "str"},
            "name": {"type": "str"},
            "quantity": {"type": "int", "default": 1},
            "wait": {"type": "int", "default": 3600},
            "ttl": {"type": "int"},
            "priority": {"type": "int"},
            "client_id": {"type": "str"},
            "return_tokens": {"type": "bool", "default": False, "no_log": False},
        },
        mutually_exclusive=[SELECTION],
        required_one_of=[SELECTION],
        supports_check_mode=True,
    )
    run(module, work)


if __name__ == "__main__":
    main()
