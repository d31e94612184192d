#!/bin/sh
# Locks resources of Rent-A-Bot for a CI job, keeps the locks while it runs, and frees them. Needs curl and awk.
#
#   rentabot.sh acquire DIR       stands in the queue and claims; DIR, which is made if need be, gets what is to be known
#   rentabot.sh keep DIR [PID]    extends the locks until they are released. With PID, the job's shell: stops what it
#                                 runs when a lock is lost, and releases by itself when it has been gone for a while
#   rentabot.sh release DIR       cancels what waits, frees what is locked, removes DIR; always safe to call
#
# From the environment:
#   RENTABOT_URL, RENTABOT_API_KEY                         the server and, unless it is open, a key of the role "user"
#   RENTABOT_TAGS, RENTABOT_EXPRESSION or RENTABOT_NAME    what to lock
#   RENTABOT_QUANTITY (1), RENTABOT_PRIORITY (5)           how many, all or none; 1 is most urgent, 10 least
#   RENTABOT_WAIT (1h), RENTABOT_TTL (10m)                 how long to queue; after how long without a sign of life the
#                                                          locks end. 90, 90s, 2h30m
#   RENTABOT_CLIENT_ID                                     who is shown as the holder
#   RENTABOT_GRACE (5m30s)                                 how long "keep" leaves the locks to who cleans up after PID
#
# In DIR: "env" for the job (NAME=value, a line each), "lost" with the reason once a lock was lost; the rest, secrets
# among it, is for this script.
#
# Ends with 0; 1: refused, timed out or not freed; 2: a wrong setting, a missing program; 3: a lock was lost
set -u
umask 077
export LC_ALL=C

say() { printf 'rentabot: %s\n' "$*"; }
fail() {
  code=$1
  shift
  say "$@" >&2
  exit "$code"
}
now() { date +%s; }

# --- Settings

settings() {
  for tool in curl awk sed od; do
    command -v "$tool" >/dev/null || fail 2 "$tool is missing: install it in the job's image or on the agent"
  done
  url=${RENTABOT_URL:-}
  key=${RENTABOT_API_KEY:-}
  case $url in
    '') fail 2 "RENTABOT_URL is not set: it is the server's address, as https://rentabot.example.com" ;;
    *[[:cntrl:][:space:]]* | *@*) fail 2 "RENTABOT_URL has white space or an @ in it; a key goes into RENTABOT_API_KEY" ;;
    http://* | https://*) url=${url%/} ;;
    *) fail 2 "RENTABOT_URL is no address: it begins with http:// or https://" ;;
  esac
  case $key in *[![:graph:]]*) fail 2 "RENTABOT_API_KEY has white space or other characters that no key has" ;; esac
}

# seconds NAME VALUE
seconds() {
  case $2 in *[!0-9dhms]*) duration= ;; *) duration=$2 ;; esac
  printf '%s\n' "$duration" | awk '
    BEGIN { unit["d"] = 86400; unit["h"] = 3600; unit["m"] = 60; unit["s"] = 1 }
    !/^([0-9]+[dhms])+$/ && !/^[0-9]+$/ { exit 1 }
    {
      while (match($0, /^[0-9]+/)) {
        letter = substr($0, RLENGTH + 1, 1)
        total += substr($0, 1, RLENGTH) * (letter == "" ? 1 : unit[letter])
        $0 = substr($0, RLENGTH + 2)
      }
      if (total > 604800) exit 1
      print total
    }' || fail 2 "$1 is \"$2\": it is a duration of at most 7 days, as 90, 90s, 30m or 2h30m"
}

# number NAME VALUE
number() {
  case $2 in
    '' | *[!0-9]* | ?????????*) fail 2 "$1 is \"$2\": it is a whole number" ;;
    *) printf '%s' "$2" | sed 's/^0*\(.\)/\1/' ;;
  esac
}

# In JSON and in curl's configuration alike. By a pipe, so that no process shows it among its arguments.
quoted() { printf '%s' "$1" | sed 's/[\\"]/\\&/g'; }

# property NAME VALUE: of a JSON object, unless it is empty.
property() {
  case $2 in
    '') ;;
    *[[:cntrl:]]*) fail 2 "RENTABOT_$(printf '%s' "$1" | tr '[:lower:]' '[:upper:]') has control characters in it" ;;
    *) printf ',"%s":"%s"' "$1" "$(quoted "$2")" ;;
  esac
}

# --- Calls

# JSON to lines of path, tab and value; control characters become spaces. Split at the quotes, it is walked only once.
# shellcheck disable=SC2016 # it is awk's
flatten='
  function hex(digits,   i, n) {
    for (i = 1; i <= 4; i++) n = n * 16 + index("0123456789abcdef", tolower(substr(digits, i, 1))) - 1
    return n
  }
  function utf8(n) {
    if (n < 32 || n == 127) return " "
    if (n < 128) return sprintf("%c", n)
    if (n < 2048) return sprintf("%c%c", 192 + int(n / 64), 128 + n % 64)
    if (n < 65536) return sprintf("%c%c%c", 224 + int(n / 4096), 128 + int(n / 64) % 64, 128 + n % 64)
    return sprintf("%c%c%c%c", 240 + int(n / 262144), 128 + int(n / 4096) % 64, 128 + int(n / 64) % 64, 128 + n % 64)
  }
  function unescape(text,   out, at, c, n) {
    while ((at = index(text, "\\")) > 0) {
      out = out substr(text, 1, at - 1)
      c = substr(text, at + 1, 1)
      if (c != "u") {
        out = out (c ~ /[bfnrt]/ ? " " : c)
        text = substr(text, at + 2)
        continue
      }
      n = hex(substr(text, at + 2, 4))
      text = substr(text, at + 6)
      if (n >= 55296 && n < 56320 && substr(text, 1, 2) == "\\u") {
        n = 65536 + (n - 55296) * 1024 + hex(substr(text, 3, 4)) - 56320
        text = substr(text, 7)
      }
      out = out utf8(n)
    }
    return out text
  }
  function emit(value,   path, i) {
    path = name[1]
    for (i = 2; i <= depth; i++) path = path "." name[i]
    print path "\t" value
  }
  function flush() {
    if (scalar != "") emit(scalar)
    scalar = ""
  }
  BEGIN { RS = "\"" }
  inside {
    text = text $0
    match(text, /\\*$/)
    if (RLENGTH % 2) { text = text "\""; next }
    inside = 0
    if (kind[depth] == "{" && !keyed[depth]) name[depth] = unescape(text)
    else emit(unescape(text))
    next
  }
  {
    for (i = 1; i <= length($0); i++) {
      c = substr($0, i, 1)
      if (c == "{" || c == "[") { kind[++depth] = c; name[depth] = c == "[" ? 0 : ""; keyed[depth] = 0 }
      else if (c == "}" || c == "]") { flush(); depth-- }
      else if (c == ",") { flush(); keyed[depth] = 0; if (kind[depth] == "[") name[depth]++ }
      else if (c == ":") keyed[depth] = 1
      else if (c !~ /[ \t\r\n]/) scalar = scalar c
    }
    inside = 1
    text = ""
  }'

# value PATH: of the last answer.
value() { awk -F '\t' -v path="$1" '$1 == path { print $2; exit }' "$scratch.values" 2>/dev/null; }

# call METHOD PATH BODY SECONDS [IDEMPOTENCY-KEY]: sets status, which is 000 when no answer came. A signal need not wait
# for the answer.
call() {
  [ -d "$dir" ] || gone
  rm -f "$scratch".*
  printf '' >"$scratch.headers"
  printf '' >"$scratch.answer"
  {
    printf 'url = "%s"\nrequest = "%s"\nmax-time = %s\n' "$(quoted "$url/api/v1/$2")" "$1" "$4"
    [ -z "$key" ] || printf 'header = "X-API-Key: %s"\n' "$(quoted "$key")"
    [ -z "${5:-}" ] || printf 'header = "Idempotency-Key: %s"\n' "$5"
    [ -z "$3" ] || printf 'header = "Content-Type: application/json"\ndata-binary = "%s"\n' "$(quoted "$3")"
  } | curl --silent --show-error --connect-timeout 10 --config - --dump-header "$scratch.headers" \
    --output "$scratch.answer" --write-out '%{http_code}' >"$scratch.status" 2>"$scratch.error" &
  child=$!
  wait "$child"
  code=$?
  child=
  status=$(cat "$scratch.status" 2>/dev/null)
  case $code in
    0) ;;
    1 | 3 | 51 | 58 | 60 | 77) fail 2 "$url: $(cat "$scratch.error")" ;;
    *) status=000 ;;
  esac
  awk "$flatten" "$scratch.answer" >"$scratch.values"
  rm -f "$scratch.answer"
}

# Another release was faster and has done it all.
gone() {
  [ "$command" != acquire ] || exit "${interrupted:-1}"
  exit 0
}

# ask METHOD PATH BODY SECONDS [IDEMPOTENCY-KEY]: the same again and again while the answer is unknown, until the deadline.
ask() {
  pause=1
  while :; do
    call "$@"
    ! is_released || return 0
    case $status in
      000 | 408 | 429 | 5??) ;;
      409) [ "$(value code)" = request_in_progress ] || return 0 ;;
      *) return 0 ;;
    esac
    [ "$(now)" -lt "$deadline" ] || return 0
    [ "$pause" -ne 2 ] || say "$url does not answer ($(reason)); trying on"
    nap "$(retry_after "$pause")"
    [ "$pause" -ge 16 ] || pause=$((pause * 2))
  done
}

retry_after() {
  awk -v least="$1" '
    tolower($1) == "retry-after:" && $2 + 0 > least { least = $2 + 0 }
    END { print int(least < 30 ? least : 30) }' "$scratch.headers"
}

nap() {
  sleep "$1" &
  child=$!
  wait "$child"
  child=
}

reason() {
  detail=$(value detail)
  if [ -n "$detail" ]; then
    printf '%s' "$detail"
  elif [ "$status" = 000 ]; then
    sed 's/^curl: ([0-9]*) //' "$scratch.error" 2>/dev/null
  else
    printf 'HTTP %s' "$status"
  fi
}

# refused WHAT: ends with what the server said and what to do about it.
refused() {
  say "$1: $(reason)" >&2
  sed -n 's/^errors\.\([^.]*\)\.[0-9]*	/rentabot:   \1: /p' "$scratch.values" >&2
  hint=
  case $status:$(value code) in
    401:*) hint="Set RENTABOT_API_KEY to a key that the server knows." ;;
    *:priority_too_urgent) hint="Set RENTABOT_PRIORITY to a larger number, or ask for another key." ;;
    *:quota_exceeded) hint="Wait for this key's other jobs to end, or ask for a larger quota." ;;
    403:*) hint="The key needs the role \"user\"." ;;
    *:never_satisfiable) hint="Check the tags, and that RENTABOT_TTL is within the resources' max_lock_duration." ;;
    *:reservation_expired) hint="Nothing is held. Wait longer (RENTABOT_WAIT), or ask for less." ;;
    *:reservation_cancelled) hint="Somebody ended the wait. Run the job again to queue anew." ;;
    *:reservation_not_found) hint="The server has lost its data, or is another one. Run the job again." ;;
    000:* | 5??:*) hint="Check RENTABOT_URL, and that the server runs and can be reached from here." ;;
    3??:*) hint="Set RENTABOT_URL to the address that this one leads to." ;;
    404:) hint="Check RENTABOT_URL: there is no Rent-A-Bot at that address." ;;
  esac
  [ -z "$hint" ] || say "$hint" >&2
  exit 1
}

# --- acquire

acquire() {
  [ ! -e "$dir/mark" ] || fail 2 "$dir is in use already"
  { mkdir -p "$dir" && chmod 700 "$dir"; } || fail 2 "$dir cannot be made"
  [ -n "${RENTABOT_TAGS:-}${RENTABOT_EXPRESSION:-}${RENTABOT_NAME:-}" ] \
    || fail 2 "say what to lock: RENTABOT_TAGS, RENTABOT_EXPRESSION or RENTABOT_NAME"
  wait=$(seconds RENTABOT_WAIT "${RENTABOT_WAIT:-1h}") || exit
  [ "$wait" -gt 0 ] || wait=1
  ttl=$(seconds RENTABOT_TTL "${RENTABOT_TTL:-10m}") || exit
  quantity=$(number RENTABOT_QUANTITY "${RENTABOT_QUANTITY:-1}") || exit
  priority=$(number RENTABOT_PRIORITY "${RENTABOT_PRIORITY:-5}") || exit
  request=$(
    printf '{"quantity":%s,"priority":%s,"ttl":%s,"max_wait_time":%s' "$quantity" "$priority" "$ttl" "$wait"
    property tags "${RENTABOT_TAGS:-}" && property expression "${RENTABOT_EXPRESSION:-}" \
      && property name "${RENTABOT_NAME:-}" && property client_id "$(printf '%.200s' "${RENTABOT_CLIENT_ID:-}")" \
      && printf '}'
  ) || exit
  # Written before the call: whoever releases can then find out what became of it.
  printf '%s' "$request" >"$dir/request"
  printf '%s\n' "$ttl" >"$dir/ttl"
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$dir/mark"
  [ -s "$dir/mark" ] || fail 2 "$dir cannot be written to"

  # A wrong address shows soon. Once in the queue, a server that is away is waited for as long as the queue.
  deadline=$(($(now) + (wait < 300 ? wait : 300)))
  reserve
  deadline=$(($(now) + wait + 60))
  # Only where no answer came has the server anything to be released.
  case $status in
    201) ;;
    [34]??) rm -f "$dir/mark"; refused "not queued" ;;
    *) refused "not queued" ;;
  esac
  say "in the queue as reservation $reservation"
  shown=
  [ "$(value status)" = fulfilled ] || show_wait
  until claim 15; do
    [ "$status:$(value code)" = 409:not_fulfilled ] || refused "waiting ended"
    show_wait
  done
  say "locked: $(sed -n 's/^RENTABOT_RESOURCES=//p' "$dir/env")"
}

# Sets reservation. Repeated, it is the same one.
reserve() {
  ask POST reservations "$(cat "$dir/request")" 30 "$(cat "$dir/mark")"
  [ "$status" = 201 ] || return 0
  reservation=$(value reservation_id)
  printf '%s' "$reservation" >"$dir/reservation"
}

# claim SECONDS: waits that long for the grant. Repeated, it gives the same locks.
claim() {
  asked=$(now)
  ask POST "reservations/$reservation/claim?wait=$1" '' $(($1 + 30)) "$(cat "$dir/mark")-claim"
  [ "$status" = 200 ] || return 1
  awk -F '\t' -v locks="$dir/locks.new" -v env="$dir/env" '
    { of[$1] = $2 }
    function lock(i, field) { return of["locks." i "." field] }
    END {
      for (i = 0; ("locks." i ".lock_token") in of; i++) {
        name = lock(i, "resource.name")
        names = names (i ? " " : "") name
        print lock(i, "resource_id"), lock(i, "lock_token"), lock(i, "resource.max_lock_duration"), name >locks
        tags = lock(i, "resource.tags.0")
        for (j = 1; ("locks." i ".resource.tags." j) in of; j++) tags = tags "," lock(i, "resource.tags." j)
        prefix = "RENTABOT_RESOURCE_" (i + 1) "_"
        lines = lines prefix "NAME=" name "\n" prefix "ID=" lock(i, "resource_id") "\n" prefix "ENDPOINT=" lock(i, "resource.endpoint") "\n" \
          prefix "TAGS=" tags "\n" prefix "FENCING_TOKEN=" lock(i, "fencing_token") "\n"
      }
      printf "RENTABOT_RESERVATION_ID=%s\n", of["reservation_id"] >env
      printf "RENTABOT_RESOURCES=%s\nRENTABOT_RESOURCE_COUNT=%d\n%s", names, i, lines >env
    }' "$scratch.values"
  ! is_released || return 1
  [ -s "$dir/locks.new" ] || fail 1 "the server's answer to the claim was not understood"
  printf '%s\n' "$asked" >"$dir/claimed"
  mv "$dir/locks.new" "$dir/locks"
}

show_wait() {
  call GET "reservations/$reservation" '' 15
  [ "$status" = 200 ] && [ "$(value status)" = pending ] || return 0
  line="waiting: $(standing)"
  [ "$line" != "$shown" ] || return 0
  shown=$line
  estimate=$(value estimated_start_at)
  [ "${estimate:-null}" = null ] || line="$line; served by $estimate"
  say "$line"
}

# Of the last answer, as the command line says it.
standing() {
  awk -F '\t' '
    { of[$1] = $2 }
    function figure(name) { return of["waiting_for." name] + 0 }
    function add(text) { line = line (line == "" ? "" : "; ") text }
    function count(number, state) {
      if (number > 0) states = states (states == "" ? ": " : ", ") number " " state
    }
    END {
      if (of["position_in_queue"] + 0 > 0) add("position " of["position_in_queue"])
      if (figure("quantity") > 1) add("has " figure("gathered") " of " figure("quantity"))
      count(figure("locked") - figure("locked_then_unavailable"), "locked")
      count(figure("locked_then_unavailable"), "locked then in maintenance")
      count(figure("held"), "held")
      count(figure("unavailable"), "in maintenance")
      count(figure("free"), "free")
      if ("waiting_for.matching" in of) add(figure("matching") > 0 ? figure("matching") " match" states : "nothing matches")
      print line
    }' "$scratch.values"
}

# --- keep

keep() {
  owner=${1:-}
  born=$(born "$owner")
  grace=$(seconds RENTABOT_GRACE "${RENTABOT_GRACE:-5m30s}") || exit
  [ -e "$dir/locks" ] || fail 2 "nothing is locked by $dir"
  ttl=$(cat "$dir/ttl")
  claimed=$(cat "$dir/claimed")
  until=$((claimed + ttl))
  next=$((claimed + ttl / 3))
  leave=
  pause=1
  while ! released; do
    # Without a birth it had gone before this began.
    if [ -n "$owner" ] && { [ -z "$born" ] || [ "$(born "$owner")" != "$born" ]; }; then
      leave=${leave:-$(($(now) + grace))}
      [ "$(now)" -lt "$leave" ] || { release; exit; }
    fi
    if [ "$(now)" -ge "$next" ]; then
      if extend; then
        until=$extended
        pause=$(((until - $(now)) / 3))
        [ "$pause" -ge 1 ] || pause=1
        next=$(($(now) + pause))
        pause=1
      elif [ "$(now)" -ge "$until" ]; then
        lost "the locks could not be extended and have run out: $(reason)"
      else
        next=$(($(now) + pause))
        [ "$pause" -ge 16 ] || pause=$((pause * 2))
      fi
    fi
    nap 1
  done
}

released() { [ -e "$dir/done" ] || [ ! -d "$dir" ]; }

# extend: true when every lock was, and then sets until when they last at least, by this machine's clock.
extend() {
  began=$(now)
  shortest=$ttl
  all=yes
  while read -r id token longest name <&3; do
    left=$((longest - began + claimed))
    [ "$left" -gt 0 ] || lost "$name has reached its max_lock_duration of $longest seconds"
    [ "$left" -lt "$ttl" ] || left=$ttl
    call POST "resources/$id/extend" "{\"lock_token\":\"$token\",\"ttl\":$left}" 15 "$(cat "$dir/mark")-$id-$began"
    case $status:$(value code) in
      200:*) ;;
      # By the time that the call took; what it has stands.
      *:ttl_exceeds_maximum) left=$((until - began)) ;;
      *:lock_lost | *:invalid_lock_token | *:resource_not_found) lost "$name: $(reason)" ;;
      *) all=; say "$name was not extended, and will be tried again: $(reason)" ;;
    esac
    [ "$left" -ge "$shortest" ] || shortest=$left
    # The next ones would wait for nothing, too.
    [ "$status" != 000 ] || break
  done 3<"$dir/locks"
  extended=$((began + shortest))
  [ -n "$all" ]
}

lost() {
  ! released || exit 0
  printf 'rentabot: lock lost: %s\n' "$*" >"$dir/lost"
  cat "$dir/lost" >&2
  [ -z "$owner" ] || stop_job
  exit 3
}

# What runs by now uses what may be another's. The shell first: it heeds the signal when its command has ended.
stop_job() {
  kill -TERM "$owner" 2>/dev/null
  for signal in TERM TERM TERM TERM TERM TERM TERM TERM TERM TERM KILL; do
    running=$(descendants)
    [ -n "$running" ] || return 0
    # shellcheck disable=SC2086 # one word a process
    kill "-$signal" $running 2>/dev/null
    nap 1
  done
}

# Of the owner, this process and what it starts left out.
descendants() {
  processes | awk -v owner="$owner" -v self="$$" '
    { parent[$1] = $2 }
    END {
      for (process in parent) {
        ancestor = process
        for (i = 0; i < 1000 && ancestor in parent && ancestor != owner && ancestor != self; i++) ancestor = parent[ancestor]
        if (ancestor == owner && process != owner) print process
      }
    }'
}

# Process and parent, a line each. Small images have no ps.
processes() {
  if [ -e /proc/self/stat ]; then
    cat /proc/[0-9]*/stat 2>/dev/null | sed -n 's/^\([0-9]*\) (.*) [^Z] \([0-9]*\) .*/\1 \2/p'
  else
    ps -A -o pid= -o ppid=
  fi
}

# born PID: something that no later process with the same number has; empty when it is gone.
born() {
  if [ -z "$1" ]; then
    return
  elif [ -e /proc/self/stat ]; then
    sed -n 's/^[0-9]* (.*) [^Z] //p' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 19
  else
    ps -o lstart= -p "$1"
  fi
}

# --- release

release() {
  [ -d "$dir" ] || return 0
  printf '' >"$dir/done"
  deadline=$(($(now) + ${patience:-120}))
  code=0
  if [ -s "$dir/mark" ]; then
    find_locks || code=1
    [ ! -s "$dir/locks" ] || free || code=$?
    ! is_released || return 0
    [ "$code" -ne 1 ] || say "not freed: $(reason). What is locked ends by itself within $(cat "$dir/ttl") s." >&2
  fi
  [ ! -e "$dir/lost" ] || { cat "$dir/lost" >&2; code=3; }
  # Who was interrupted has little time. What is left is for the release that may come.
  if [ "$code" -eq 1 ] && [ -n "${interrupted:-}" ]; then return 1; fi
  # All at once, for another release would make do with what is left of it.
  mv "$dir" "${dir%/}.$$" 2>/dev/null && rm -rf "${dir%/}.$$"
  return "$code"
}

# By another release, which came earlier and has said what became of it.
is_released() { [ "$command" = release ] && [ ! -d "$dir" ]; }

# What was asked for may have been granted without our having seen it.
find_locks() {
  [ ! -s "$dir/locks" ] || return 0
  if [ -s "$dir/reservation" ]; then
    reservation=$(cat "$dir/reservation")
  else
    reserve
    [ "$status" = 201 ] || { [ "$status" -ge 300 ] && [ "$status" -lt 500 ]; return; }
  fi
  ask DELETE "reservations/$reservation" '' 15
  case $status:$(value code) in
    204:*) say "cancelled reservation $reservation" ;;
    *:already_claimed) claim 0 || [ "$status" = 410 ] ;;
    404:* | 410:*) ;;
    *) return 1 ;;
  esac
}

free() {
  tokens=$(awk '{ printf "%s\"%s\"", (NR > 1 ? "," : ""), $2 }' "$dir/locks")
  ask POST resources/unlock-batch "{\"lock_tokens\":[$tokens]}" 30 "$(cat "$dir/mark")-free"
  [ "$status" = 200 ] || return 1
  awk -F '\t' -v locks="$dir/locks" '
    $1 ~ /^results\.[0-9]+\.result$/ { result[n++] = $2 }
    END {
      for (i = 0; i < n; i++) {
        if ((getline line <locks) > 0) split(line, lock, " ")
        if (result[i] ~ /unlocked$/) names = names " " lock[4]
        else gone = gone " " lock[4]
      }
      if (names != "") print "rentabot: freed:" names
      if (gone != "") print "rentabot: lock lost: these had ended before they were freed:" gone
      exit gone == "" ? 0 : 3
    }' "$scratch.values"
}

# --- Signals: the job was cancelled. Little time is left.

interrupted() {
  trap '' HUP INT TERM
  [ -z "$child" ] || kill "$child" 2>/dev/null
  if [ "$command" = acquire ]; then
    patience=5
    interrupted=$1
    release
  fi
  exit "$1"
}

child=
command=${1:-}
dir=${2:-}
case $command:$dir in
  acquire:?* | keep:?* | release:?*) ;;
  *) fail 2 "usage: rentabot.sh acquire|keep|release DIR; the head of the script says more" ;;
esac
# Not shared: of a job that is cancelled, "acquire" and "release" may free at the same time.
scratch=$dir/$command-$$
trap 'interrupted 129' HUP
trap 'interrupted 130' INT
trap 'interrupted 143' TERM
settings
if [ "$command" = keep ]; then keep "${3:-}"; else "$command"; fi
