#!/usr/bin/env bash
# Tests rentabot.sh, in three shells and with three awks. Called by integrations/test.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=integrations/lib.sh
. integrations/lib.sh

begin_integrations
need curl=curl dash=dash busybox=busybox mawk=mawk gawk=gawk shellcheck=shellcheck
run shellcheck -x integrations/*.sh integrations/*/*.sh
node_tests integrations/sh/rentabot.test.mjs
