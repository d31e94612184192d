// Checks that alerts and dashboard name nothing that the services do not expose (metrics.txt), that each alert has its
// tests and its section in docs/operations.md, and that the dashboard is whole. Writes a test for promtool to the file
// that is named: where all metrics are there, every query of the dashboard finds something.
'use strict';
const { readFileSync, readdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { parser } = require('@prometheus-io/lezer-promql');
const { parse, stringify } = require('yaml');

const root = path.join(__dirname, '../..');
const read = file => readFileSync(path.join(root, file), 'utf8');
const problems = [];
const demand = (holds, problem) => holds || problems.push(problem);

// --- What there is

const targetLabels = ['namespace', 'job', 'instance', 'pod'];
const parts = { gauge: [''], counter: [''], histogram: ['_bucket', '_count', '_sum'] };
const known = new Map([['ALERTS', { type: 'gauge', labels: ['alertname', 'alertstate', 'severity'] }]]);
for (const line of read('deploy/prometheus/metrics.txt').split('\n').filter(line => line && !line.startsWith('#'))) {
  const [name, type, labels = ''] = line.split(' ');
  for (const part of parts[type]) {
    const own = labels.split(',').filter(Boolean);
    known.set(name + part, { type, labels: part === '_bucket' ? [...own, 'le'] : own });
  }
}
const allLabels = new Set([...targetLabels, ...[...known.values()].flatMap(metric => metric.labels)]);

// --- Expressions

function checkExpression(expression, where) {
  const must = (holds, problem) => demand(holds, `${where}: ${problem}`);
  const text = node => expression.slice(node.from, node.to);
  const ancestors = node => (node.parent ? [node.parent, ...ancestors(node.parent)] : []);
  parser.parse(expression).iterate({
    enter({ node }) {
      must(!node.type.isError, `not understood near "${expression.slice(node.from, node.from + 20)}"`);
      if (node.name === 'GroupingLabels') {
        const grouped = [...known].filter(([name]) => new RegExp(`\\b${name}\\b`).test(text(node.parent.parent)));
        const labels = [...targetLabels, ...grouped.flatMap(([, metric]) => metric.labels)];
        for (const label of node.getChildren('LabelName').map(text)) must(labels.includes(label), `nothing has a label ${label}`);
      }
      if (node.name !== 'VectorSelector') return;
      const name = text(node.getChild('Identifier') ?? node);
      const metric = known.get(name);
      must(metric, `unknown metric ${name}`);
      if (!metric) return;
      for (const matcher of node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []) {
        const label = text(matcher.getChild('LabelName'));
        must([...metric.labels, ...targetLabels].includes(label), `${name} has no label ${label}`);
      }
      const calls = ancestors(node).filter(outer => outer.name === 'FunctionCall').map(text);
      const rated = calls.some(call => /^(rate|increase)\b/.test(call));
      must(rated === (metric.type !== 'gauge'), `${name} is a ${metric.type}, and ${rated ? '' : 'not '}rated`);
    },
  });
}

// --- Alerts

const alerts = parse(read('deploy/prometheus/rent-a-bot.rules.yaml')).groups.flatMap(group => group.rules);
const anchor = title => title.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-');
const anchors = [...read('docs/operations.md').matchAll(/^#+ (.*)$/gm)].map(([, title]) => anchor(title));
const testFolder = 'deploy/prometheus/tests';
const alertTests = readdirSync(path.join(root, testFolder)).flatMap(file => parse(read(`${testFolder}/${file}`)).tests)
  .flatMap(test => test.alert_rule_test);

for (const { alert, expr, labels, annotations } of alerts) {
  demand(/^RentABot[A-Z]/.test(alert), `${alert}: not named RentABot…`);
  demand(['critical', 'warning'].includes(labels.severity), `${alert}: no severity`);
  for (const name of ['summary', 'description', 'runbook_url']) demand(annotations[name], `${alert}: no ${name}`);
  const [page, section] = annotations.runbook_url.split('#');
  demand(page.endsWith('/docs/operations.md') && anchors.includes(section), `${alert}: its runbook_url is no section`);
  const own = alertTests.filter(one => one.alertname === alert);
  demand(own.some(one => one.exp_alerts?.length), `${alert}: no test in which it fires`);
  demand(own.some(one => !one.exp_alerts?.length), `${alert}: no test in which it does not fire`);
  checkExpression(expr, alert);
}

// --- Dashboard

const dashboard = JSON.parse(read('deploy/grafana/rent-a-bot.json'));
const panels = dashboard.panels.filter(panel => panel.type !== 'row');
const values = { __rate_interval: '5m', __range: '6h', namespace: '.*', pool: '.*' };
const filledIn = expression => expression.replace(/\$(\w+)/g, (unknown, name) => values[name] ?? unknown);
const queries = [];

for (const { title, description, datasource, targets } of panels) {
  const must = (holds, problem) => demand(holds, `panel "${title}": ${problem}`);
  must(description, 'no description');
  for (const { expr, legendFormat, datasource: own } of targets) {
    queries.push({ where: `panel "${title}"`, expr: filledIn(expr) });
    must([datasource, own].every(source => source.uid === '${datasource}'), 'asks a certain data source');
    for (const [, label] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) must(allLabels.has(label), `unknown label ${label}`);
  }
}
for (const { name, expr } of dashboard.annotations.list) {
  queries.push({ where: `annotation "${name}"`, expr: filledIn(expr) });
}
for (const { name, type, query } of dashboard.templating.list) {
  if (type !== 'query') continue;
  const [, expr, label] = /^label_values\((.*), (\w+)\)$/.exec(query.query);
  queries.push({ where: `variable "${name}"`, expr: filledIn(expr) });
  demand(allLabels.has(label), `variable "${name}": unknown label ${label}`);
}
for (const { where, expr } of queries) checkExpression(expr, where);

const ids = dashboard.panels.map(panel => panel.id);
demand(new Set(ids).size === ids.length, 'two panels have the same id');
for (const { title, gridPos: a } of dashboard.panels) {
  demand(a.x + a.w <= 24, `panel "${title}" is too far to the right`);
  for (const { title: other, gridPos: b } of dashboard.panels) {
    const apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
    demand(a === b || apart, `panels "${title}" and "${other}" overlap`);
  }
}
const shown = JSON.stringify(panels);
for (const name of known.keys()) {
  const family = name.replace(/_(bucket|count|sum)$/, '');
  demand(shown.includes(family), `nothing on the dashboard shows ${family}`);
}

// --- A test of its queries

const labelValues = {
  alertname: ['RentABotRelayLag'],
  alertstate: ['firing'],
  kind: ['sse', 'websocket'],
  le: ['1', '+Inf'],
  method: ['GET'],
  pool: ['', 'usb'],
  priority: ['1', '5', '10'],
  queue: ['rentabot-dead-letter'],
  result: ['granted'],
  route: ['/api/v1/resources'],
  severity: ['warning'],
  status: ['available', 'held', 'locked', 'unavailable', '200', 'pending', 'parked'],
};
const combine = labels => labels.reduce(
  (sets, label) => sets.flatMap(set => labelValues[label].map(value => [...set, `${label}="${value}"`])), [[]]);

const series = [...known].flatMap(([name, { type, labels }]) => combine(labels).map(set => ({
  series: `${name}{${set.join(',')}}`,
  values: type === 'gauge' ? '1x400' : '0+1x400',
})));
const cases = queries.map(({ expr }) => ({
  expr: `count(${expr}) > bool 0`,
  eval_time: '400m',
  exp_samples: [{ labels: '{}', value: 1 }],
}));
const test = { name: 'dashboard', interval: '1m', input_series: series, promql_expr_test: cases };
writeFileSync(process.argv[2], stringify({ rule_files: [], evaluation_interval: '1m', tests: [test] }));

for (const problem of new Set(problems)) console.error(problem);
process.exitCode = problems.length ? 1 : 0;
