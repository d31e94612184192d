# shellcheck shell=bash disable=SC2154 # the script that reads this file sets the rest
# A PostgreSQL cluster of its own, as durable as a real one (fsync and synchronous_commit stay on).

postgres_image=postgres:17-alpine

# The newest that Debian's packages put on the machine.
postgres_bin() {
  printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1 | xargs dirname
}

postgres_kind() {
  if [ -x "$(postgres_bin)/initdb" ]; then
    echo local
  else
    container_or_fail PostgreSQL postgresql RENTABOT_TEST_POSTGRES
  fi
}

postgres_url() {
  local dir=$state/postgres
  echo "Host=127.0.0.1;Port=$(cat "$dir/port");Username=rentabot;Password=$(cat "$dir/password");Database=postgres"
}

postgres_create() {
  local dir=$state/postgres
  mkdir -p "$dir"
  postgres_kind >"$dir/kind"
  head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$dir/password"
  : >"$dir/log"
  "postgres_prepare_$(cat "$dir/kind")"
  # Another process may take the port between the choice and its use: then another is chosen.
  for _ in 1 2 3; do
    free_ports >"$dir/port"
    "postgres_run_$(cat "$dir/kind")" && return
  done
  tail -n 20 "$dir/log" >&2
  fail "PostgreSQL did not start; above is the end of its log"
}

postgres_prepare_local() {
  if [ "$(id -u)" -eq 0 ]; then
    id postgres >/dev/null 2>&1 && echo postgres >"$dir/user" || echo nobody >"$dir/user"
    chown -R "$(cat "$dir/user")" "$dir"
  fi
  # Collation C is there on every machine.
  as_postgres initdb --pgdata="$dir/data" --username=rentabot --pwfile="$dir/password" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C --no-sync >>"$dir/log" 2>&1 \
    || { tail -n 20 "$dir/log" >&2; fail "initdb failed; above is the end of its log"; }
  # No socket file: its path may be longer than the system takes.
  cat >>"$dir/data/postgresql.conf" <<END
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 300
END
}

postgres_prepare_container() { :; }

# as_postgres PROGRAM ...: PostgreSQL refuses to run as root; nothing of the caller's environment (PGDATA, …) reaches it.
as_postgres() {
  local program as=()
  program=$(postgres_bin)/$1
  shift
  [ ! -e "$state/postgres/user" ] || as=(runuser -u "$(cat "$state/postgres/user")" --)
  (cd "$state" && env -i "PATH=$PATH" LC_ALL=C "${as[@]}" "$program" "$@")
}

postgres_run_local() {
  local dir=$state/postgres
  as_postgres pg_ctl start --pgdata="$dir/data" --log="$dir/log" --wait --timeout=90 --options="-p $(cat "$dir/port")" \
    </dev/null >>"$dir/log" 2>&1
}

postgres_run_container() {
  docker rm --force --volumes "$(container_of postgres)" >/dev/null 2>&1 || true
  docker run --detach --name "$(container_of postgres)" --publish "127.0.0.1:$(cat "$dir/port"):5432" --shm-size 256m \
    --env POSTGRES_USER=rentabot --env POSTGRES_DB=postgres --env POSTGRES_PASSWORD="$(cat "$dir/password")" \
    "$postgres_image" -c max_connections=300 >>"$dir/log" 2>&1 \
    && eventually 90 postgres_container_answers
}

# Asked over TCP: while the image prepares the data, its server answers on the socket file alone.
postgres_container_answers() {
  docker exec "$(container_of postgres)" pg_isready --quiet --host 127.0.0.1 --username rentabot
}

postgres_start() {
  case "$(cat "$state/postgres/kind")" in
    local) as_postgres pg_ctl status --pgdata="$state/postgres/data" >/dev/null 2>&1 || postgres_run_local ;;
    container)
      docker start "$(container_of postgres)" >/dev/null \
        && eventually 90 postgres_container_answers
      ;;
  esac || fail "PostgreSQL did not start again; see $state/postgres/log"
}

postgres_halt() { postgres_stop fast stop; }

# Without a checkpoint: the next start recovers from the log, as after a power cut.
postgres_crash() { postgres_stop immediate kill; }

postgres_stop() {
  case "$(cat "$state/postgres/kind")" in
    local)
      as_postgres pg_ctl status --pgdata="$state/postgres/data" >/dev/null 2>&1 || return 0
      as_postgres pg_ctl stop --pgdata="$state/postgres/data" --mode="$1" --wait --timeout=60 >/dev/null
      ;;
    container) docker "$2" "$(container_of postgres)" >/dev/null ;;
  esac
}

postgres_remove() {
  case "$(cat "$state/postgres/kind")" in
    local)
      as_postgres pg_ctl stop --pgdata="$state/postgres/data" --mode=immediate --wait --timeout=20 \
        || kill -KILL "$(head -n 1 "$state/postgres/data/postmaster.pid")"
      ;;
    container) docker rm --force --volumes "$(container_of postgres)" ;;
  esac
}
