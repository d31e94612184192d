#!/usr/bin/env bash
# Checks the alerts of deploy/prometheus and the dashboard of deploy/grafana: by promtool, by tests in which each alert
# fires and does not, and that both name only what the services expose.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/lib.sh
. deploy/lib.sh

# promtool alone; the server is not started.
begin_check prometheus promtool=prometheus

step "Alerts"
run promtool check rules deploy/prometheus/rent-a-bot.rules.yaml
run promtool test rules deploy/prometheus/tests/*.test.yaml

step "Dashboard"
run node deploy/prometheus/check.js "$work/dashboard.test.yaml"
run promtool test rules "$work/dashboard.test.yaml"
