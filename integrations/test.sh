#!/usr/bin/env bash
# Tests every integration by the real thing, three at a time, since they mostly wait; the test.sh of each says what it does.
#
#   integrations/test.sh [DIRECTORY…]     all of them, or only these: integrations/test.sh clients/python
#
# integrations/day, which wants the machine to itself for some minutes, runs only where it is named.
#
# Each test.sh is called in its own directory with RENTABOT_STANDALONE, the built standalone program: it starts, kills and
# starts it again as it likes, with a port, a database file and a descriptor of its own.
#
# Root on Debian needs nothing but the .NET SDK and Node.js: what is missing is installed. Ends with 0 only when all pass.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=integrations/lib.sh
. integrations/lib.sh

at_once=3

# test_one WORK TEST: shows what it said when it has ended, in one piece.
test_one() {
  local test=$2 outcome=passed began=$SECONDS log
  log=$(mktemp "$1/log.XXXXXX")
  # A script's children in the background ignore interrupts, and those of nohup hang-ups, which are among what is tested.
  env --default-signal=HUP,INT,QUIT --chdir "${test%/*}" ./test.sh >"$log" 2>&1 || outcome=failed
  echo "${test%/test.sh}" >>"$1/$outcome"
  flock "$1" cat - "$log" <<END

== $test $outcome in $((SECONDS - began)) s
END
}

tests=("${@/%//test.sh}")
[ $# -gt 0 ] || mapfile -t tests < <(printf '%s\n' clients/*/test.sh integrations/*/test.sh | grep -v '^integrations/day/')
begin_integrations
step "Building"
run dotnet build src/Standalone --verbosity quiet
RENTABOT_STANDALONE=$PWD/src/Standalone/bin/Debug/net10.0/RentABot.Standalone
export RENTABOT_STANDALONE

step "Testing ${tests[*]}"
export -f test_one
: >"$work/passed"
: >"$work/failed"
printf '%s\n' "${tests[@]}" >"$work/tests"
run xargs --arg-file "$work/tests" --max-procs "$at_once" --max-args 1 bash -c 'test_one "$@"' test_one "$work"
[ "$(wc -l <"$work/passed")" -eq ${#tests[@]} ] || fail "failed: $(paste -s -d ' ' "$work/failed")"
echo "integrations/test.sh: all passed"
