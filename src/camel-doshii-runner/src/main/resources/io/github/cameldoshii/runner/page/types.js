// How many events of each type, and how many a second.

import { byId, keyed, make, write } from './dom.js';
import { count, perSecond } from './format.js';

const MAX_TYPES = 12;

export function showTypes(model) {
  const types = model.types().filter(one => one.count > 0);
  const shown = types.slice(0, MAX_TYPES);
  const most = Math.max(1, ...types.map(one => one.count));
  keyed(byId('types'), shown, one => one.type, one => {
    const element = make('tr');
    const name = make('th', 'type');
    name.scope = 'row';
    const bar = make('i', 'share');
    name.append(bar, make('span', '', one.type));
    element.append(name, make('td', 'number'), make('td', 'number'));
    return element;
  }, (element, one) => {
    element.firstElementChild.firstElementChild.style.inlineSize = `${Math.round(100 * one.count / most)}%`;
    write(element.children[1], perSecond(one.rate));
    write(element.children[2], count(one.count));
  });
  byId('types-empty').hidden = shown.length > 0;
}
