#!/usr/bin/env bash
# Tests every integration against the standalone program, one after the other; the test.sh of each says what it does.
#
#   integrations/test.sh [DIRECTORY…]     all of them, or only these: integrations/test.sh clients/python
#
# Each test.sh is called in its own directory with RENTABOT_STANDALONE, the built program: it starts, kills and starts it
# again as it likes, with a port, a database file and a descriptor of its own.
#
# Root on Debian needs nothing but the .NET SDK and Node.js: what is missing is installed. Ends with 0 only when all pass.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=integrations/lib.sh
. integrations/lib.sh

tests=(clients/*/test.sh integrations/*/test.sh)
[ $# -eq 0 ] || tests=("${@/%//test.sh}")
begin_integrations
step "Building"
run dotnet build src/Standalone --verbosity quiet
RENTABOT_STANDALONE=$PWD/src/Standalone/bin/Debug/net10.0/RentABot.Standalone
export RENTABOT_STANDALONE

failed=()
for test in "${tests[@]}"; do
  [ -e "$test" ] || continue
  step "$test"
  began=$SECONDS
  run env -C "${test%/*}" ./test.sh || failed+=("${test%/test.sh}")
  echo "($((SECONDS - began)) s)"
done

[ ${#failed[@]} -eq 0 ] || fail "failed: ${failed[*]}"
echo "integrations/test.sh: all passed"
