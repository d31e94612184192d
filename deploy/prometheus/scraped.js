// Asks a Prometheus that has scraped the services after the README's tour: every metric of metrics.txt is there, with
// the labels that it says and a value that the tour explains. Waits until the last scrape has everything, for a minute
// at most.
//
//   node deploy/prometheus/scraped.js http://127.0.0.1:9090
'use strict';
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

const [, , prometheus] = process.argv;
const targetLabels = ['__name__', 'job', 'instance', 'le'];
const parts = { gauge: [''], counter: [''], histogram: ['_bucket', '_count', '_sum'] };
const metrics = readFileSync(path.join(__dirname, 'metrics.txt'), 'utf8').split('\n')
  .filter(line => line && !line.startsWith('#'))
  .map(line => line.split(' '))
  .map(([name, type, labels = '']) => ({ name, type, labels: labels.split(',').filter(Boolean) }));

// What holds after the tour, as expressions that find something when it does.
const plausible = [
  'count(up) == count(up == 1)',
  'rentabot_lock_acquisitions_total{result="granted"} > 0',
  'rentabot_lock_acquisitions_total{result="no_resource_available"} > 0',
  'rentabot_lock_acquisitions_total{result="resource_unavailable"} > 0',
  'rentabot_lock_acquisitions_total{result="other"} == 0',
  'rentabot_lock_expirations_total == 0',
  'rentabot_lock_duration_seconds_count > 0',
  'sum(rentabot_queue_wait_seconds_count) > 0',
  'count(rentabot_queue_wait_seconds_count) == 10',
  'rentabot_expiry_delay_seconds_count == 0',
  'sum(rentabot_resources) > 100',
  'rentabot_resources{status="unavailable"} == 1',
  'sum(rentabot_active_locks) == sum(rentabot_resources{status="locked"})',
  'rentabot_resource_utilization_ratio >= 0 and rentabot_resource_utilization_ratio <= 1',
  'count(rentabot_reservation_queue_depth) == 10',
  'rentabot_event_relay_pending == 0',
  'rentabot_event_relay_lag_seconds == 0',
  'sum(rentabot_error_queue_messages) == 0',
  'rentabot_api_request_duration_seconds_count{route="/api/v1/resources/lock",method="POST",status="200"} > 0',
  'rentabot_api_request_duration_seconds_count{route="/api/v1/resources/lock",method="POST",status="409"} > 0',
  'rentabot_live_connections == 0',
  'rentabot_live_cut_off_total == 0',
  'count({__name__=~"messaging_masstransit_.+"}) > 0',
];

async function ask(query) {
  const answer = await fetch(`${prometheus}/api/v1/query?query=${encodeURIComponent(query)}`);
  const { status, data, error } = await answer.json();
  if (status !== 'success') throw new Error(`${query}: ${error}`);
  return data.result;
}

async function problemsNow() {
  const problems = [];
  for (const { name, type, labels } of metrics) {
    for (const part of parts[type]) {
      const series = await ask(name + part);
      if (series.length === 0) problems.push(`${name}${part}: no series`);
      const unknown = series.flatMap(({ metric }) => Object.keys(metric)).find(label => ![...labels, ...targetLabels].includes(label));
      if (unknown) problems.push(`${name}${part}: an unknown label ${unknown}`);
    }
  }
  for (const expression of plausible) {
    if ((await ask(expression)).length === 0) problems.push(`it does not hold that ${expression}`);
  }
  return problems;
}

async function main() {
  const end = Date.now() + 60_000;
  let problems = ['Prometheus does not answer'];
  while (problems.length > 0 && Date.now() < end) {
    await sleep(1000);
    problems = await problemsNow().catch(error => [error.message]);
  }
  for (const problem of problems) console.error(problem);
  console.log(`${metrics.length} metrics and ${plausible.length} expectations, ${problems.length} problems`);
  process.exitCode = problems.length ? 1 : 0;
}

main();
