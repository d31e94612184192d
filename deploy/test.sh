#!/usr/bin/env bash
# Checks all that deploys Rent-A-Bot, one check after the other; deploy/test-NAME.sh says what each does.
#
#   deploy/test.sh [NAME…]     all of them, or only these
#
# Root on Debian needs nothing but the .NET SDK and Node.js: what is missing is installed. Ends with 0 only when all pass.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

checks=(deploy/test-*.sh)
[ $# -eq 0 ] || checks=("${@/#/deploy/test-}")
failed=()
for check in "${checks[@]%.sh}"; do
  printf '\n=== %s\n' "$check.sh"
  began=$SECONDS
  "$check.sh" || failed+=("${check#deploy/test-}")
  echo "($((SECONDS - began)) s)"
done

[ ${#failed[@]} -eq 0 ] || { echo "deploy/test.sh: failed: ${failed[*]}" >&2; exit 1; }
echo "deploy/test.sh: all passed"
