// The gallery: nothing shared is missing in it, and axe finds nothing. That no build has it, scripts/bundle.js checks.

import Gallery from '$lib/gallery/Gallery.svelte';
import { FakeBackend } from '$lib/ipc/fake/fake';
import { render } from '@testing-library/svelte';
import axe from 'axe-core';
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

it('shows_every_shared_component_and_is_accessible', async () => {
  const { container } = render(Gallery, { backend: new FakeBackend() });
  const shown = [...container.querySelectorAll<HTMLElement>('[data-specimen]')].map((one) => one.dataset['specimen']);
  const shared = readdirSync('src/lib/shared')
    .filter((file) => file.endsWith('.svelte'))
    .map((file) => file.replace('.svelte', ''));
  expect(shown.toSorted()).toEqual(shared.toSorted());
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
