#!/usr/bin/env bash
# A private RabbitMQ and a private PostgreSQL for tests: free loopback ports, a directory of their own, nothing of
# the machine's own servers touched. From binaries on the machine, else from containers where a Docker engine answers.
#
#   eval "$(tests/servers.sh start)"     starts what RENTABOT_TEST_RABBITMQ / RENTABOT_TEST_POSTGRES do not already name
#   tests/servers.sh stop                stops all that was started and removes the directory
#
# With RENTABOT_TEST_SERVERS (the directory) in the environment; ports and data stay the same:
#
#   tests/servers.sh stop|start|restart|kill rabbitmq|postgres
#   tests/servers.sh env                                                prints the variables again
#   tests/servers.sh vhost NAME                                         a virtual host that guest may use
#   tests/servers.sh remove-vhost NAME                                  and all that is in it
#   tests/servers.sh user NAME PASSWORD VHOST [CONFIGURE WRITE READ]    a broker user without tags
set -euo pipefail

script=$(readlink -f "${BASH_SOURCE[0]}")
here=${script%/*}
# shellcheck source=servers/common.sh
. "$here/servers/common.sh"
# shellcheck source=servers/rabbitmq.sh
. "$here/servers/rabbitmq.sh"
# shellcheck source=servers/postgres.sh
. "$here/servers/postgres.sh"

print_env() {
  printf 'export RENTABOT_TEST_SERVERS=%q\n' "$state"
  [ ! -e "$state/rabbitmq/port" ] || printf 'export RENTABOT_TEST_RABBITMQ=%q\n' "$(rabbitmq_url)"
  [ ! -e "$state/postgres/port" ] || printf 'export RENTABOT_TEST_POSTGRES=%q\n' "$(postgres_url)"
}

# Both at once. A signal lets the step that runs come to its end, so that no server escapes unnoticed.
start_all() {
  local creators=() name creator
  open_state
  trap 'abandon; exit 143' TERM INT HUP
  for name in "${wanted[@]}"; do
    (trap 'exit 143' TERM; "${name}_create") >&2 &
    creators+=($!)
  done
  for creator in "${creators[@]}"; do
    wait "$creator" || { abandon; exit 1; }
  done
  trap - TERM INT HUP
  print_env
}

abandon() {
  trap '' TERM INT HUP
  kill -TERM "${creators[@]}" 2>/dev/null || true
  wait "${creators[@]}" 2>/dev/null || true
  stop_all
}

stop_all() {
  local name
  for name in rabbitmq postgres; do
    [ ! -d "$state/$name" ] || "${name}_remove" >/dev/null 2>&1 || true
  done
  rm -rf "$state"
}

usage() {
  sed -n '2,/^set /{/^# \{0,1\}/s///p}' "$script" >&2
  exit 2
}

verb=${1:-}
[ $# -eq 0 ] || shift
case "$verb" in
  start | stop | restart | kill)
    if [ $# -eq 0 ]; then
      case "$verb" in
        start) start_all ;;
        stop) need_state && stop_all ;;
        *) usage ;;
      esac
    else
      [ $# -eq 1 ] || usage
      need_server "$1"
      case "$verb" in
        start) "$1_start" ;;
        stop) "$1_halt" ;;
        restart) "$1_halt" && "$1_start" ;;
        kill) "$1_crash" ;;
      esac
    fi
    ;;
  env) need_state && print_env ;;
  vhost)
    [ $# -eq 1 ] || usage
    need_server rabbitmq
    rabbitmq_vhost "$1"
    ;;
  remove-vhost)
    [ $# -eq 1 ] || usage
    need_server rabbitmq
    rabbitmq_remove_vhost "$1"
    ;;
  user)
    [ $# -eq 3 ] || [ $# -eq 6 ] || usage
    need_server rabbitmq
    rabbitmq_user "$@"
    ;;
  *) usage ;;
esac
