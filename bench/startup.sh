#!/usr/bin/env bash
# Measures how long the standalone program takes from the start of its process until it is ready with the devices of
# samples/kernelci-labs.yaml imported: as it is built (libraries compiled ahead of time), and with all of it compiled
# just in time, in turn.
#
#   bench/startup.sh [ROUNDS]        5 unless said
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rounds=${1:-5}
descriptor=samples/kernelci-labs.yaml
devices=$(grep -c '^[^ #]' "$descriptor")
patience_ms=30000
work=$(mktemp -d "${TMPDIR:-/tmp}/rentabot-startup.XXXXXX")
program=
trap '[ -z "$program" ] || kill "$program" 2>/dev/null; rm -rf "$work"' EXIT

now_ms() { echo $(($(date +%s%N) / 1000000)); }

# start_once FOLDER: sets "took" to the milliseconds from the start of the process until it is ready.
start_once() {
  local began port
  began=$(now_ms)
  dotnet "$1/RentABot.Standalone.dll" --port 0 --config "$descriptor" >"$work/log" 2>&1 &
  program=$!
  until port=$(grep -o 'serves http://127.0.0.1:[0-9]*' "$work/log" | grep -o '[0-9]*$') \
    && curl -fs -o /dev/null "http://127.0.0.1:$port/readiness" \
    && curl -fs "http://127.0.0.1:$port/api/v1/resources?limit=1" | grep -q "\"total\":$devices}"; do
    if ! kill -0 "$program" 2>/dev/null || [ $(($(now_ms) - began)) -gt $patience_ms ]; then
      cat "$work/log" >&2
      exit 1
    fi
    sleep 0.02
  done
  took=$(($(now_ms) - began))
  kill "$program"
  wait "$program"
  program=
}

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)], "ms (" v[1] "–" v[NR] ")" }'; }

for variant in false true; do
  dotnet build src/Standalone --output "$work/ahead-$variant" --property:CompileAhead=$variant --verbosity quiet --nologo
done
for _ in $(seq "$rounds"); do
  for variant in false true; do
    start_once "$work/ahead-$variant"
    echo "$took" >>"$work/$variant"
  done
done

echo "Ready with $devices devices, median (least–most) of $rounds starts:"
echo "compiled ahead of time:  $(median "$work/true")"
echo "compiled just in time:   $(median "$work/false")"
