#!/usr/bin/env bash
# Breaks two of each service, a private RabbitMQ and a private PostgreSQL in every way that the harness knows, while
# clients work, and checks what they saw against the books. What happens goes to stderr, the figures as Markdown to stdout.
#
#   tests/Chaos/run.sh [--minutes 30] [--seed N]
#
#   --minutes N    how long it takes about, without the build; at least 3
#   --seed N       what decides which faults come, in which order: any, and printed, unless said
#
# Ends with 0 only when no promise was broken, and when release builds do not contain the moments at which debug builds
# can be killed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=../lib.sh
. tests/lib.sh

minutes=30
seed=()
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] && [[ $2 =~ ^[0-9]{1,9}$ ]] || { sed -n '2,/^set /{/^# \{0,1\}/s///p}' tests/Chaos/run.sh >&2; exit 2; }
  case "$1" in
    --minutes) minutes=$2 ;;
    --seed) seed=("$2") ;;
    *) fail "unknown option $1" ;;
  esac
  shift 2
done
[ "$minutes" -ge 3 ] || fail "a round takes 3 minutes"

# Never the servers that somebody named for tests: they would not survive.
unset RENTABOT_TEST_RABBITMQ RENTABOT_TEST_POSTGRES

# Strings of the program are in UTF-16.
knows_fault_points() { LC_ALL=C grep -aqP "$(printf RENTABOT_FAULT_POINT | sed 's/./&\\x00/g')" "src/Allocator/bin/$1/net10.0/RentABot.Allocator.dll"; }

{
  begin chaos
  install_missing
  start_servers
  step "Building"
  run dotnet build src/Allocator --configuration Release --verbosity quiet
  run dotnet build tests/Chaos --verbosity quiet
  knows_fault_points Debug || fail "the debug build has no fault points"
  ! knows_fault_points Release || fail "the release build has fault points"
  await_servers
  step "Breaking things for $minutes minutes"
} >&2
run timeout --kill-after=10s "$((minutes + 10))m" dotnet tests/Chaos/bin/Debug/net10.0/RentABot.Chaos.dll rounds "$minutes" "${seed[@]}"
