// Checks that the alerts and the dashboard name nothing that the services do not expose (metrics.txt), and that both are
// what docs/operations.md says; writes the dashboard's queries as a file of rules, for promtool, to the file that is named.
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
    known.set(name + part, { type, labels: [...labels.split(',').filter(Boolean), ...(part === '_bucket' ? ['le'] : [])] });
  }
}
const allLabels = new Set([...targetLabels, ...[...known.values()].flatMap(metric => metric.labels)]);

// --- Expressions

function checkExpression(expression, where) {
  const text = node => expression.slice(node.from, node.to);
  const ancestors = node => (node.parent ? [node.parent, ...ancestors(node.parent)] : []);
  parser.parse(expression).iterate({
    enter({ node }) {
      if (node.type.isError) problems.push(`${where}: not understood near "${expression.slice(node.from, node.from + 20)}"`);
      if (node.name === 'GroupingLabels') {
        for (const label of node.getChildren('LabelName')) demand(allLabels.has(text(label)), `${where}: unknown label ${text(label)}`);
      }
      if (node.name !== 'VectorSelector') return;
      const name = text(node.getChild('Identifier') ?? node);
      const metric = known.get(name);
      if (!metric) return void problems.push(`${where}: unknown metric ${name}`);
      for (const matcher of node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []) {
        const label = text(matcher.getChild('LabelName'));
        demand(metric.labels.includes(label) || targetLabels.includes(label), `${where}: ${name} has no label ${label}`);
      }
      const counted = ancestors(node).some(outer => outer.name === 'FunctionCall' && /^(rate|increase)\b/.test(text(outer)));
      demand(counted === (metric.type !== 'gauge'), `${where}: ${name} is a ${metric.type}, ${counted ? 'and no' : 'so it needs a'} rate`);
    },
  });
}

// --- Alerts

const alerts = parse(read('deploy/prometheus/rent-a-bot.rules.yaml')).groups.flatMap(group => group.rules);
const anchors = new Set([...read('docs/operations.md').matchAll(/^#+ (.*)$/gm)].map(([, title]) => title.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-')));
const testFolder = 'deploy/prometheus/tests';
const cases = readdirSync(path.join(root, testFolder)).flatMap(file => parse(read(`${testFolder}/${file}`)).tests)
  .flatMap(test => test.alert_rule_test);

for (const { alert, expr, labels, annotations } of alerts) {
  demand(/^RentABot[A-Z]/.test(alert), `${alert}: not named RentABot…`);
  demand(['critical', 'warning'].includes(labels.severity), `${alert}: no severity`);
  for (const name of ['summary', 'description', 'runbook_url']) demand(annotations[name], `${alert}: no ${name}`);
  const [page, anchor] = annotations.runbook_url.split('#');
  demand(page.endsWith('/docs/operations.md') && anchors.has(anchor), `${alert}: ${annotations.runbook_url} is no section of docs/operations.md`);
  const own = cases.filter(one => one.alertname === alert);
  demand(own.some(one => one.exp_alerts?.length), `${alert}: no test in which it fires`);
  demand(own.some(one => !one.exp_alerts?.length), `${alert}: no test in which it does not fire`);
  checkExpression(expr, alert);
}

// --- Dashboard

const dashboard = JSON.parse(read('deploy/grafana/rent-a-bot.json'));
const panels = dashboard.panels.filter(panel => panel.type !== 'row');
const filledIn = expression => expression.replaceAll('$__rate_interval', '5m').replaceAll('$__range', '6h').replace(/\$(namespace|pool)/g, '.*');
const queries = [];

for (const { title, description, datasource, targets } of panels) {
  demand(description, `panel "${title}": no description`);
  for (const { expr, legendFormat, datasource: own } of targets) {
    queries.push({ where: `panel "${title}"`, expr: filledIn(expr) });
    demand([datasource, own].every(source => source.uid === '${datasource}'), `panel "${title}": asks a certain data source`);
    for (const [, label] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) demand(allLabels.has(label), `panel "${title}": unknown label ${label}`);
  }
}
for (const { name, expr } of dashboard.annotations.list) queries.push({ where: `annotation "${name}"`, expr: filledIn(expr) });
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

const rules = queries.map(({ expr }, i) => ({ record: `dashboard:query:${i}`, expr }));
writeFileSync(process.argv[2], stringify({ groups: [{ name: 'dashboard', rules }] }));

for (const problem of new Set(problems)) console.error(problem);
process.exitCode = problems.length ? 1 : 0;
