import { describe, expect, it } from 'vitest';
import { factsOf, minutesBetweenChecks, planAllowing } from './plans';

describe('plans', () => {
  it('carry checks every 47, 2 and 1 minutes with the reserve kept, as the engine reckons', () => {
    expect(minutesBetweenChecks('starter')).toBe(47);
    expect(minutesBetweenChecks('professional')).toBe(2);
    expect(minutesBetweenChecks('business')).toBe(1);
  });

  it('that are unknown count as the smallest', () => {
    expect(factsOf(null)).toBe(factsOf('starter'));
    expect(minutesBetweenChecks(null)).toBe(47);
  });

  it('are told apart by the calls a minute they allow', () => {
    expect(planAllowing(10)).toBe('starter');
    expect(planAllowing(100)).toBe('professional');
    expect(planAllowing(500)).toBe('business');
    expect(planAllowing(7)).toBeNull();
  });
});
