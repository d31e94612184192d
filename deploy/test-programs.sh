#!/usr/bin/env bash
# Runs the programs as the chart does, on a private RabbitMQ and a private PostgreSQL: with the environment and the files
# that the chart makes, with the rights of deploy/postgres/roles.sql, and with the chart's own test against them.
#
#   deploy/test-programs.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/lib.sh
. deploy/lib.sh
# shellcheck source=deploy/tools.sh
. deploy/tools.sh

begin_check programs unzip=unzip
# The private PostgreSQL runs as a user of its own, and has its data below.
chmod 711 "$work"
install_missing
# Never the servers that somebody named for tests: users are made in them.
unset RENTABOT_TEST_RABBITMQ RENTABOT_TEST_POSTGRES
start_servers
get_tools
step "Building"
for project in Allocator Gateway Scheduler; do
  run dotnet build "src/$project" --verbosity quiet
done
await_servers
export RENTABOT_TEST_RABBITMQ RENTABOT_TEST_POSTGRES RENTABOT_TEST_SERVERS
step "The programs, as the chart runs them"
run node --test deploy/programs/programs.test.mjs
