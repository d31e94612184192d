#!/usr/bin/env bash
# Checks docker-compose.yml: against the schema of the compose specification, by dclint, and by rules of our own; and
# runs the proxy of the gateways in front of programs that stand for them. No container is started.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/lib.sh
. deploy/lib.sh

begin_check compose haproxy=haproxy

step "docker-compose.yml"
run node deploy/compose/check.js "$work/docker-compose.yml"
# What a service is made of ("<<") stands first here, and anchors stand before their use, whatever the order of letters.
run deploy/node_modules/.bin/dclint "$work/docker-compose.yml" --max-warnings 0 \
  --disable-rule service-keys-order --disable-rule top-level-properties-order

step "The proxy"
run haproxy -c -q -f deploy/compose/haproxy.cfg
run node --test --test-reporter=spec deploy/compose/proxy.test.js
