"""A job of the day by the Python client: the wish as JSON, then the command that uses the bots."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import rentabot

LOCK_LOST = 79

try:
    with rentabot.lock(**json.loads(sys.argv[1])) as bots:
        variables = {"RENTABOT_RESOURCES": " ".join(bots.names)}
        for number, bot in enumerate(bots, 1):
            variables[f"RENTABOT_RESOURCE_{number}_FENCING_TOKEN"] = str(bot.fencing_token)
        code = subprocess.call(sys.argv[2:], env={**os.environ, **variables})
except rentabot.LockLost as lost:
    print(lost, file=sys.stderr)
    sys.exit(LOCK_LOST)
sys.exit(code)
