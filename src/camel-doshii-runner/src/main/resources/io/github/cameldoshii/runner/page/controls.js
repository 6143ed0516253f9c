// The buttons beside a simulator: each is one request to its control API.

import { attribute, byId, keyed, make, write } from './dom.js';
import { count, fault as plain } from './format.js';
import { GROUPS } from './faults.js';

const CONTROL = '/control';

/** Does it, and says what came of it. */
export async function control(what, method, path, body) {
  const result = byId('control-result');
  try {
    const answer = await fetch(CONTROL + path, { method, body: typeof body === 'object' ? JSON.stringify(body) : body });
    const told = answer.ok ? 'done' : `not done: ${(await answer.json()).error ?? answer.status}`;
    result.textContent = `${what}: ${told}`;
    result.dataset.level = answer.ok ? 'ok' : 'bad';
  } catch {
    result.textContent = `${what}: the simulator does not answer`;
    result.dataset.level = 'bad';
  }
}

function group({ title, hint, faults }) {
  const set = make('fieldset');
  const legend = make('legend', '', title);
  legend.append(' ', make('span', 'muted', hint));
  set.append(legend);
  for (const [label, path, body] of faults) {
    const button = make('button', '', label);
    button.type = 'button';
    button.addEventListener('click', () => control(label, 'POST', path, body));
    set.append(button);
  }
  return set;
}

export function startControls() {
  byId('fault-groups').append(...GROUPS.map(group));
  byId('faults-clear').addEventListener('click', () => control('Disarm all', 'DELETE', '/faults'));
}

export function showControls(model) {
  const shown = model.simulator !== null;
  byId('faults').hidden = !shown;
  byId('orders').hidden = !shown;
  if (!shown) return;
  const armed = model.simulator.faults.map((fault, i) => ({ ...fault, i }));
  attribute(byId('faults-clear'), 'aria-disabled', armed.length === 0);
  keyed(byId('armed'), armed, fault => `${fault.i} ${fault.match} ${fault.action}`, () => make('li'), (item, fault) => {
    const times = fault.times === 0 ? 'any number of times' : count(fault.times);
    const spent = fault.applied === fault.times;
    item.classList.toggle('spent', spent);
    write(item, `${spent ? 'spent' : 'armed'}: ${plain(fault.action)} at ${plain(fault.match)}, applied ${count(fault.applied)} of ${times}`);
  });
}
