import '@fontsource-variable/inter/wght.css';
import './lib/shared/tokens.css';
import './lib/shared/base.css';

import { connect } from '$lib/ipc';
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target, props: { backend: await connect(location.href) } });
