// Events as they come, newest first.

import { byId, keyed, make, write } from './dom.js';
import { clock, count, span } from './format.js';

const MAX_ROWS = 100;
const COLUMNS = ['type', 'id', 'location', 'status', 'origin', 'route'];

let held = null;

export function startEvents(changed) {
  const pause = byId('events-pause');
  pause.addEventListener('click', () => {
    held = held ? null : [];
    pause.setAttribute('aria-pressed', String(held !== null));
    pause.textContent = held ? 'Go on' : 'Hold still';
    changed();
  });
  byId('events-filter').addEventListener('input', changed);
}

function matches(event, text) {
  return !text || COLUMNS.some(column => event[column].toLowerCase().includes(text)) || event.body.toLowerCase().includes(text);
}

function row(event) {
  const element = make('tr');
  for (const column of COLUMNS) {
    const cell = make(column === 'type' ? 'th' : 'td', column, event[column]);
    if (column === 'type') cell.scope = 'row';
    element.append(cell);
  }
  if (event.body) {
    const details = make('details');
    details.append(make('summary', '', 'body'), make('pre', '', event.body));
    element.firstElementChild.append(' ', details);
  }
  const age = make('td', 'number age');
  age.title = clock(event.at);
  element.dataset.origin = event.origin;
  element.append(age);
  return element;
}

export function showEvents(model) {
  if (held && held.length === 0) held = model.events.slice();
  const text = byId('events-filter').value.trim().toLowerCase();
  const all = held ?? model.events;
  const shown = all.filter(event => matches(event, text)).slice(0, MAX_ROWS);
  const now = model.now();
  keyed(byId('event-rows'), shown, event => event.number, row,
    (element, event) => write(element.lastElementChild, span(now - event.at)));
  byId('events-empty').hidden = shown.length > 0;
  write(byId('events-empty'), text ? 'No event here has this text.' : 'No event yet. Each one appears here as it comes.');
  write(byId('events-note'), note(model, text, shown.length));
  byId('events').classList.toggle('one-route', model.routes.length < 2);
}

function note(model, text, shown) {
  if (held) {
    const waiting = held.length ? model.events.findIndex(event => event.number === held[0].number) : 0;
    return `held; ${waiting < 0 ? 'more than 200' : count(waiting)} newer`;
  }
  return text ? `${count(shown)} of the last ${count(model.events.length)}` : '';
}
