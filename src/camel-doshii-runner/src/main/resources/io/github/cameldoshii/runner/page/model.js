// What this page knows, bounded: the newest events, moments and samples, and the last state of everything else.

const MAX_EVENTS = 200;
const MAX_MOMENTS = 200;
const MAX_SAMPLES = 300;
const RATE_MILLIS = 10_000;

export class Model {
  about = { mode: '', version: '' };
  routes = [];
  simulator = null;
  events = [];
  moments = [];
  samples = [];
  total = 0;
  linked = false;
  lastEventAt = 0;
  #counted = [];
  #clockOffset = 0;
  #number = 0;

  /** A message of the server: everything, if it says what it is about, else what is new. */
  take(message) {
    if (message.about) {
      this.about = message.about;
      this.events = [];
      this.moments = [];
      this.samples = message.samples;
      this.#counted = [];
    }
    this.#clockOffset = message.now - Date.now();
    this.routes = message.routes ?? [];
    this.simulator = message.simulator ?? null;
    this.#takeTotal(message.total, message.now);
    this.#counted.push({ at: message.now, counts: message.counts ?? [] });
    while (this.#counted[0].at < message.now - RATE_MILLIS) this.#counted.shift();
    for (const event of message.events) this.events.unshift({ ...event, number: ++this.#number });
    this.events.length = Math.min(this.events.length, MAX_EVENTS);
    for (const moment of message.moments) this.moments.unshift({ ...moment, number: ++this.#number });
    this.moments.length = Math.min(this.moments.length, MAX_MOMENTS);
    if (this.events.length) this.lastEventAt = Math.max(this.lastEventAt, this.events[0].at);
  }

  #takeTotal(total, now) {
    if (this.total && total > this.total) this.lastEventAt = Math.max(this.lastEventAt, now);
    this.total = total;
    const last = this.samples.at(-1);
    if (!last || now - last.at >= 1000) this.samples.push({ at: now, total });
    if (this.samples.length > MAX_SAMPLES) this.samples.shift();
  }

  /** The time by the server's clock: that of this machine may be another. */
  now() {
    return Date.now() + this.#clockOffset;
  }

  /** Events a second, over some ten seconds. */
  rate() {
    const from = this.samples.at(-Math.min(11, this.samples.length));
    return from ? perSecond(this.total - from.total, this.now() - from.at) : 0;
  }

  /** Each type with its rate and count, the most frequent first. */
  types() {
    const last = this.#counted.at(-1);
    if (!last) return [];
    const before = new Map(this.#counted[0].counts.map(one => [one.type, one.count]));
    const millis = last.at - this.#counted[0].at;
    return last.counts
      .map(one => ({ ...one, rate: perSecond(one.count - (before.get(one.type) ?? 0), millis) }))
      .sort((a, b) => b.count - a.count || a.type.localeCompare(b.type));
  }
}

function perSecond(number, millis) {
  return millis < 500 ? 0 : Math.max(0, number) * 1000 / millis;
}
