// The day in tables, as Markdown.

import { fates, shares } from './plan.mjs';

const table = (head, rows) => [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');

export function report({ jobs, outage, result: { violations, figures }, seconds }) {
  const of = (way, fate) => jobs.filter(job => (!way || job.way === way) && (!fate || job.fate === fate)).length;
  const line = (name, way) => [name, of(way), ...Object.keys(fates).map(fate => of(way, fate)), told(jobs, way)];
  const head = ['way', 'jobs', ...Object.keys(fates), 'locks told of'];
  const byWay = table(head, [...Object.keys(shares).map(way => line(way, way)), line('all')]);
  const list = counts => Object.entries(counts).map(([word, number]) => `${number} ${word}`).join(', ');
  const spared = jobs.filter(job => job.isSpared).length;
  const accounts = table(['accounted for', ''], [
    ['jobs that ended as they should', `${jobs.filter(job => job.isAsExpected).length} of ${jobs.length}`
      + (spared ? `, and ${spared} that gave up while no service ran` : '')],
    ['time', `${Math.round(seconds)} s, of which no service ran for ${((outage.up - outage.down) / 1000).toFixed(1)} s `
      + `(${outage.jobs} jobs under way, ${outage.holding} of them holding)`],
    ['locks granted', `${figures.locks}: ${figures.told} told of by jobs, ${figures.untold.length} of jobs that could not tell, `
      + `${figures.others} on the desk`],
    ['their ends', list(figures.ends)],
    ['extensions', figures.extensions],
    ['latest expiry', `${figures.latest} ms after its instant`],
    ['reservations', `${figures.reservations}: ${list(figures.reservationEnds)}`],
    ['waited for what others had', `${figures.waited} that were served later, for up to ${(figures.longestWait / 1000).toFixed(1)} s`],
    ['violations', violations.length],
  ]);
  const more = [['Could not tell', figures.untold], ['Expired for want of a service', figures.spared], ['Violations', violations]]
    .filter(([, lines]) => lines.length > 0).map(([title, lines]) => `${title}:\n${lines.map(one => `- ${one}`).join('\n')}`);
  const said = jobs.filter(job => violations.some(one => one.startsWith(job.id)))
    .map(job => `${job.id} said:\n${(job.said ?? '').slice(-2000)}`);
  return ['', byWay, accounts, ...more, ...said].join('\n\n');
}

const told = (jobs, way) => jobs.filter(job => !way || job.way === way).reduce((sum, job) => sum + (job.story?.bots.length ?? 0), 0);
