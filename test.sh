#!/usr/bin/env bash
# Runs every test on a private RabbitMQ and a private PostgreSQL, and says how much of src/ they cover.
#
#   ./test.sh [--filter EXPRESSION] [--no-coverage]
#
#   --filter EXPRESSION    only these tests, as `dotnet test --filter` takes it; without coverage
#   --no-coverage          every test, without measuring
#
# RENTABOT_TEST_RABBITMQ (amqp://user:password@host:port/) and RENTABOT_TEST_POSTGRES (a connection string) name
# servers to use instead, and RENTABOT_TEST_CHROMIUM the program of a browser other than Debian's. Root on Debian needs
# nothing but the .NET SDK: what is missing is installed.
#
# Ends with the line "N passed, N failed, N skipped", and with 0 only when tests ran, all passed, none was left out for
# want of a browser or of a server that was started, and coverage is above the least.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=tests/lib.sh
. tests/lib.sh

least_coverage=90
filter=
coverage=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --filter)
      [ $# -ge 2 ] || usage
      filter=$2
      coverage=
      shift
      ;;
    --no-coverage) coverage= ;;
    *) usage ;;
  esac
  shift
done

begin test
install_missing
# By itself: what is named so differs, and the servers are wanted in any case.
mapfile -t browser < <(missing_browser)
[ ${#browser[@]} -eq 0 ] || install_missing "${browser[@]}"
RENTABOT_TEST_PYTHON=$(python_with_pika || true)
export RENTABOT_TEST_PYTHON
start_servers
step "Restoring"
run dotnet restore RentABot.sln --locked-mode --verbosity quiet
[ -z "$coverage" ] || run dotnet tool restore --verbosity quiet

# All that the build and the tests put aside goes with the run. Not the restore: its locks are shared by name.
export TMPDIR=$work/tmp
mkdir -m 1777 "$TMPDIR"
step "Building"
run dotnet build RentABot.sln --no-restore --verbosity quiet
await_servers

rm -rf "${results:?}"/*
broken=()
for project in $(test_projects); do
  run_tests "$project"
done
stop_servers

problems=()
count_results
[ -z "$coverage" ] || report_coverage
for problem in "${problems[@]}"; do
  echo "test.sh: $problem" >&2
done
echo "$passed passed, $failed failed, $skipped skipped"
[ ${#problems[@]} -eq 0 ]
