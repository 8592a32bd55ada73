import '@fontsource-variable/inter/wght.css';
import './lib/shared/tokens.css';
import './lib/shared/base.css';
import './lib/shared/floating.css';
import './lib/shared/print.css';

import { connect } from '$lib/ipc';
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('app');

// Every shared component in every state. A production build has neither the test nor what it leads to.
if (import.meta.env.DEV && target && new URL(location.href).searchParams.has('gallery')) {
  const { default: Gallery } = await import('./lib/gallery/Gallery.svelte');
  mount(Gallery, { target, props: { backend: await connect(location.href) } });
} else if (target) mount(App, { target, props: { backend: await connect(location.href) } });
