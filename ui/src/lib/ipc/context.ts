// The backend of the window, handed down to the components.

import { createContext } from 'svelte';
import type { Backend } from './backend';

export const [useBackend, provideBackend] = createContext<Backend>();
