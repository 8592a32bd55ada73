import { describe, expect, it } from 'vitest';
import { linkTarget } from './link-target';

describe('where a link leads', () => {
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'vbscript:x',
    'lapwing://job/1',
    'blob:https://example.com/x',
    '//example.com',
    '/settings',
    'example.com',
    '',
  ])('is_nowhere_for %j', (address) => {
    expect(linkTarget(address)).toBeNull();
  });

  it.each([
    ['https://example.com/a b', 'example.com', 'https://example.com/a%20b', false],
    ['https://user:pw@evil.example/', 'evil.example', 'https://user:pw@evil.example/', false],
    ['https://аpple.com/', 'xn--pple-43d.com', 'https://xn--pple-43d.com/', true],
    ['https://example.com/\u202egnp.exe', 'example.com', 'https://example.com/%E2%80%AEgnp.exe', false],
    ['http://localhost:8080/x', 'localhost:8080', 'http://localhost:8080/x', false],
  ])('is_told_in_plain_letters_for %j', (address, host, told, lookalike) => {
    expect(linkTarget(address)).toEqual({ address: told, host, lookalike });
  });
});
