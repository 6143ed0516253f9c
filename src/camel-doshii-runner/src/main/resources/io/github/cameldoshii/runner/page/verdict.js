// The answer to the first question: do events flow, and if not, why.

import { attribute, byId, keyed, make, write } from './dom.js';
import { ago, clock, count, perSecond } from './format.js';

const QUIET_MILLIS = 60_000;

/** @returns the level (ok, warn, bad), the word for it, and why */
function judge(model) {
  if (!model.linked) {
    return ['bad', 'This page has lost its server', 'What is shown is old. It tries again by itself.'];
  }
  return model.about.mode === 'simulator' ? judgeClients(model) : judgeRoutes(model);
}

function judgeClients(model) {
  const clients = model.simulator?.clients.length ?? 0;
  if (clients === 0) {
    return ['warn', 'Nobody is connected', `Clients connect to ${model.simulator?.socketUrl ?? 'the simulator'}`];
  }
  return ['ok', clients === 1 ? '1 client is connected' : `${clients} clients are connected`, flow(model)];
}

function judgeRoutes(model) {
  const { routes } = model;
  if (routes.length === 0) return ['warn', 'No Doshii route runs', 'The routes start, stop, or receive nothing from Doshii.'];
  const refused = routes.find(route => route.state === 'REFUSED');
  if (refused) return ['bad', 'Refused by the service', because(refused)];
  const away = routes.find(route => route.state !== 'LIVE');
  if (away) return ['bad', away.state === 'AWAITING_PONG' ? 'Almost connected' : 'Not connected', because(away)];
  const troubled = routes.find(route => !route.ready);
  if (troubled) return ['warn', 'Connected, with trouble', because(troubled)];
  const held = routes.find(route => route.readPaused);
  if (held) return ['warn', 'Connected, held back by a slow route', because(held)];
  if (model.now() - model.lastEventAt > QUIET_MILLIS) return ['ok', 'Connected, and quiet', because(routes[0])];
  return ['ok', 'Events flow', because(routes[0])];
}

function because(route) {
  return `${route.routeId}: ${route.status}`;
}

function flow(model) {
  return model.lastEventAt ? `Last event ${ago(model.now() - model.lastEventAt)}` : 'No event has been sent yet';
}

function figures(model) {
  const sum = name => model.routes.reduce((all, route) => all + (route[name] ?? 0), 0);
  const most = name => Math.max(0, ...model.routes.map(route => route[name] ?? 0));
  const all = [
    ['Events a second', perSecond(model.rate())],
    ['Last event', model.lastEventAt ? ago(model.now() - model.lastEventAt) : 'none yet'],
  ];
  if (model.about.mode === 'simulator') {
    all.push(['Sent in all', count(model.total)], ['Faults armed', count(model.simulator?.faults.length ?? 0)]);
    return all;
  }
  const positions = model.routes.map(route => route.position).filter(position => position);
  all.push(['Finished', count(model.total)]);
  all.push(['In the queue', count(sum('pending'))]);
  all.push(['Position', positions.length ? ago(model.now() - Math.min(...positions)) : 'not known']);
  all.push(['Gaps', count(most('gaps'))]);
  return all;
}

export function showVerdict(model) {
  const [level, word, why] = judge(model);
  attribute(document.body, 'data-level', level);
  write(byId('verdict-word'), word);
  write(byId('verdict-why'), why);
  write(byId('mode'), model.about.mode);
  write(byId('version'), model.about.version);
  write(byId('clock'), model.about.mode ? clock(model.now()) : '');
  document.title = `${word} – Doshii events`;
  keyed(byId('figures'), figures(model), figure => figure[0], ([name]) => {
    const group = make('div');
    group.append(make('dt', 'muted', name), make('dd'));
    return group;
  }, (group, [, value]) => write(group.lastElementChild, value));
}
