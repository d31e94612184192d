#!/usr/bin/env bash
# Measures what the product can do, on a private RabbitMQ and a private PostgreSQL, in several rounds in turn, and writes
# its section of docs/performance.md.
#
#   bench/run.sh [--rounds N] [--only SCENARIO,…] [--seconds S] [--original PROGRAM]
#
#   --rounds N             3 unless said
#   --only SCENARIO,…      only these; the figures are printed, not written
#   --seconds S            each measurement takes so long, for a look; the figures are printed, not written
#   --original PROGRAM     compares the standalone program with Rent-A-Bot 1.0, in Python: the "rentabot" that its
#                          package installs
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=../tests/lib.sh
. tests/lib.sh

longest=2h
program=bench/Load/bin/Release/net10.0/RentABot.Load.dll

# Never the servers that somebody named for tests.
unset RENTABOT_TEST_RABBITMQ RENTABOT_TEST_POSTGRES
{
  begin load
  peers=()
  command -v etcd >/dev/null || peers=(etcd-server)
  install_missing "${peers[@]}"
  start_servers
  step "Building"
  run dotnet build bench/Load --configuration Release --verbosity quiet
  await_servers
  step "Measuring"
} >&2
TMPDIR=$work run timeout --kill-after=10s "$longest" dotnet "$program" --document docs/performance.md "$@"
