# shellcheck shell=bash disable=SC2154 # the script that reads this file sets the rest
# What both servers need: the state directory, free ports, processes that outlive the script, containers.
#
# The state directory holds a link to the script and, per server, a directory with the files `kind` (local or
# container), `port`, what the server itself keeps there, and `log`.

state=${RENTABOT_TEST_SERVERS:-}

fail() {
  echo "servers.sh: $*" >&2
  exit 1
}

open_state() {
  wanted=()
  [ -n "${RENTABOT_TEST_RABBITMQ:-}" ] || wanted+=(rabbitmq)
  [ -n "${RENTABOT_TEST_POSTGRES:-}" ] || wanted+=(postgres)
  [ ${#wanted[@]} -gt 0 ] || fail "RENTABOT_TEST_RABBITMQ and RENTABOT_TEST_POSTGRES are both set: there is nothing to start"
  for server in "${wanted[@]}"; do
    "${server}_kind" >/dev/null || exit 1
  done

  state=${state:-$(mktemp -d "${TMPDIR:-/tmp}/rentabot-servers.XXXXXX")}
  mkdir -p "$state"
  state=$(cd "$state" && pwd -P)
  [ ! -e "$state/servers.sh" ] || fail "servers are already there: $state (stop them first, or unset RENTABOT_TEST_SERVERS)"
  # PostgreSQL does not run as root: its user has to get through to its own directory.
  chmod 711 "$state"
  ln -s "$script" "$state/servers.sh"
}

# The link is also the proof that the directory is one of ours, before anything is removed.
need_state() {
  [ -n "$state" ] || fail "RENTABOT_TEST_SERVERS is not set: which servers?"
  [ -L "$state/servers.sh" ] || fail "no servers are there: $state"
}

need_server() {
  need_state
  case "$1" in
    rabbitmq | postgres) ;;
    *) fail "unknown server '$1': rabbitmq or postgres" ;;
  esac
  [ -e "$state/$1/port" ] || fail "$1 was not started by this script"
}

container_or_fail() {
  docker info >/dev/null 2>&1 \
    || fail "no $1: install Debian's $2, start a Docker engine, or set $3"
  echo container
}

# A free port and the two above it, below the range from which outgoing connections take theirs, so that a server
# that is stopped for a while finds its port free when it starts again.
free_ports() {
  local port offset
  for _ in {1..100}; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    for offset in 0 1 2; do
      listens "$((port + offset))" && continue 2
    done
    echo "$port"
    return
  done
  fail "no free port between 20000 and 32000"
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# spawn PIDFILE LOG COMMAND...: in a session of its own, which a Ctrl-C at the terminal does not reach.
spawn() {
  local pidfile=$1 log=$2
  shift 2
  setsid "$@" </dev/null >>"$log" 2>&1 &
  echo $! >"$pidfile"
}

pid_of() { cat "$1" 2>/dev/null || true; }

alive() {
  local pid stat
  pid=$(pid_of "$1")
  [ -n "$pid" ] && stat=$(cat "/proc/$pid/stat" 2>/dev/null) && [[ $stat != *") Z "* ]]
}

# kill_session PIDFILE: the process and all that it started, at once.
kill_session() {
  local pid
  pid=$(pid_of "$1")
  [ -n "$pid" ] || return 0
  kill -KILL -- "-$pid" 2>/dev/null || true
  eventually 10 dead "$1"
}

dead() { ! alive "$1"; }

# eventually SECONDS COMMAND...
eventually() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.1
  done
}

# Named after the whole path: two runs may call their last directories the same.
container_of() { echo "rentabot${state//[^a-zA-Z0-9]/-}-$1"; }
