#!/usr/bin/env bash
# Tests every integration by the real thing; the test.sh of each says what it does. Three at a time, since they mostly
# wait, and integrations/day after them.
#
#   integrations/test.sh [DIRECTORY…]     all of them, or only these: integrations/test.sh clients/python
#
# Each test.sh is called in its own directory with RENTABOT_STANDALONE, the built standalone program: it starts, kills and starts it
# again as it likes, with a port, a database file and a descriptor of its own.
#
# Root on Debian needs nothing but the .NET SDK and Node.js: what is missing is installed. Ends with 0 only when all pass.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=integrations/lib.sh
. integrations/lib.sh

at_once=3
# Is about time: nothing beside it.
alone=integrations/day/test.sh

# test_one WORK TEST: shows what it said when it has ended, in one piece.
test_one() {
  local test=$2 outcome=passed began=$SECONDS log
  log=$(mktemp "$1/log.XXXXXX")
  # A script's children in the background ignore interrupts, which are among what is tested.
  env --default-signal=INT,QUIT --chdir "${test%/*}" ./test.sh >"$log" 2>&1 || outcome=failed
  echo "${test%/test.sh}" >>"$1/$outcome"
  flock "$1" cat - "$log" <<END

== $test $outcome in $((SECONDS - began)) s
END
}

# test_all AT-ONCE TEST…
test_all() {
  printf '%s\n' "${@:2}" >"$work/tests"
  run xargs --arg-file "$work/tests" --max-procs "$1" --max-args 1 bash -c 'test_one "$@"' test_one "$work"
}

tests=(clients/*/test.sh integrations/*/test.sh)
[ $# -eq 0 ] || tests=("${@/%//test.sh}")
begin_integrations
step "Building"
run dotnet build src/Standalone --verbosity quiet
RENTABOT_STANDALONE=$PWD/src/Standalone/bin/Debug/net10.0/RentABot.Standalone
export RENTABOT_STANDALONE

step "Testing ${tests[*]}"
export -f test_one
: >"$work/passed"
: >"$work/failed"
mapfile -t together < <(printf '%s\n' "${tests[@]}" | grep --invert-match --line-regexp --fixed-strings "$alone")
[ ${#together[@]} -eq 0 ] || test_all "$at_once" "${together[@]}"
[ ${#together[@]} -eq ${#tests[@]} ] || test_all 1 "$alone"
[ "$(wc -l <"$work/passed")" -eq ${#tests[@]} ] || fail "failed: $(paste -s -d ' ' "$work/failed")"
echo "integrations/test.sh: all passed"
