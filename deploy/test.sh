#!/usr/bin/env bash
# Checks all that deploys Rent-A-Bot, one check after the other; deploy/test-NAME.sh says what each does.
#
#   deploy/test.sh [NAME…]     all of them, or only these
#
# Root on Debian needs nothing but the .NET SDK and Node.js: what is missing is installed. Ends with 0 only when all pass.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tests/lib.sh
. tests/lib.sh

checks=(deploy/test-*.sh)
[ $# -eq 0 ] || checks=("${@/#/deploy/test-}")
use_directory deploy
failed=()
for check in "${checks[@]%.sh}"; do
  name=${check#deploy/test-}
  printf '\n=== %s\n' "$check.sh"
  began=$SECONDS
  "$check.sh" 2>&1 | tee "$work/$name" || failed+=("$name")
  echo "($((SECONDS - began)) s)"
done

if [ ${#failed[@]} -gt 0 ]; then
  # Where what went wrong can be read without what passed after it.
  for name in "${failed[@]}"; do
    printf '\n=== How deploy/test-%s.sh ended\n' "$name"
    tail -n 40 "$work/$name"
  done
  echo "deploy/test.sh: failed: ${failed[*]}" >&2
  exit 1
fi
echo "deploy/test.sh: all passed"
