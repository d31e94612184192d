#!/usr/bin/env bash
# Builds the images by the Dockerfile and runs them with podman, beside a private PostgreSQL and a private RabbitMQ:
# their size, their rights, their health, the tour of README.md, what a Prometheus gets of them, and that nothing is lost
# when one is told to stop.
#
# The base images are stand-ins made of this machine's own .NET, unless RENTABOT_TEST_BASES=registry: then they are pulled.
# Where podman cannot run, nothing is checked; that is a failure where CI is set.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/lib.sh
. deploy/lib.sh

services=(gateway allocator scheduler)
images=("${services[@]}" standalone)
largest=130 # MB, over the base
patience=10 # seconds, to stop

begin_check images curl=curl prometheus=prometheus
command -v dotnet >/dev/null || fail "the .NET SDK is missing: see global.json for the version"
hash podman runc 2>/dev/null || install_missing podman runc
# The private PostgreSQL runs as a user of its own, and has its data below.
chmod 711 "$work"
podman=(
  podman --root "$work/storage" --runroot "$work/run" --storage-driver=vfs --cgroup-manager=cgroupfs --runtime runc
  --log-level error
)
# Podman's own defaults are more than a machine may give.
limits=(--ulimit nofile=4096:4096 --ulimit nproc=4096:4096)
# There may be no systemd, which would ask for the health; here we do.
export DISABLE_HC_SYSTEMD=true
# shellcheck source=deploy/images/bases.sh
. deploy/images/bases.sh
# shellcheck source=deploy/images/containers.sh
. deploy/images/containers.sh
# shellcheck source=deploy/prometheus/scrape.sh
. deploy/prometheus/scrape.sh
trap remove_containers EXIT

podman_runs() {
  hash podman runc 2>/dev/null || return
  if [ "${RENTABOT_TEST_BASES:-}" = registry ]; then
    build_mounts=()
  else
    make_sdk_base
    make_runtime_base
  fi
  run "${podman[@]}" run --rm --network host "${limits[@]}" "$runtime" dotnet --list-runtimes
}

step "Base images"
runtime=$(base_named aspnet)
if ! podman_runs; then
  echo "${0##*/}: podman cannot run here, so no image is checked" >&2
  [ -z "${CI:-}" ]
  exit
fi

install_missing
unset RENTABOT_TEST_RABBITMQ RENTABOT_TEST_POSTGRES
start_servers

step "Building"
context=$work/context
mkdir "$context"
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents --preserve=mode,timestamps --target-directory "$context"
# What a working copy may have, and no image may.
echo secret >"$context/.env"
version=$(sed -n 's/.*<Version>\(.*\)<.*/\1/p' Directory.Build.props)
for image in publish "${images[@]}"; do
  build "$image" --build-arg "VERSION=$version" --build-arg REVISION=abc --tag "rentabot/$image:$version" >"$work/build.log" 2>&1 \
    || { tail -n 40 "$work/build.log" >&2; fail "$image was not built"; }
done

step "What is in them"
source=$("${podman[@]}" image mount "rentabot/publish:$version")/source
for path in .env .git tests docs deploy; do
  [ ! -e "$source/$path" ] || fail "the build sees $path, which no image needs"
done
for image in "${images[@]}"; do check_image "$image"; done

step "A change of the source"
echo '// changed' >>"$context/src/Gateway/Program.cs"
build restore >"$work/build.log" 2>&1
steps=$(grep -c '^STEP' "$work/build.log")
cached=$(grep -c -- '--> Using cache' "$work/build.log")
[ "$cached" -eq $((steps - 1)) ] || fail "only $cached of $((steps - 1)) steps of the restore came from the cache"
echo "All $cached steps of the restore came from the cache."

step "The standalone program"
boards=$work/boards
mkdir "$boards"
cp samples/kernelci-labs.yaml "$boards/rentabot.yaml"
port=$( . tests/servers/common.sh && free_ports)
address=http://127.0.0.1:$port
start standalone --env "Urls=http://127.0.0.1:$port" --volume "$boards/rentabot.yaml:/data/rentabot.yaml:ro"
ready "$address"
healthy standalone
confined standalone
node deploy/images/tour.js "$address"
curl --silent --fail --output "$work/lock.json" --request POST "$address/api/v1/resources/7/lock"
stop standalone
"${podman[@]}" start standalone >/dev/null
ready "$address"
[[ $(curl --silent "$address/api/v1/resources/7") == *'"locked":true'* ]] || fail "the lock is gone after a restart"
stop standalone

step "The services"
await_servers
connection=$RENTABOT_TEST_POSTGRES
read -r port allocator_port scheduler_port < <( . tests/servers/common.sh && first=$(free_ports) && echo "$first $((first + 1)) $((first + 2))")
address=http://127.0.0.1:$port
# More than are locked below.
for i in {1..4000}; do echo "load.board-$i: {tags: load}"; done | cat samples/kernelci-labs.yaml - >"$boards/all.yaml"
settings=(
  --env "RabbitMq__Url=$RENTABOT_TEST_RABBITMQ" --env "Postgres__ConnectionString=$connection"
  --env "Tokens__Keys__0=$(head -c 32 /dev/urandom | base64)" --env Gateway__DescriptorPath=/etc/rentabot/all.yaml
  --volume "$boards:/etc/rentabot:ro"
)
container --rm "${settings[@]}" "rentabot/allocator:$version" --migrate-only
start allocator --env "Urls=http://127.0.0.1:$allocator_port" "${settings[@]}"
start scheduler --env "Urls=http://127.0.0.1:$scheduler_port" "${settings[@]}"
start gateway --env "Urls=http://127.0.0.1:$port" "${settings[@]}"
for one in "$port" "$allocator_port" "$scheduler_port"; do ready "http://127.0.0.1:$one"; done
for service in "${services[@]}"; do
  healthy "$service"
  confined "$service"
done
node deploy/images/tour.js "$address"
scrape "$address" "http://127.0.0.1:$allocator_port" "http://127.0.0.1:$scheduler_port"

step "Stopping under load"
: >"$work/load"
node deploy/images/load.js "$address" >"$work/load" &
load=$!
for service in gateway allocator scheduler; do
  await 60 granted_more 70
  stop "$service"
  "${podman[@]}" start "$service" >/dev/null
done
await 60 granted_more 70
kill -TERM "$load"
wait "$load"
check_load
for service in "${services[@]}"; do stop "$service"; done
