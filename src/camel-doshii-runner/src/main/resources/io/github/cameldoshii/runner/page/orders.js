// The simulated orders, and the buttons that change them.

import { attribute, byId, keyed, make, write } from './dom.js';
import { control } from './controls.js';

const CHANGES = [
  { label: 'Accept', status: 'accepted', from: ['pending'] },
  { label: 'Complete', status: 'complete', from: ['accepted'] },
  { label: 'Cancel', status: 'venue_cancelled', from: ['pending', 'accepted'] },
];

export function startOrders() {
  byId('order-create').addEventListener('click', () => control('New order', 'POST', '/orders', { status: 'pending' }));
  byId('order-create-silent').addEventListener('click',
    () => control('New order, untold', 'POST', '/orders', { status: 'pending', silent: true }));
}

async function change(order, { label, status }) {
  const answer = await fetch(`/control/orders/${encodeURIComponent(order.id)}`, {
    method: 'PUT', headers: { 'doshii-location-id': order.location }, body: JSON.stringify({ status }),
  });
  const result = byId('control-result');
  result.textContent = `${label} order ${order.id}: ${answer.ok ? 'done' : (await answer.json()).error}`;
  result.dataset.level = answer.ok ? 'ok' : 'bad';
}

function row(order) {
  const element = make('tr');
  const name = make('th', 'id', order.id);
  name.append(make('span', 'where muted', order.location));
  name.scope = 'row';
  const buttons = make('td', 'changes');
  for (const one of CHANGES) {
    const button = make('button', '', one.label);
    button.type = 'button';
    button.append(make('span', 'hidden', ` order ${order.id}`));
    // The focus stays where it is: a button that cannot be used now is not taken away from under it.
    button.addEventListener('click', () => button.getAttribute('aria-disabled') === 'true' || change(order, one));
    buttons.append(button);
  }
  element.append(name, make('td', 'status'), buttons);
  return element;
}

export function showOrders(model) {
  const orders = model.simulator?.orders ?? [];
  keyed(byId('order-rows'), orders, order => `${order.location} ${order.id}`, row, (element, order) => {
    write(element.children[1], order.status);
    CHANGES.forEach((one, i) =>
      attribute(element.lastElementChild.children[i], 'aria-disabled', !one.from.includes(order.status)));
  });
  byId('orders-empty').hidden = orders.length > 0;
}
