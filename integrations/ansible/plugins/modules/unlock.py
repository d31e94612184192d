#!/usr/bin/python
from __future__ import absolute_import, annotations, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: unlock
short_description: Free locks of a Rent-A-Bot server
version_added: 0.1.0
description:
  - Frees the locks of a reservation or of tokens, or, as an administrator, anybody's lock.
  - Locks that are free already are no change. One that was lost, expired or forced off, is a failure, since somebody
    else may have used the resource meanwhile; by its reservation this is known only while others of it still run.
author: The Rent-A-Bot maintainers (@rentabot)
options:
  reservation_id:
    description:
      - What M(rentabot.lab.lock) returned. A place in the queue that is not claimed yet is given up.
      - An empty one, as check mode returns it, has nothing to free.
    type: str
  lock_tokens:
    description: Tokens of locks, as M(rentabot.lab.lock) returns them with I(return_tokens=true).
    type: list
    elements: str
  name:
    description:
      - The resource whose lock is ended, whoever has it.
      - The key needs the role C(admin), and I(reason) is required.
    type: str
  reason:
    description: Why a lock is forced off.
    type: str
extends_documentation_fragment: rentabot.lab.server
attributes:
  check_mode:
    support: full
    description: Says whether there is anything to free, and frees nothing. Of tokens nothing can be said.
  diff_mode:
    support: none
seealso:
  - module: rentabot.lab.lock
"""

EXAMPLES = r"""
- name: Free what a task before has locked
  rentabot.lab.unlock:
    reservation_id: "{{ lab.reservation_id }}"

- name: Free locks by their tokens
  rentabot.lab.unlock:
    lock_tokens: "{{ lab.lock_tokens }}"

- name: End anybody's lock
  rentabot.lab.unlock:
    name: lab1.rpi4-a
    reason: the job that held it hangs
"""

RETURN = r"""
unlocked:
  description: How many locks were freed.
  returned: success
  type: int
  sample: 2
code:
  description: The stable word of the refusal, or C(lock_lost).
  returned: failure
  type: str
  sample: lock_lost
"""

from typing import Any

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.rentabot.lab.plugins.module_utils import reservations
from ansible_collections.rentabot.lab.plugins.module_utils.server import ARGUMENTS, Refused, Server, run

WAYS = ("reservation_id", "lock_tokens", "name")

UNCHANGED = {"changed": False, "unlocked": 0}


def work(module: AnsibleModule, server: Server) -> dict[str, Any]:
    if module.params["name"] is not None:
        return force(module, server)
    if module.params["lock_tokens"] is not None:
        return free(module, server, module.params["lock_tokens"])
    return end(module, server, module.params["reservation_id"])


def end(module: AnsibleModule, server: Server, reservation_id: str) -> dict[str, Any]:
    """Whatever has become of the reservation."""
    if not reservation_id:
        return UNCHANGED
    if module.check_mode:
        running = reservations.running(server, reservation_id)
        return {"changed": running is not None, "unlocked": 0}
    try:
        unlocked = reservations.end(server, reservation_id)
    except Refused as refused:
        if refused.code != "lock_lost":
            raise
        module.fail_json(
            msg="some of the locks were lost before; the others end by themselves, or are freed by their tokens: "
            "lock with return_tokens to have them",
            code="lock_lost",
        )
    return UNCHANGED if unlocked is None else {"changed": True, "unlocked": unlocked}


def free(module: AnsibleModule, server: Server, tokens: list[str]) -> dict[str, Any]:
    if not tokens or module.check_mode:
        return {"changed": bool(tokens), "unlocked": 0}
    answer = server.call("POST", "/resources/unlock-batch", body={"lock_tokens": tokens})
    results = [item["result"] for item in answer["results"]]
    for result in ("unknown_token", "lock_lost"):
        if result in results:
            module.fail_json(
                msg=f"{results.count(result)} of {len(tokens)} locks: {result}; what could be freed is free",
                code=result,
                unlocked=answer["unlocked"],
            )
    return {"changed": answer["unlocked"] > 0, "unlocked": answer["unlocked"]}


def force(module: AnsibleModule, server: Server) -> dict[str, Any]:
    name = module.params["name"]
    resource = server.find(name)
    if resource is None:
        module.fail_json(msg=f"there is no resource {name}; look at its spelling", code="resource_not_found")
    if not resource["locked"]:
        return UNCHANGED
    if not module.check_mode:
        try:
            server.call(
                "POST", f"/resources/{resource['id']}/unlock", body={"force": True, "reason": module.params["reason"]}
            )
        except Refused as refused:
            # Its holder was faster.
            if refused.code != "not_locked":
                raise
            return UNCHANGED
    return {"changed": True, "unlocked": 1}


def main() -> None:
    module = AnsibleModule(
        argument_spec={
            **ARGUMENTS,
            "reservation_id": {"type": "str"},
            "lock_tokens": {"type": "list", "elements": "str", "no_log": True},
            "name": {"type": "str"},
            "reason": {"type": "str"},
        },
        mutually_exclusive=[WAYS],
        required_one_of=[WAYS],
        required_by={"name": ["reason"]},
        supports_check_mode=True,
    )
    run(module, work)


if __name__ == "__main__":
    main()
