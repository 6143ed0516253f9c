// Numbers and times for people.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in one unit, as short as it can be told. */
export function span(millis) {
  const length = Math.max(0, millis);
  if (length < SECOND) return 'now';
  if (length < MINUTE) return `${Math.floor(length / SECOND)} s`;
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min`;
  if (length < DAY) return `${Math.floor(length / HOUR)} h`;
  return `${Math.floor(length / DAY)} d`;
}

/** How long ago, in a sentence. */
export function ago(millis) {
  return millis < SECOND ? 'now' : `${span(millis)} ago`;
}

export function clock(epochMillis) {
  const time = new Date(epochMillis);
  const two = number => String(number).padStart(2, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

export function count(number) {
  return number.toLocaleString('en');
}

export function perSecond(rate) {
  if (rate === 0) return '0';
  return rate < 10 ? rate.toFixed(1) : count(Math.round(rate));
}
