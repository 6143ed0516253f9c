// Makes and updates elements. Text only ever becomes a text node: what comes from the service is not trusted.

export const byId = id => document.getElementById(id);

export function make(tag, className = '', text = '') {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Writes only what has changed, so that a reader's selection and the browser's layout are left alone. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function attribute(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/**
 * Makes the children of an element those of a list, in its order. An element stays that of its key and is not moved while
 * others come and go, so it keeps the focus.
 */
export function keyed(parent, items, key, create, update) {
  const elements = parent.keyedElements ??= new Map();
  const wanted = new Set(items.map(key));
  for (const [name, element] of elements) {
    if (!wanted.has(name)) {
      element.remove();
      elements.delete(name);
    }
  }
  let next = parent.firstElementChild;
  for (const item of items) {
    const name = key(item);
    let element = elements.get(name);
    if (!element) {
      element = create(item);
      elements.set(name, element);
    }
    if (element === next) next = next.nextElementSibling;
    else parent.insertBefore(element, next);
    update(element, item);
  }
}
