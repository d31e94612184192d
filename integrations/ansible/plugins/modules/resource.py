#!/usr/bin/python
from __future__ import absolute_import, annotations, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: resource
short_description: Declare a resource of a Rent-A-Bot server
version_added: 0.1.0
description:
  - Registers a resource, changes what differs, or removes it.
  - What is not given stays as it is. The key needs the role C(admin) where there is anything to change.
author: The Rent-A-Bot maintainers (@rentabot)
options:
  name:
    description: Its unique name, 1 to 128 characters without white space.
    type: str
    required: true
  state:
    description: Whether it is to be there.
    type: str
    choices: [present, absent]
    default: present
  description:
    description: Free text.
    type: str
  endpoint:
    description: Where it is reached.
    type: str
  tags:
    description: All its tags, by which it is asked for. Their order does not matter.
    type: list
    elements: str
  max_lock_duration:
    description: The longest life of one lock in seconds, extensions included.
    type: int
  force:
    description: Removes it even while it is locked or held. The lock is lost by its holder then.
    type: bool
    default: false
extends_documentation_fragment: rentabot.lab.server
attributes:
  check_mode:
    support: full
    description: Says what would change and changes nothing.
  diff_mode:
    support: full
    description: Shows the fields before and after.
seealso:
  - module: rentabot.lab.maintenance
"""

EXAMPLES = r"""
- name: The board on the left shelf
  rentabot.lab.resource:
    name: lab1.rpi4-a
    description: Raspberry Pi 4 on the left shelf
    endpoint: tcp://10.0.0.5:2000
    tags: [arm64, raspberrypi, board]
    max_lock_duration: 14400

- name: It is gone
  rentabot.lab.resource:
    name: lab1.rpi4-a
    state: absent
"""

RETURN = r"""
resource:
  description: The resource as it is now, or would be; empty when it is absent.
  returned: success
  type: dict
  sample: {"id": 1, "name": "lab1.rpi4-a", "tags": ["arm64", "board"], "status": "available"}
code:
  description: The stable word of the refusal.
  returned: failure
  type: str
  sample: resource_in_use
"""

from typing import Any

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.rentabot.lab.plugins.module_utils.server import ARGUMENTS, Server, run

FIELDS = ("description", "endpoint", "tags", "max_lock_duration")


def work(module: AnsibleModule, server: Server) -> dict[str, Any]:
    present = server.find(module.params["name"])
    if module.params["state"] == "absent":
        return remove(module, server, present)
    wanted = {field: module.params[field] for field in FIELDS if module.params[field] is not None}
    if "tags" in wanted:
        wanted["tags"] = list(dict.fromkeys(wanted["tags"]))
    if present is None:
        return create(module, server, {"name": module.params["name"], **wanted})
    return change(
        module, server, present, {field: value for field, value in wanted.items() if differs(present[field], value)}
    )


def create(module: AnsibleModule, server: Server, wanted: dict[str, Any]) -> dict[str, Any]:
    made = wanted if module.check_mode else server.call("POST", "/resources", body=wanted)
    return {"changed": True, "resource": made, "diff": {"before": {}, "after": shown(made)}}


def change(module: AnsibleModule, server: Server, present: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    if not changes:
        return {"changed": False, "resource": present}
    changed = {**present, **changes}
    if not module.check_mode:
        changed = server.call("PATCH", f"/resources/{present['id']}", body=changes)
    return {"changed": True, "resource": changed, "diff": {"before": shown(present), "after": shown(changed)}}


def remove(module: AnsibleModule, server: Server, present: dict[str, Any] | None) -> dict[str, Any]:
    if present is None:
        return {"changed": False, "resource": {}}
    if not module.check_mode:
        server.call(
            "DELETE", f"/resources/{present['id']}", query={"force": "true"} if module.params["force"] else None
        )
    return {"changed": True, "resource": {}, "diff": {"before": shown(present), "after": {}}}


def differs(present: Any, wanted: Any) -> bool:
    return set(present) != set(wanted) if isinstance(wanted, list) else present != wanted


def shown(resource: dict[str, Any]) -> dict[str, Any]:
    """What a declaration says about it."""
    return {field: resource[field] for field in ("name", *FIELDS) if field in resource}


def main() -> None:
    module = AnsibleModule(
        argument_spec={
            **ARGUMENTS,
            "name": {"type": "str", "required": True},
            "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
            "description": {"type": "str"},
            "endpoint": {"type": "str"},
            "tags": {"type": "list", "elements": "str"},
            "max_lock_duration": {"type": "int"},
            "force": {"type": "bool", "default": False},
        },
        supports_check_mode=True,
    )
    run(module, work)


if __name__ == "__main__":
    main()
