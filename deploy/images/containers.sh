# shellcheck shell=bash disable=SC2154 # the script that reads this file sets the rest
# Building images, running containers of them, and what is to be true of both.

# build TARGET OPTION…
build() {
  "${podman[@]}" build --isolation chroot --network host --format docker --layers "${build_mounts[@]}" \
    --target "$1" "${@:2}" "$context" </dev/null
}

size_of() { "${podman[@]}" image inspect --format '{{.Size}}' "$1"; }

# check_image IMAGE
check_image() {
  local image=rentabot/$1:$version size root config label
  size=$((($(size_of "$image") - $(size_of "$runtime")) / 1000000))
  echo "$image: $size MB over its base"
  [ "$size" -lt "$largest" ] || fail "$image has more than $largest MB"
  root=$("${podman[@]}" image mount "$image")
  [ ! -e "$root/bin/sh" ] || fail "$image has a shell"
  [ -z "$(find "$root/app" -perm /o+w)" ] || fail "in $image anybody may change the program"
  config=$("${podman[@]}" image inspect --format '{{.User}} {{.Config.StopSignal}} {{json .Labels}}' "$image")
  [[ $config == '1654:1654 SIGTERM '* ]] || fail "$image has another user, or another signal: $config"
  for label in 'title":"' 'description":"' 'licenses":"MIT"' "version\":\"$version\"" 'revision":"abc"' 'source":"https://'; do
    [[ $config == *"org.opencontainers.image.$label"* ]] || fail "$image has no label $label"
  done
}

# container OPTION… IMAGE ARGUMENT…: as confined as a cluster would have it.
container() {
  "${podman[@]}" run --network host "${limits[@]}" --read-only --read-only-tmpfs=false --tmpfs /tmp:size=64m,mode=1777 \
    --cap-drop all --security-opt no-new-privileges "$@" </dev/null
}

# start IMAGE OPTION…
start() { container --detach --name "$1" "${@:2}" "rentabot/$1:$version" >/dev/null; }

# stop IMAGE: in time, and in good order.
stop() {
  local began=$SECONDS code
  "${podman[@]}" stop --time "$patience" "$1" >/dev/null
  code=$("${podman[@]}" inspect --format '{{.State.ExitCode}}' "$1")
  echo "$1 ended with $code after $((SECONDS - began)) s."
  [ "$code" -eq 0 ] || { logs_of "$1"; fail "$1 did not stop as it should"; }
}

remove_containers() {
  local code=$?
  set +e
  [ -z "${load:-}" ] || kill -TERM "$load" 2>/dev/null
  "${podman[@]}" rm --all --force --time 0 --volumes >/dev/null 2>&1
  "${podman[@]}" image unmount --all --force >/dev/null 2>&1
  # Whose code it is that the end tells.
  (exit "$code")
  clean_up
}

logs_of() { "${podman[@]}" logs --tail 40 "$1" >&2; }

# await SECONDS COMMAND…
await() {
  local deadline=$((SECONDS + $1))
  until "${@:2}"; do
    [ "$SECONDS" -lt "$deadline" ] || fail "after $1 s still not: ${*:2}"
    sleep 0.2
  done
}

answers() { curl --silent --fail --max-time 5 --output /dev/null "$1"; }

# ready ADDRESS
ready() { await 90 answers "$1/readiness"; }

# healthy CONTAINER: and how long that takes to find out.
healthy() {
  local began=${EPOCHREALTIME/./}
  "${podman[@]}" healthcheck run "$1" || { logs_of "$1"; fail "$1 is not healthy"; }
  echo "$1 is healthy (asked within $(((${EPOCHREALTIME/./} - began) / 1000)) ms)."
}

# confined CONTAINER: what the kernel says of its process.
confined() {
  local status
  status=/proc/$("${podman[@]}" inspect --format '{{.State.Pid}}' "$1")/status
  grep --quiet '^Uid:	1654	1654	1654	1654$' "$status" || fail "$1 runs as another user"
  grep --quiet '^CapEff:	0000000000000000$' "$status" || fail "$1 has capabilities"
  grep --quiet '^NoNewPrivs:	1$' "$status" || fail "$1 may gain rights"
  grep --quiet ' / ro[ ,]' "${status%status}mountinfo" || fail "$1 may write to its root"
}

count_of() { grep --count "^$1 " "$work/load" || true; }

# granted_more NUMBER: since the last time that it was so.
granted_more() {
  [ "$(count_of granted)" -ge $((${granted_before:-0} + $1)) ] || return 1
  granted_before=$(count_of granted)
}

# check_load: each lock that was answered is in the database, no other one is, and no request that came to the gateway was
# left without an answer.
check_load() {
  awk '{ n[$1]++ } END { for (outcome in n) print n[outcome] " requests: " outcome }' "$work/load"
  [ "$(count_of granted)" -ge 200 ] || fail "there was hardly a load"
  [ "$(count_of broken)" -eq 0 ] || { grep '^broken ' "$work/load" >&2; fail "requests were left without an answer"; }
  sed -n 's/^granted //p' "$work/load" | sort >"$work/answered"
  query "SELECT client_id FROM locks WHERE client_id LIKE 'client-%' AND ended_at IS NULL" | sort >"$work/kept"
  diff "$work/answered" "$work/kept" >&2 || fail "what was answered and what the database has differ"
}

# query SQL: its rows.
query() {
  local name value
  local -A part
  while IFS='=' read -r -d ';' name value; do part[$name]=$value; done <<<"$connection;"
  PGPASSWORD=${part[Password]} psql --no-psqlrc --tuples-only --no-align --host "${part[Host]}" --port "${part[Port]}" \
    --username "${part[Username]}" --command "$1" "${part[Database]}"
}
