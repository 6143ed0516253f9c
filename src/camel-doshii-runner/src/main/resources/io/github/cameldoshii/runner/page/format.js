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

/** What the simulator says of a fault, without the fields that are empty. */
export function fault(text) {
  return text.replace(/\w+=(\{\}|\[\])?(, |(?=\]))/g, '').replace(/, \]/g, ']').replaceAll('[]', '');
}

/** A beginning of a text that is too long for its place. */
export function cut(text, length) {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

export function count(number) {
  return number.toLocaleString('en');
}

export function perSecond(rate) {
  if (rate === 0) return '0';
  return rate < 10 ? rate.toFixed(1) : count(Math.round(rate));
}
