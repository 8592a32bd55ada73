import { Formats } from '$lib/text/formats';
import { describe, expect, it } from 'vitest';
import { minutesAndSeconds, renewWords } from './words';

const formats = new Formats('en', 'UTC');
const NOW = Date.parse('2026-11-23T07:00:00Z');
const ACCESS = { clientId: 'c', callback: 'http://127.0.0.1:8765/callback', organization: null };

describe('access in words', () => {
  it.each([
    [300, '5:00'],
    [247, '4:07'],
    [9, '0:09'],
    [0, '0:00'],
  ])('%i seconds are %s', (seconds, words) => expect(minutesAndSeconds(seconds)).toBe(words));

  it('says_until_when_it_lasts_only_where_there_is_any', () => {
    const renewBy = '2026-12-06T07:00:00Z';
    expect(renewWords({ ...ACCESS, state: 'authorized', renewBy }, NOW, formats)).toContain('Dec 6');
    expect(renewWords({ ...ACCESS, state: 'gone', renewBy }, NOW, formats)).toBeNull();
    expect(renewWords({ ...ACCESS, state: 'authorized', renewBy: null }, NOW, formats)).toBeNull();
  });
});
