// Connects, outages and gaps: a lane for each connection, and a list that says the same in words.

import { attribute, byId, keyed, make, shape, write } from './dom.js';
import { clock, fault, span } from './format.js';

const WINDOW = 10 * 60_000;
const LANE = 22;
const TOP = 16;
const AXIS = 18;
const MAX_LISTED = 40;

const STATES = { connecting: 'trying', connected: 'up', disconnected: 'down', refused: 'down' };
const MARKS = { gap: '◆', recovered: '✓', fault: '▲' };

/** The states of one connection, oldest first, each with its beginning and end. */
function segments(moments, now) {
  const changes = moments.filter(moment => STATES[moment.kind]).reverse();
  return changes
    .map((change, i) => ({ state: STATES[change.kind], from: change.at, to: changes[i + 1]?.at ?? now }))
    .reduce(joined, [])
    .filter(segment => segment.to > now - WINDOW);
}

/** Adds a segment; one that goes on with the state of the last makes that longer. */
function joined(all, segment) {
  if (all.at(-1)?.state === segment.state) all.at(-1).to = segment.to;
  else all.push(segment);
  return all;
}

function draw(svg, model) {
  const now = model.now();
  const width = svg.clientWidth || 600;
  const x = at => Math.max(0, width * (1 - (now - at) / WINDOW));
  const lanes = [...new Set(model.moments.filter(moment => STATES[moment.kind] && moment.where).map(moment => moment.where))].sort().slice(0, 6);
  const height = TOP + Math.max(1, lanes.length) * LANE + AXIS;
  attribute(svg, 'viewBox', `0 0 ${width} ${height}`);
  svg.style.blockSize = `${height}px`;
  const parts = [];
  for (let minute = 0; minute <= 10; minute += width > 480 ? 2 : 5) {
    const at = width * (1 - minute / 10);
    parts.push(shape('line', { class: 'grid', x1: at, x2: at, y1: TOP, y2: height - AXIS }));
    const label = shape('text', { class: 'axis', x: at, y: height - 4, 'text-anchor': minute === 10 ? 'start' : minute === 0 ? 'end' : 'middle' });
    label.textContent = minute === 0 ? 'now' : `${minute} min ago`;
    parts.push(label);
  }
  lanes.forEach((where, lane) => {
    const base = TOP + lane * LANE + LANE - 4;
    for (const { state, from, to } of segments(model.moments.filter(moment => moment.where === where), now)) {
      const tall = { up: 14, trying: 8, down: 4 }[state];
      parts.push(shape('rect', { class: `lane ${state}`, x: x(from), y: base - tall, height: tall, width: Math.max(2, x(to) - x(from)) }));
    }
    if (lanes.length > 1) {
      const label = shape('text', { class: 'lane-name', x: 4, y: base - 4 });
      label.textContent = where;
      parts.push(label);
    }
  });
  for (const moment of model.moments) {
    if (MARKS[moment.kind] && moment.at > now - WINDOW) {
      const mark = shape('text', { class: `mark ${moment.kind}`, x: x(moment.at), y: TOP - 3, 'text-anchor': 'middle' });
      mark.textContent = MARKS[moment.kind];
      parts.push(mark);
    }
  }
  svg.replaceChildren(...parts);
}

function lengthOf(moments, moment) {
  if (moment.kind !== 'connected') return '';
  const before = moments.filter(other => other.where === moment.where && other.number < moment.number);
  const lost = before.slice(0, before.findIndex(other => other.kind === 'connected') + 1 || undefined)
    .filter(other => other.kind === 'disconnected' || other.kind === 'refused').at(-1);
  return lost ? `, after ${span(moment.at - lost.at) === 'now' ? 'less than 1 s' : span(moment.at - lost.at)} without` : '';
}

export function showTimeline(model) {
  draw(byId('timeline'), model);
  const several = new Set(model.routes.map(route => route.routeId)).size > 1;
  const listed = model.moments.filter((moment, i) => moment.kind !== 'connecting' || i === 0).slice(0, MAX_LISTED);
  keyed(byId('moments'), listed, moment => moment.number, moment => {
    const item = make('li');
    const time = make('time', 'muted', clock(moment.at));
    time.dateTime = new Date(moment.at).toISOString();
    item.append(time, make('span', `kind ${moment.kind}`, moment.kind), make('span', 'what'));
    return item;
  }, (item, moment) => {
    const where = moment.where && several ? `${moment.where}: ` : '';
    const what = moment.kind === 'fault' ? fault(moment.text) : moment.text;
    write(item.lastElementChild, where + what + lengthOf(model.moments, moment));
  });
}
