#!/usr/bin/env python3
"""Says hello to two boards, or to as many as --quantity says, once they are to be had.

    RENTABOT_URL=http://127.0.0.1:8000 python3 flash.py --tags arm64 --quantity 2
"""

from __future__ import annotations

import argparse
import logging
import sys

import rentabot


def main() -> int:
    parser = argparse.ArgumentParser(description="Says hello to boards.")
    parser.add_argument("--tags", required=True)
    parser.add_argument("--quantity", type=int, default=2)
    parser.add_argument("--wait", type=float, default=600, help="seconds")
    options = parser.parse_args()

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        with rentabot.lock(tags=options.tags, quantity=options.quantity, wait=options.wait) as bots:
            for bot in bots:
                bots.check()
                print(f"hello {bot.name}, lock number {bot.fencing_token}")
    except rentabot.RentABotError as error:
        print(f"flash.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
