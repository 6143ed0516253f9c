// Every fault that the simulator can make: a label, the path of the control API, and the body.

const once = (match, action, times = 1) => ({ match, action, times });
const json = { 'Content-Type': 'application/json' };
const html = { 'Content-Type': 'text/html' };
const upgrade = { on: 'upgrade' };
const event = { on: 'event', name: '*' };
const rest = { on: 'rest', method: '*', path: '*' };
const probe = '{"emit":["order_updated",{"id":"1","status":"accepted"}]}';

const armed = (label, match, action, times) => [label, '/faults', once(match, action, times)];
const bytes = (label, hex) => armed(label, event, { do: 'bytes', hex });

export const GROUPS = [
  {
    title: 'At once',
    hint: 'to every open connection',
    faults: [
      ['Reset', '/drop'],
      ['Close 1001', '/close', { code: 1001, reason: 'restart' }],
      ['Close 1008', '/close', { code: 1008, reason: 'policy' }],
      ['Go dead both ways', '/black-hole'],
      ['Stop reading', '/pause-reading'],
      ['Read again', '/resume-reading'],
      ['Stop writing', '/stop-writing'],
      ['Send garbage', '/text', '{garbage'],
      ['Send in pieces', '/fragments', { text: probe, bytes: 7 }],
      ['Send raw bytes', '/bytes', { hex: '8102686f' }],
    ],
  },
  {
    title: 'Connecting',
    hint: 'at the next attempts',
    faults: [
      armed('Refuse: 401', upgrade, { do: 'answer', status: 401, headers: json, body: '{"error":"who are you"}' }),
      armed('403 of a proxy', upgrade, { do: 'answer', status: 403, headers: html, body: '<html>blocked</html>' }),
      armed('503, Retry-After', upgrade, { do: 'answer', status: 503, headers: { 'Retry-After': '2' }, body: '' }, 2),
      armed('Login page', upgrade, { do: 'answer', status: 200, headers: html, body: '<html>log in</html>' }),
      armed('No answer', upgrade, { do: 'hang' }),
      armed('Late answer', upgrade, { do: 'delay', millis: 3000 }),
      armed('Byte by byte', upgrade, { do: 'dribble', millisPerByte: 20 }),
      armed('Wrong accept key', upgrade, { do: 'wrongAccept' }),
      armed('Unasked extension', upgrade, { do: 'upgradeHeader', name: 'Sec-WebSocket-Extensions', value: 'permessage-deflate' }),
      armed('Messages with the 101', upgrade, { do: 'firstTexts', texts: [probe] }),
      armed('Bytes, no HTTP', upgrade, { do: 'bytes', hex: '00ff00ff' }),
      armed('TCP reset', { on: 'connect' }, { do: 'reset' }, 2),
      armed('TCP hangs', { on: 'connect' }, { do: 'hang' }),
      armed('Closed after 5 s', { on: 'opened', afterMillis: 5000 }, { do: 'close', code: 1011, reason: 'error' }),
    ],
  },
  {
    title: 'Heartbeats',
    hint: 'from the next one on',
    faults: [
      armed('No more pongs', { on: 'ping' }, { do: 'swallow' }, 1000),
      armed('Pong 5 s late', { on: 'ping' }, { do: 'delay', millis: 5000 }),
      armed('Pong twice', { on: 'ping' }, { do: 'repeat', count: 2 }),
      armed('Pong of another ping', { on: 'ping' }, { do: 'replace', text: '{"doshii":{"pong":1,"version":"0"}}' }),
      armed('Pings of the server', { on: 'ping' }, { do: 'send', texts: ['{"doshii":{"ping":${n}}}'], repeat: 3, everyMillis: 100 }),
      armed('Primus ping', { on: 'ping' }, { do: 'send', texts: ['"primus::ping::1"'], repeat: 1, everyMillis: 0 }),
    ],
  },
  {
    title: 'Events',
    hint: 'with the next one',
    faults: [
      armed('Lost', event, { do: 'swallow' }),
      armed('Twice', event, { do: 'repeat', count: 2 }),
      armed('3 s late', event, { do: 'delay', millis: 3000 }),
      armed('Another text', event, { do: 'replace', text: '{"emit":[42]}' }),
      armed('In fragments', event, { do: 'fragment', bytes: 5, pingBetween: true }),
      armed('Half, then silence', event, { do: 'halfMessage', text: '', reset: false }),
      armed('Half, then reset', event, { do: 'halfMessage', text: '', reset: true }),
      armed('2 MiB large', event, { do: 'oversized', bytes: 2097152 }),
      armed('Promises 1 GiB', event, { do: 'giantHeader', declaredBytes: 1073741824 }),
      armed('Reset', event, { do: 'reset' }),
      armed('Close 1011', event, { do: 'close', code: 1011, reason: 'error' }),
      armed('Slow close', event, { do: 'slowClose', millis: 5000 }),
      armed('Dead both ways', event, { do: 'blackHole' }),
      armed('Stop reading', event, { do: 'stopReading' }),
      armed('Stop writing', event, { do: 'stopWriting' }),
      armed('Slow line', event, { do: 'shape', bytesPerSecond: 2000, latencyMillis: 200, jitterMillis: 50 }),
      bytes('WebSocket ping', '8900'),
      bytes('Binary', '820101'),
      bytes('Invalid UTF-8', '8102c328'),
      bytes('No start', '800161'),
      bytes('Reserved opcode', '830161'),
      bytes('Masked', '818100000000' + '61'),
      bytes('Compressed', 'c10161'),
    ],
  },
  {
    title: 'REST',
    hint: 'at the next calls',
    faults: [
      armed('500', rest, { do: 'answer', status: 500, headers: json, body: '{"error":"oops"}' }, 3),
      armed('429, Retry-After', rest, { do: 'answer', status: 429, headers: { 'Retry-After': '2' }, body: '' }, 2),
      armed('401', rest, { do: 'answer', status: 401, headers: json, body: '{"error":"token"}' }),
      armed('HTML', rest, { do: 'answer', status: 200, headers: html, body: '<html>log in</html>' }),
      armed('No answer', rest, { do: 'hang' }),
      armed('3 s late', rest, { do: 'delay', millis: 3000 }),
      armed('Byte by byte', rest, { do: 'dribble', millisPerByte: 5 }),
      armed('Reset', rest, { do: 'reset' }),
      armed('Cut off', rest, { do: 'truncate', bytes: 20, reset: true }),
      armed('Broken gzip', rest, { do: 'brokenGzip' }),
      armed('Wrong Date', rest, { do: 'header', name: 'Date', value: 'Tue, 01 Jan 2030 00:00:00 GMT' }),
      armed('No Date', rest, { do: 'header', name: 'Date', value: '' }),
      armed('Sockets drop', rest, { do: 'dropSockets' }),
    ],
  },
];
