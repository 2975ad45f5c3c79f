import { filled } from './hostile.ts';

/** Text that is JSON but not as it should be; `body` is a fitting one. */
export const hostileJson: Readonly<Record<string, (body: object) => string>> = {
  'very deep lists': () => `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  'lists as deep as fit': () => `${'['.repeat(125_000)}${']'.repeat(125_000)}`,
  'objects as deep as fit': () => `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`,
  'deep beside what fits': (body) => JSON.stringify({ ...body, zuviel: 0 }).replace(':0', `:${'['.repeat(60_000)}${']'.repeat(60_000)}`),
  'very many keys': () => `{${Array.from({ length: 25_000 }, (_, index) => `"k${index}":1`).join(',')}}`,
  'every key twice': (body) => JSON.stringify(body).replace(/^\{/, `${JSON.stringify(body).slice(0, -1)},`),
  'a prototype in front': (body) => JSON.stringify(body).replace(/^\{/, '{"__proto__":{"title":"x","isAdmin":true},'),
  'a constructor in front': (body) => JSON.stringify(body).replace(/^\{/, '{"constructor":{"prototype":{"isAdmin":true}},'),
  'a number beyond every range': (body) => JSON.stringify(body).replace(/:\d+/g, ':1e400'),
  'a number past whole ones': (body) => JSON.stringify(body).replace(/:\d+/g, ':9007199254740993'),
  'half a character': (body) => JSON.stringify(body).replace(/:"[^"]+"/g, ':"\\ud800"'),
  'a character of no text': (body) => JSON.stringify(body).replace(/:"[^"]+"/g, ':"a\\u0000b"'),
  'text of 64 kB everywhere': (body) => JSON.stringify(body).replace(/:"[^"]+"/, `:"${filled('Ä ', 60_000)}"`),
  'a list': () => '[]',
  nothing: () => 'null',
  'half of it': (body) => JSON.stringify(body).slice(0, -3),
};
