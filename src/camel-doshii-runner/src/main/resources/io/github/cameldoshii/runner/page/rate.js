// Events a second over the last five minutes, one bar a second.

import { attribute, byId, shape, write } from './dom.js';
import { perSecond } from './format.js';

const SECONDS = 300;
const HEIGHT = 48;

export function showRate(model) {
  const svg = byId('rate');
  const path = svg.firstElementChild ?? svg.appendChild(shape('path', { class: 'rate-bars' }));
  const bars = [];
  for (let i = 1; i < model.samples.length; i++) {
    const millis = model.samples[i].at - model.samples[i - 1].at;
    const events = Math.max(0, model.samples[i].total - model.samples[i - 1].total);
    bars.push({ at: model.samples[i].at, rate: events * 1000 / millis });
  }
  const top = Math.max(1, ...bars.map(bar => bar.rate));
  const now = model.now();
  const lines = bars
    .filter(bar => bar.rate > 0)
    .map(bar => [SECONDS - (now - bar.at) / 1000, HEIGHT - Math.max(1.5, (HEIGHT - 2) * bar.rate / top)])
    .filter(([x]) => x >= 0)
    .map(([x, y]) => `M${x.toFixed(1)} ${HEIGHT}V${y.toFixed(1)}`);
  attribute(path, 'd', lines.join('') || 'M0 0');
  write(byId('rate-top'), `most: ${perSecond(bars.length ? Math.max(...bars.map(bar => bar.rate)) : 0)} a second`);
  attribute(svg, 'aria-label', `Events a second over the last five minutes, now ${perSecond(model.rate())}`);
}
