#!/usr/bin/env bash
# Plays a day in a CI farm against allocator, gateway and scheduler in processes of their own, on a private RabbitMQ and a
# private PostgreSQL, and accounts for every lock by the audit trail; docs/reliability.md says more.
#
#   integrations/test.sh integrations/day
#
# RENTABOT_DAY_JOBS (200) says how many jobs there are, RENTABOT_DAY_SEED which ones and in which order.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=integrations/lib.sh
. integrations/lib.sh

begin_integrations
need curl=curl ps=procps psql=postgresql-client java=default-jre-headless groovy=groovy
JAVA_HOME=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
export JAVA_HOME
# shellcheck disable=SC2119 # nothing more than what is always needed
install_missing
# Never the servers that somebody named for tests: a database is made, and left.
unset RENTABOT_TEST_RABBITMQ RENTABOT_TEST_POSTGRES
start_servers
for project in Allocator Gateway Scheduler Cli; do
  run dotnet build "src/$project" --verbosity quiet
done
node_tests integrations/day/*.test.mjs
await_servers
export RENTABOT_TEST_RABBITMQ RENTABOT_TEST_POSTGRES
run node integrations/day/day.mjs
