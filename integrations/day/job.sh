#!/bin/sh
# What a job of the day does with what it has: writes down the names and fencing tokens, and from when to when it used
# them by this machine's clock, in nanoseconds. Ends with CODE.
#
#   job.sh FILE SECONDS CODE
set -eu
file=$1 seconds=$2 code=$3
sleeper=

end() {
  trap '' HUP INT TERM
  [ -z "$sleeper" ] || kill "$sleeper" 2>/dev/null || :
  echo "end $(date +%s%N)" >>"$file"
  exit "$1"
}
trap 'end 129' HUP
trap 'end 130' INT
trap 'end 143' TERM

number=0
lines=
for name in $(echo "$RENTABOT_RESOURCES" | tr , ' '); do
  number=$((number + 1))
  # The recipes tell the names alone.
  eval "token=\${RENTABOT_RESOURCE_${number}_FENCING_TOKEN:--}"
  # shellcheck disable=SC2154 # by eval
  lines="${lines}bot $name $token
"
done
# At once, so that nobody reads half of it.
printf '%sbegin %s\n' "$lines" "$(date +%s%N)" >>"$file"
sleep "$seconds" &
sleeper=$!
wait "$sleeper"
end "$code"
