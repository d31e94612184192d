#!/usr/bin/env bash
# Makes the native rentabot and sees that it is what docs/cli.md says: one small file that needs no .NET and does its work
# against a running server. Says how soon it starts, too.
#
#   tests/native-cli.sh
#
# RENTABOT_STANDALONE names a standalone program that is built already. Linux on x64 only. Root on Debian needs nothing but
# the .NET SDK: what is missing is installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tests/lib.sh
. tests/lib.sh

most_bytes=20000000
starts=20

need_linker() {
  local packages=()
  command -v clang >/dev/null || packages+=(clang)
  [ -e /usr/include/zlib.h ] || packages+=(zlib1g-dev)
  [ ${#packages[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then fail "missing: ${packages[*]}"; fi
  step "Installing ${packages[*]}"
  install_packages "${packages[@]}" </dev/null >"$work/apt.log" 2>&1 || { tail -n 20 "$work/apt.log" >&2; fail "installing failed"; }
}

# rentabot ARGUMENTS…: as on a machine that has nothing.
rentabot() { env -i PATH=/nonexistent HOME="$work" RENTABOT_URL="$url" "$work/rentabot" "$@"; }

expect() {
  local what=$1 expected=$2 given=$3
  [ "$given" = "$expected" ] || fail "$what: expected '$expected', but it is '$given'"
  echo "ok: $what"
}

start_server() {
  printf 'board: {tags: arm64, endpoint: "tcp://10.0.0.5:2000"}\n' >"$work/boards.yaml"
  "$RENTABOT_STANDALONE" --port 0 --config "$work/boards.yaml" >"$work/server.log" 2>&1 </dev/null &
  servers=$!
  for _ in $(seq 600); do
    url=$(sed -n 's/.*serves \(http:[^ ,]*\).*/\1/p' "$work/server.log")
    [ -z "$url" ] || ! rentabot list 2>/dev/null | grep -q board || return 0
    kill -0 "$servers" 2>/dev/null || break
    sleep 0.1
  done
  cat "$work/server.log" >&2
  fail "the server does not serve"
}

[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || { echo "native-cli.sh: nothing to do but on Linux x64"; exit 0; }
need_dotnet
use_directory native
need_linker

step "Publishing"
run src/Cli/publish.sh linux-x64 "$work"
bytes=$(stat -c %s "$work/rentabot")
[ "$bytes" -lt $most_bytes ] || fail "it has $bytes bytes; allowed are fewer than $most_bytes"
echo "ok: $bytes bytes"

if [ -z "${RENTABOT_STANDALONE:-}" ]; then
  step "Building a server"
  run dotnet build src/Standalone --verbosity quiet
  RENTABOT_STANDALONE=$PWD/src/Standalone/bin/Debug/net10.0/RentABot.Standalone
fi

step "Running"
url=
rentabot --version | grep -q '^[0-9]' || fail "--version says no version"
rentabot run --help | grep -q '^Exit codes:' || fail "--help says no exit codes"
echo "ok: version and help"
start_server
code=0
# shellcheck disable=SC2016 # the command's own variables
said=$(rentabot run --tags arm64 -- /bin/sh -c 'echo "$RENTABOT_RESOURCES at $RENTABOT_RESOURCE_1_ENDPOINT"; exit 7') || code=$?
expect "what a command is told" "board at tcp://10.0.0.5:2000" "$said"
expect "its exit code" 7 "$code"
rentabot run --tags arm64 --quiet -- /bin/sleep 1000 &
running=$!
until rentabot list | grep -q locked; do sleep 0.1; done
pid=$(pgrep -P "$running" || echo "$running")
kill -TERM "$pid"
code=0
wait "$running" || code=$?
expect "the end by a signal" 143 "$code"
rentabot list --status available | grep -q board || fail "it is not freed"
echo "ok: freed"

step "Starting $starts times"
for _ in $(seq $starts); do
  began=$(date +%s%N)
  "$work/rentabot" --version >/dev/null
  echo $((($(date +%s%N) - began) / 1000))
done | sort -n | awk '{ v[NR] = $1 } END { printf "median %.1f ms (%.1f–%.1f)\n", v[int((NR + 1) / 2)] / 1000, v[1] / 1000, v[NR] / 1000 }'
