#!/usr/bin/env bash
# Checks the chart and the plain manifests, without a cluster: what they make is what Kubernetes takes, wrong values are
# refused, secrets stay the same over an upgrade, and k8s/ is what the chart makes.
#
#   deploy/test-manifests.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/lib.sh
. deploy/lib.sh
# shellcheck source=deploy/tools.sh
. deploy/tools.sh

begin_check manifests unzip=unzip
get_tools
step "The chart and the manifests"
run node --test deploy/manifests/*.test.mjs
