# shellcheck shell=bash disable=SC2154 # the script that reads this file sets the rest
# A RabbitMQ node with a name resolver (epmd), cookie, data and logs of its own.

rabbitmq_bin=/usr/lib/rabbitmq/bin
rabbitmq_image=rabbitmq:4.1-alpine

rabbitmq_kind() {
  if [ -x "$rabbitmq_bin/rabbitmq-server" ] && command -v erl_call >/dev/null && command -v epmd >/dev/null; then
    echo local
  else
    container_or_fail RabbitMQ rabbitmq-server RENTABOT_TEST_RABBITMQ
  fi
}

rabbitmq_url() { echo "amqp://guest:guest@127.0.0.1:$(cat "$state/rabbitmq/port")/"; }

# Another process may take a port between the choice and its use: then others are chosen.
rabbitmq_create() {
  local dir=$state/rabbitmq
  mkdir -p "$dir/home"
  rabbitmq_kind >"$dir/kind"
  for _ in 1 2 3; do
    free_ports >"$dir/port"
    rm -rf "$dir/data"
    : >"$dir/log"
    "rabbitmq_create_$(cat "$dir/kind")" && rabbitmq_ready && return
    rabbitmq_discard
  done
  tail -n 20 "$dir/log" >&2
  fail "RabbitMQ did not start; above is the end of its log"
}

rabbitmq_create_local() {
  cat >"$dir/rabbitmq.conf" <<END
listeners.tcp.local = 127.0.0.1:$(cat "$dir/port")
vm_memory_high_watermark.absolute = 1GB
raft.wal_max_size_bytes = 67108864
log.console = true
log.console.level = warning
log.file = false
END
  echo '[].' >"$dir/plugins"
  rabbitmq_run_local
}

rabbitmq_create_container() {
  docker run --detach --name "$(container_of rabbitmq)" --publish "127.0.0.1:$(cat "$dir/port"):5672" \
    "$rabbitmq_image" >>"$dir/log" 2>&1
}

# With nothing of the caller's environment: a RABBITMQ_… or ERL_… of another broker must not reach this one.
rabbitmq_env() {
  local dir=$state/rabbitmq port
  port=$(cat "$dir/port")
  rabbitmq_variables=(
    "PATH=$PATH" "HOME=$dir/home" LANG=C.UTF-8
    RABBITMQ_NODENAME=rentabot@localhost "RABBITMQ_DIST_PORT=$((port + 1))"
    "ERL_EPMD_PORT=$((port + 2))" ERL_EPMD_ADDRESS=127.0.0.1
    "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}"
    RABBITMQ_CONF_ENV_FILE=/dev/null "RABBITMQ_CONFIG_FILE=$dir/rabbitmq.conf" "RABBITMQ_CONFIG_FILES=$dir/conf.d"
    "RABBITMQ_ADVANCED_CONFIG_FILE=$dir/advanced.config" "RABBITMQ_ENABLED_PLUGINS_FILE=$dir/plugins"
    "RABBITMQ_MNESIA_BASE=$dir/data" "RABBITMQ_LOG_BASE=$dir/data"
  )
}

rabbitmq_run_local() {
  local dir=$state/rabbitmq rabbitmq_variables
  rabbitmq_env
  rabbitmq_run_epmd || return
  spawn "$dir/pid" "$dir/log" env -i "${rabbitmq_variables[@]}" "$rabbitmq_bin/rabbitmq-server"
}

# Before the node, which would start a resolver that nobody stops.
rabbitmq_run_epmd() {
  local port=$(($(cat "$dir/port") + 2))
  alive "$dir/epmd.pid" && return
  spawn "$dir/epmd.pid" "$dir/log" epmd -port "$port" -address 127.0.0.1
  eventually 10 listens "$port" && alive "$dir/epmd.pid"
}

# The listener opens when all else is ready; a port proxy in front of a container opens earlier, hence the handshake.
rabbitmq_ready() {
  eventually 90 rabbitmq_answers_or_died && rabbitmq_answers
}

rabbitmq_answers_or_died() { rabbitmq_answers || ! rabbitmq_runs; }

rabbitmq_answers() (
  exec 3<>"/dev/tcp/127.0.0.1/$(cat "$state/rabbitmq/port")" || exit 1
  printf 'AMQP\0\0\011\001' >&3
  IFS= read -r -t 2 -n 1 -d '' frame <&3 && [ "$frame" = $'\001' ]
) 2>/dev/null

rabbitmq_runs() {
  case "$(cat "$state/rabbitmq/kind")" in
    local) alive "$state/rabbitmq/pid" ;;
    container) [ "$(docker inspect --format '{{.State.Running}}' "$(container_of rabbitmq)" 2>/dev/null)" = true ] ;;
  esac
}

rabbitmq_start() {
  rabbitmq_runs && return
  case "$(cat "$state/rabbitmq/kind")" in
    local) rabbitmq_run_local ;;
    container) docker start "$(container_of rabbitmq)" >/dev/null ;;
  esac
  rabbitmq_ready || fail "RabbitMQ did not start again; see $state/rabbitmq/log"
}

rabbitmq_halt() {
  local dir=$state/rabbitmq
  case "$(cat "$dir/kind")" in
    local)
      alive "$dir/pid" || return 0
      kill -TERM "$(cat "$dir/pid")"
      eventually 30 dead "$dir/pid" || kill_session "$dir/pid"
      ;;
    container) docker stop -t 30 "$(container_of rabbitmq)" >/dev/null ;;
  esac
}

rabbitmq_crash() {
  case "$(cat "$state/rabbitmq/kind")" in
    local) kill_session "$state/rabbitmq/pid" ;;
    container) docker kill "$(container_of rabbitmq)" >/dev/null ;;
  esac
}

rabbitmq_discard() {
  case "$(cat "$state/rabbitmq/kind")" in
    local)
      kill_session "$state/rabbitmq/pid"
      kill_session "$state/rabbitmq/epmd.pid"
      ;;
    container) docker rm --force --volumes "$(container_of rabbitmq)" >/dev/null 2>&1 || true ;;
  esac
}

rabbitmq_remove() { rabbitmq_discard; }

rabbitmqctl() { docker exec "$(container_of rabbitmq)" rabbitmqctl --quiet "$@"; }

# Asks the node itself, which takes milliseconds where rabbitmqctl starts a machine of its own for seconds. Callers must
# differ in name: several may ask at once.
rabbitmq_evaluate() {
  local dir=$state/rabbitmq answer
  answer=$(printf '%s.\n' "$1" | env -i "PATH=$PATH" "HOME=$dir/home" "ERL_EPMD_PORT=$(($(cat "$dir/port") + 2))" \
    erl_call -h "caller-$$" -sname rentabot@localhost -e)
  [ "$answer" = "{ok, ok}" ] || fail "RabbitMQ: $answer"
}

# erlang TEXT...: each as a binary, with commas between.
erlang() {
  local text texts=()
  for text in "$@"; do
    text=${text//\\/\\\\}
    texts+=("<<\"${text//\"/\\\"}\">>")
  done
  (IFS=,; echo "${texts[*]}")
}

rabbitmq_vhost() {
  case "$(cat "$state/rabbitmq/kind")" in
    local)
      rabbitmq_evaluate "rabbit_vhost:add($(erlang "$1" tests)),
        rabbit_auth_backend_internal:set_permissions($(erlang guest "$1" '.*' '.*' '.*' tests))"
      ;;
    container)
      rabbitmqctl add_vhost "$1"
      rabbitmqctl set_permissions --vhost "$1" guest '.*' '.*' '.*'
      ;;
  esac
}

rabbitmq_remove_vhost() {
  case "$(cat "$state/rabbitmq/kind")" in
    local) rabbitmq_evaluate "rabbit_vhost:delete($(erlang "$1" tests))" ;;
    container) rabbitmqctl delete_vhost "$1" ;;
  esac
}

rabbitmq_user() {
  local permissions=("${4-.*}" "${5-.*}" "${6-.*}")
  case "$(cat "$state/rabbitmq/kind")" in
    local)
      rabbitmq_evaluate "rabbit_auth_backend_internal:add_user($(erlang "$1" "$2" tests)),
        rabbit_auth_backend_internal:set_permissions($(erlang "$1" "$3" "${permissions[@]}" tests))"
      ;;
    container)
      rabbitmqctl add_user "$1" "$2"
      rabbitmqctl set_permissions --vhost "$3" "$1" "${permissions[@]}"
      ;;
  esac
}
