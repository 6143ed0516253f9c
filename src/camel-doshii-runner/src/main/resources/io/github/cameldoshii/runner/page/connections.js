// One card for each route and its connection; beside a simulator alone, one for each client.

import { attribute, byId, keyed, make, write } from './dom.js';
import { ago, count, cut, span } from './format.js';

const WORDS = {
  LIVE: 'connected', AWAITING_PONG: 'first heartbeat', CONNECTING: 'connecting', BACKOFF: 'reconnecting',
  REFUSED: 'refused', IDLE: 'not started', CLOSED: 'stopped',
};
const RECOVERY = {
  IDLE: 'idle', CATCHING_UP: 'catching up', FAILING: 'fails, is tried again', DEAF: 'stale stream',
  STALE_STREAM: 'stale stream',
};

function level(route) {
  if (route.state === 'LIVE') return route.ready && !route.readPaused ? 'ok' : 'warn';
  return route.state === 'CLOSED' || route.state === 'IDLE' ? 'idle' : 'bad';
}

function routeFacts(route, now) {
  return [
    ['Queue', `${count(route.pending)} of ${count(route.queueSize)}${route.readPaused ? ', reading held back' : ''}`],
    ['Position', route.position ? ago(now - route.position) : 'not known'],
    ['Recovery', `${RECOVERY[route.catchUp] ?? route.catchUp}, ${count(route.recoveredEvents)} events`],
    ['Gaps', route.gaps ? count(route.gaps) : 'none'],
    ['Heartbeat', route.roundTripMillis ? `${count(route.roundTripMillis)} ms` : 'not yet'],
    ['Last message', route.lastMessageAt ? ago(now - route.lastMessageAt) : 'none'],
    ['Disconnects', `${count(route.disconnects)}, ${count(route.connectAttempts)} attempts`],
    ['Unreadable', count(route.unreadableMessages)],
  ];
}

function clientFacts(client, now) {
  return [
    ['Connected for', span(now - client.since)],
    ['Heartbeats', count(client.pings)],
    ['Last heartbeat', client.lastPing ? ago(now - client.lastPing) : 'none'],
  ];
}

function cards(model) {
  const now = model.now();
  if (model.about.mode === 'simulator') {
    return (model.simulator?.clients ?? []).map(client => ({
      key: `client ${client.number}`, title: `Connection ${client.number}`, level: 'ok', word: 'open',
      status: '', gap: '', facts: clientFacts(client, now),
    }));
  }
  return model.routes.map(route => ({
    key: route.routeId, title: route.routeId, level: level(route), word: WORDS[route.state] ?? route.state,
    status: `${route.connection || route.environment}: ${route.status}`,
    gap: route.lastGap ? `Last gap: ${cut(route.lastGap, 220)}` : '', facts: routeFacts(route, now), fill: route.queueSize ? route.pending / route.queueSize : 0,
  }));
}

function create() {
  const card = make('article', 'card');
  const head = make('div', 'card-head');
  head.append(make('h3'), make('span', 'state'));
  const meter = make('div', 'fill');
  meter.append(make('i'));
  card.append(head, make('p', 'status muted'), meter, make('dl', 'facts'), make('p', 'last-gap'));
  return card;
}

function update(element, card) {
  const [head, status, fill, facts, gap] = element.children;
  attribute(element, 'data-level', card.level);
  write(head.firstElementChild, card.title);
  write(head.lastElementChild, card.word);
  write(status, card.status);
  write(gap, card.gap);
  fill.hidden = card.fill === undefined;
  fill.firstElementChild.style.inlineSize = `${Math.round(100 * (card.fill ?? 0))}%`;
  keyed(facts, card.facts, fact => fact[0], ([name]) => {
    const group = make('div');
    group.append(make('dt', 'muted', name), make('dd'));
    return group;
  }, (group, [, value]) => write(group.lastElementChild, value));
}

export function showConnections(model) {
  const all = cards(model);
  byId('connections-empty').hidden = all.length > 0;
  keyed(byId('connections'), all, card => card.key, create, update);
}
