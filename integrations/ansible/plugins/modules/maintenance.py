#!/usr/bin/python
from __future__ import absolute_import, annotations, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: maintenance
short_description: Take a resource of a Rent-A-Bot server out of service and back
version_added: 0.1.0
description:
  - Takes a resource out of service, now or later, or brings it back.
  - A running lock goes on; nobody gets a new one. The key needs the role C(maintainer) or C(admin).
author: The Rent-A-Bot maintainers (@rentabot)
options:
  name:
    description: The resource's name.
    type: str
    required: true
  state:
    description: Whether it is to be in service.
    type: str
    choices: [unavailable, available]
    required: true
  reason:
    description: Why, for all to see. Required for C(state=unavailable).
    type: str
  start:
    description: When it goes out of service, in RFC 3339 such as C(2030-01-31T12:00:00Z); now unless given.
    type: str
  until:
    description: When it comes back by itself, in RFC 3339; when it is said to be available unless given.
    type: str
extends_documentation_fragment: rentabot.lab.server
attributes:
  check_mode:
    support: full
    description: Says what would change and changes nothing.
  diff_mode:
    support: full
    description: Shows the maintenance before and after.
seealso:
  - module: rentabot.lab.resource
"""

EXAMPLES = r"""
- name: The SD card is replaced
  rentabot.lab.maintenance:
    name: lab1.rpi4-a
    state: unavailable
    reason: new SD card

- name: A window
  rentabot.lab.maintenance:
    name: lab1.rpi4-a
    state: unavailable
    reason: power off in the building
    start: "2030-01-31T06:00:00Z"
    until: "2030-01-31T12:00:00+02:00"

- name: It is back
  rentabot.lab.maintenance:
    name: lab1.rpi4-a
    state: available
"""

RETURN = r"""
resource:
  description: The resource as it is now.
  returned: success
  type: dict
  sample: {"id": 1, "name": "lab1.rpi4-a", "status": "unavailable", "unavailable_reason": "new SD card"}
code:
  description: The stable word of the refusal.
  returned: failure
  type: str
  sample: invalid
"""

import re
from datetime import datetime, timezone
from typing import Any

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.rentabot.lab.plugins.module_utils.server import ARGUMENTS, Server, run

FIELDS = ("unavailable", "unavailable_reason", "unavailable_from", "unavailable_until")


def work(module: AnsibleModule, server: Server) -> dict[str, Any]:
    name = module.params["name"]
    wanted, body = wanted_of(module)
    present = server.find(name)
    if present is None:
        module.fail_json(
            msg=f"there is no resource {name}; declare it by rentabot.lab.resource", code="resource_not_found"
        )
    before = {field: present[field] for field in FIELDS}
    if comparable(before) == comparable(wanted):
        return {"changed": False, "resource": present}
    changed = {**present, **wanted}
    if not module.check_mode:
        changed = server.call("POST", f"/resources/{present['id']}/{module.params['state']}", body=body)
    return {
        "changed": True,
        "resource": changed,
        "diff": {"before": before, "after": {field: changed[field] for field in FIELDS}},
    }


def wanted_of(module: AnsibleModule) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The maintenance as the server would tell it, and what tells the server."""
    if module.params["state"] == "available":
        return {**dict.fromkeys(FIELDS), "unavailable": False}, None
    reason, start, until = (module.params[name] for name in ("reason", "start", "until"))
    for name, text in (("start", start), ("until", until)):
        if text is not None and parsed(text) is None:
            module.fail_json(
                msg=f"{name} must be an instant in RFC 3339 with its time zone, such as 2030-01-31T12:00:00Z"
            )
    # A window that has begun is told by its end alone.
    later = start is not None and parsed(start) > datetime.now(timezone.utc)
    wanted = {
        "unavailable": not later,
        "unavailable_reason": reason,
        "unavailable_from": start if later else None,
        "unavailable_until": until,
    }
    body = {"reason": reason, "from": start, "until": until}
    return wanted, {name: value for name, value in body.items() if value is not None}


def comparable(maintenance: dict[str, Any]) -> list[Any]:
    """The same instant may be written in many ways."""
    return [parsed(value) or value if isinstance(value, str) else value for value in maintenance.values()]


def parsed(text: str) -> datetime | None:
    match = re.fullmatch(r"(.{10})[Tt ](.{8})(\.\d+)?([Zz]|[+-]\d\d:\d\d)", text.strip())
    if match is None:
        return None
    date, clock, fraction, zone = match.groups()
    zone = "+00:00" if zone in "Zz" else zone
    try:
        return datetime.fromisoformat(f"{date}T{clock}{(fraction or '.0')[:7]:0<7}{zone}")
    except ValueError:
        return None


def main() -> None:
    module = AnsibleModule(
        argument_spec={
            **ARGUMENTS,
            "name": {"type": "str", "required": True},
            "state": {"type": "str", "choices": ["unavailable", "available"], "required": True},
            "reason": {"type": "str"},
            "start": {"type": "str"},
            "until": {"type": "str"},
        },
        required_if=[("state", "unavailable", ["reason"])],
        supports_check_mode=True,
    )
    run(module, work)


if __name__ == "__main__":
    main()
