// The real backend: the Rust shell, through Tauri.

import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Backend, Commands } from './backend';
import type { Changed, ShowJob } from './types';

function call<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  return invoke<T>(command, args);
}

const commands: Commands = {
  appState: () => call('app_state'),
  saveWizard: (progress) => call('save_wizard', { progress }),
  finishSetup: () => call('finish_setup'),
  setPreferences: (preferences) => call('set_preferences', { preferences }),
  savePlace: (place) => call('save_place', { place }),
  copyText: (text) => call('copy_text', { text }),
  openAddress: (which) => call('open_address', { which }),

  keyringState: () => call('keyring_state'),
  pasteKey: () => call('paste_key'),
  typeKey: (text) => call('type_key', { text }),
  keyFromEnvironment: () => call('key_from_environment'),
  keyFromFile: () => call('key_from_file'),
  clearClipboard: () => call('clear_clipboard'),
  forgetKey: () => call('forget_key'),
  testHeldKey: (baseUrl) => call('test_held_key', { baseUrl }),
  addSource: (source) => call('add_source', { source }),
  addSandbox: () => call('add_sandbox'),
  sources: () => call('sources'),
  testSource: (id) => call('test_source', { id }),
  replaceKey: (id) => call('replace_key', { id }),
  setSourceEnabled: (id, enabled) => call('set_source_enabled', { id, enabled }),
  removeSource: (id) => call('remove_source', { id }),

  searches: () => call('searches'),
  addSearch: (search) => call('add_search', { search }),
  editSearch: (id, search) => call('edit_search', { id, search }),
  pauseSearch: (id, paused) => call('pause_search', { id, paused }),
  removeSearch: (id) => call('remove_search', { id }),
  checkQuery: (query) => call('check_query', { query }),
  previewQuery: (query) => call('preview_query', { query }),

  jobs: (request) => call('jobs', { request }),
  job: (id) => call('job', { id }),
  counts: () => call('counts'),
  setJobState: (ids, state) => call('set_job_state', { ids, state }),
  markSeen: (id) => call('mark_seen', { id }),
  undo: (token) => call('undo', { token }),
  openJob: (id) => call('open_job', { id }),

  status: () => call('status'),
  checkNow: () => call('check_now'),
  setPaused: (paused) => call('set_paused', { paused }),
  settings: () => call('settings'),
  setIntervalMinutes: (minutes) => call('set_interval_minutes', { minutes }),
  testNotification: () => call('test_notification'),
};

export const tauri: Backend = {
  ...commands,
  onChanged: (tell) => listen<Changed>('changed', (event) => tell(event.payload)),
  onShowJob: (tell) => listen<ShowJob>('show-job', (event) => tell(event.payload)),
};
