# shellcheck shell=bash disable=SC2154 # the script that reads this file sets the rest
# Has a Prometheus scrape services that run, and looks at what it got.

# scrape ADDRESS…: of each service, as http://host:port, after the tour of README.md.
scrape() {
  local address port prometheus code=0
  for address in "$@"; do
    # What promtool says of style is about metrics of libraries, too; only what cannot be read is a failure.
    curl --silent --fail "$address/metrics" >"$work/metrics.txt"
    promtool check metrics <"$work/metrics.txt" >"$work/metrics.log" 2>&1 || code=$?
    if [ "$code" -ne 0 ] && grep --invert-match --quiet --extended-regexp '^(messaging_masstransit|dotnet)_' "$work/metrics.log"; then
      cat "$work/metrics.log" >&2
      fail "$address/metrics is not as Prometheus wants it"
    fi
  done

  port=$( . tests/servers/common.sh && free_ports)
  {
    printf 'global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n'
    printf -- '- {job_name: rent-a-bot, static_configs: [{targets: [%s]}]}\n' "$(printf '"%s",' "${@#http://}")"
  } >"$work/prometheus.yaml"
  promtool check config "$work/prometheus.yaml" >/dev/null
  prometheus --config.file "$work/prometheus.yaml" --storage.tsdb.path "$work/prometheus" \
    --web.listen-address "127.0.0.1:$port" --log.level error 2>"$work/prometheus.log" &
  prometheus=$!
  code=0
  node deploy/prometheus/scraped.js "http://127.0.0.1:$port" || code=$?
  kill "$prometheus"
  wait "$prometheus" || true
  [ "$code" -eq 0 ] || { cat "$work/prometheus.log" >&2; fail "Prometheus did not get all that is promised"; }
}
