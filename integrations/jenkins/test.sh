#!/usr/bin/env bash
# Tests the shared library by groovy with a stand-in for the pipeline steps. Called by integrations/test.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=integrations/lib.sh
. integrations/lib.sh

begin_integrations
need curl=curl java=default-jre-headless groovy=groovy
JAVA_HOME=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
export JAVA_HOME
node_tests integrations/jenkins/jenkins.test.mjs
