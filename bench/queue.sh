#!/usr/bin/env bash
# Measures the queue end to end, on a private RabbitMQ and a private PostgreSQL: how soon the next in line hears of what
# was released, and how long it takes to join the line, behind 10 waiters and behind many. Prints Markdown.
#
#   bench/queue.sh [ROUNDS [WAITERS]]        3 rounds and 10000 waiters unless said
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=../tests/lib.sh
. tests/lib.sh

rounds=${1:-3}
waiters=${2:-10000}
longest=2h
program=bench/Queue/bin/Release/net10.0/RentABot.Queue.dll
[[ $# -le 2 && $rounds =~ ^[1-9][0-9]?$ && $waiters =~ ^[1-9][0-9]{1,4}$ && $waiters -gt 10 ]] \
  || { sed -n '2,/^set /{/^# \{0,1\}/s///p}' bench/queue.sh >&2; exit 2; }

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off MSBUILDDISABLENODEREUSE=1
# Never the servers that somebody named for tests.
unset RENTABOT_TEST_RABBITMQ RENTABOT_TEST_POSTGRES
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP
take_turn
work=$(mktemp -d "${TMPDIR:-/tmp}/rentabot-queue.XXXXXX")
# The private PostgreSQL runs as a user of its own, and has its data below.
chmod 711 "$work"

{
  install_missing
  start_servers
  step "Building"
  run dotnet build bench/Queue --configuration Release --verbosity quiet
  await_servers
  step "Measuring"
} >&2
run timeout --kill-after=10s "$longest" dotnet "$program" "$rounds" "$waiters"
