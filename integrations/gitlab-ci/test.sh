#!/usr/bin/env bash
# Tests the template by gitlab-ci-local with the shell executor. Called by integrations/test.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=integrations/lib.sh
. integrations/lib.sh

begin_integrations
need curl=curl git=git rsync=rsync
node_tests integrations/gitlab-ci/gitlab-ci.test.mjs
