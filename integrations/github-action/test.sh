#!/usr/bin/env bash
# Tests the action as a runner runs it. Called by integrations/test.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=integrations/lib.sh
. integrations/lib.sh

begin_integrations
need ps=procps
node_tests integrations/github-action/test/action.test.mjs
