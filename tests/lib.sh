# shellcheck shell=bash disable=SC2154 # the script that reads this file sets the rest
# The steps of test.sh, some of which bench/run.sh and tests/Chaos/run.sh take too.

# Of every build: no process of it stays behind.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off MSBUILDDISABLENODEREUSE=1

results=TestResults
child=
work=
servers=

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

usage() {
  sed -n '2,/^set /{/^# \{0,1\}/s///p}' test.sh >&2
  exit 2
}

# begin NAME: what every run needs before its first step.
begin() {
  need_dotnet
  take_turn
  use_directory "$1"
}

need_dotnet() {
  command -v dotnet >/dev/null || fail "the .NET SDK is missing: see global.json for the version"
}

# use_directory NAME: one of its own for what a run writes. Whatever ends the run, it goes, and with it what was started.
use_directory() {
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP
  work=$(mktemp -d "${TMPDIR:-/tmp}/rentabot-$1.XXXXXX")
  # A private PostgreSQL runs as a user of its own, and has its data below.
  chmod 711 "$work"
}

step() { printf '\n== %s\n' "$*"; }

# One run at a time in this working copy: two would build into the same directories.
take_turn() {
  mkdir -p "$results"
  command -v flock >/dev/null || return 0
  exec 9>"$results/.lock"
  flock --nonblock 9 && return
  echo "Another run uses this working copy; waiting for it to end."
  flock 9
}

# run COMMAND...: in a session of its own, so that a signal here ends all that it started and nothing stays behind.
run() {
  local code=0
  setsid "$@" </dev/null 9>&- &
  child=$!
  wait "$child" || code=$?
  end_child
  return "$code"
}

end_child() {
  [ -n "$child" ] || return 0
  kill -KILL -- "-$child" 2>/dev/null || true
  wait "$child" 2>/dev/null || true
  child=
}

clean_up() {
  local code=$?
  trap '' INT TERM HUP
  end_child
  if [ -n "$servers" ]; then
    kill -TERM "$servers" 2>/dev/null || true
    wait "$servers" 2>/dev/null || true
  fi
  stop_servers
  allow_services
  [ -z "$work" ] || rm -rf "$work"
  exit "$code"
}

# install_missing [PACKAGE…]: what the machine lacks, and these, when it is Debian's way to get it and we may. Not
# started: the private ones are.
install_missing() {
  local packages=("$@")
  [ -n "${RENTABOT_TEST_RABBITMQ:-}" ] || [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || packages+=(rabbitmq-server)
  [ -n "${RENTABOT_TEST_POSTGRES:-}" ] || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || packages+=(postgresql)
  python_with_pika >/dev/null || packages+=(python3-pika)
  [ ${#packages[@]} -gt 0 ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 0

  step "Installing ${packages[*]}"
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' >"$work/policy-rc.d"
    chmod +x "$work/policy-rc.d"
    ln -s "$work/policy-rc.d" /usr/sbin/policy-rc.d
  fi
  # Not by "run": a package half installed is worse than a late end.
  install_packages "${packages[@]}" </dev/null >"$work/apt.log" 2>&1 9>&- \
    || { tail -n 20 "$work/apt.log" >&2; echo "${0##*/}: installing ${packages[*]} failed" >&2; }
  allow_services
}

# The packages of what shows the pages, if it is missing: a browser, and letters as most people's look.
missing_browser() {
  [ -n "${RENTABOT_TEST_CHROMIUM:-}" ] || [ -x /usr/bin/chromium ] || printf '%s\n' chromium fonts-liberation
}

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get --quiet --quiet update
  apt-get --quiet --quiet --yes --no-install-recommends --option DPkg::Lock::Timeout=300 install "$@"
}

# The first Python that can run the examples of clients; another one in PATH may hide Debian's.
python_with_pika() {
  local python
  for python in "${RENTABOT_TEST_PYTHON:-python3}" /usr/bin/python3; do
    "$python" -c 'import pika' 2>/dev/null && { echo "$python"; return; }
  done
  return 1
}

allow_services() {
  [ -z "$work" ] || [ "$(readlink /usr/sbin/policy-rc.d)" != "$work/policy-rc.d" ] || rm -f /usr/sbin/policy-rc.d
}

# Beside the restore and the build, which take longer. Where both are named, RENTABOT_TEST_SERVERS keeps what
# tests/servers.sh said, if it started them.
start_servers() {
  [ -z "${RENTABOT_TEST_RABBITMQ:-}" ] || [ -z "${RENTABOT_TEST_POSTGRES:-}" ] || return 0
  unset RENTABOT_TEST_SERVERS
  RENTABOT_TEST_SERVERS=$work/servers tests/servers.sh start </dev/null >"$work/servers.env" 9>&- &
  servers=$!
}

await_servers() {
  both_private=
  [ -n "$servers" ] || return 0
  wait "$servers" || { servers=; fail "no servers, no tests"; }
  servers=
  [ -n "${RENTABOT_TEST_RABBITMQ:-}${RENTABOT_TEST_POSTGRES:-}" ] || both_private=yes
  # shellcheck source=/dev/null
  . "$work/servers.env"
}

stop_servers() {
  [ -n "$work" ] && [ -e "$work/servers" ] || return 0
  RENTABOT_TEST_SERVERS=$work/servers tests/servers.sh stop
}

test_projects() { grep --files-with-matches TestProject.props tests/*/*.csproj; }

run_tests() {
  local project=$1 name options
  name=$(basename "$project" .csproj)
  options=(--no-build --results-directory "$results/$name" --logger "trx;LogFileName=$name.trx")
  [ -z "$coverage" ] || options+=(--collect "XPlat Code Coverage" --settings tests/coverage.runsettings)
  [ -z "$filter" ] || options+=(--filter "$filter")
  step "$name"
  run dotnet test "$project" "${options[@]}" || broken+=("$name")
}

# Sets passed, failed and skipped from what the runs wrote down.
count_results() {
  local name
  list_outcomes >"$work/outcomes"
  passed=$(count_lines '\tPassed\t')
  skipped=$(count_lines '\tNotExecuted\t')
  failed=$(($(count_lines '') - passed - skipped))
  for name in "${broken[@]}"; do
    # A run that ended badly without a failed test: it did not start, or broke off.
    [ "$(count_lines "^$name\tFailed\t")" -gt 0 ] || failed=$((failed + 1))
    problems+=("the tests of $name failed")
  done
  [ "$failed" -eq 0 ] || [ ${#broken[@]} -gt 0 ] || problems+=("$failed tests failed")
  [ $((passed + failed)) -gt 0 ] || problems+=("no test ran")
  if [ "$skipped" -gt 0 ]; then
    step "Skipped"
    awk -F '\t' '$2 == "NotExecuted" { print "  " $3 }' "$work/outcomes"
    [ -z "$both_private" ] || problems+=("$skipped tests were skipped, although both servers are there")
  fi
}

count_lines() { awk -v pattern="$1" '$0 ~ pattern { n++ } END { print n + 0 }' "$work/outcomes"; }

# Project, outcome, test and (when skipped) the reason: a line per test.
list_outcomes() {
  find "$results" -name '*.trx' -exec awk '
    function flush() { if (outcome != "") print project "\t" outcome "\t" test; outcome = "" }
    function attribute(name) { return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : "" }
    FNR == 1 { flush(); project = FILENAME; sub(/.*\//, "", project); sub(/\.trx$/, "", project) }
    /<UnitTestResult / { flush(); outcome = attribute("outcome"); test = attribute("testName") }
    outcome == "NotExecuted" && sub(/.*<Message>/, "") { sub(/<\/Message>.*/, ""); test = test ": " $0 }
    /<\/Results>/ { flush() }
    END { flush() }' {} + | sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g'
}

report_coverage() {
  local summary=$results/coverage/Summary.txt covered coverable
  step "Coverage of src/, in lines"
  # Generated code once more: static fields that a generator adds to a hand-written class come through the first filter.
  run dotnet tool run reportgenerator "-filefilters:-*/obj/*" "-reports:$results/*/*/coverage.cobertura.xml" \
    "-targetdir:$results/coverage" "-reporttypes:TextSummary;Cobertura" -verbosity:Warning || { problems+=("no coverage was reported"); return; }
  covered=$(sed -n 's/^ *Covered lines: *//p' "$summary")
  coverable=$(sed -n 's/^ *Coverable lines: *//p' "$summary")
  awk '/^RentABot/ { printf "  %-32s %6s\n", $1, $2 }' "$summary"
  awk -v covered="$covered" -v coverable="$coverable" -v least="$least_coverage" 'BEGIN {
    printf "  %-32s %5.1f%%  (%d of %d lines; above %d%% is asked for)\n", "all", 100 * covered / coverable, covered, coverable, least
    exit !(100 * covered > least * coverable)
  }' || problems+=("coverage is too low")
}
