// Everything the window may ask of the shell, and everything the shell tells it. Every command may throw a `WireError`.

import type {
  AppState,
  Change,
  Changed,
  CheckReport,
  Counts,
  HeldKey,
  JobDetail,
  JobState,
  JobsPage,
  JobsRequest,
  KeyringState,
  NewSource,
  Place,
  Preferences,
  Preview,
  QueryCheck,
  Search,
  SearchInput,
  Settings,
  ShowJob,
  Source,
  Status,
  TestReport,
  WizardProgress,
} from './types';

export interface Commands {
  appState(): Promise<AppState>;
  saveWizard(progress: WizardProgress): Promise<null>;
  finishSetup(): Promise<null>;
  setPreferences(preferences: Preferences): Promise<null>;
  savePlace(place: Place): Promise<null>;
  copyText(text: string): Promise<null>;
  openAddress(which: 'keyMail' | 'statusPage' | 'supportMail'): Promise<null>; // fixed addresses known to Rust

  keyringState(): Promise<KeyringState>;
  pasteKey(): Promise<HeldKey>;
  typeKey(text: string): Promise<HeldKey>;
  keyFromEnvironment(): Promise<HeldKey>; // UPWORK_API_KEY
  keyFromFile(): Promise<HeldKey | null>; // native dialog in Rust; null when cancelled
  clearClipboard(): Promise<null>;
  forgetKey(): Promise<null>;
  testHeldKey(baseUrl: string): Promise<TestReport>;
  addSource(source: NewSource): Promise<Source>; // takes the held key
  addSandbox(): Promise<Source>; // starts the local sandbox and watches it
  sources(): Promise<Source[]>;
  testSource(id: string): Promise<TestReport>;
  replaceKey(id: string): Promise<Source>; // takes the held key
  setSourceEnabled(id: string, enabled: boolean): Promise<null>;
  removeSource(id: string): Promise<null>;

  searches(): Promise<Search[]>;
  addSearch(search: SearchInput): Promise<Search>; // runs over stored jobs as a baseline
  editSearch(id: string, search: SearchInput): Promise<Search>;
  pauseSearch(id: string, paused: boolean): Promise<null>;
  removeSearch(id: string): Promise<Change>; // undo() brings it back
  checkQuery(query: string): Promise<QueryCheck>;
  previewQuery(query: string): Promise<Preview>;

  jobs(request: JobsRequest): Promise<JobsPage>; // text: a query of the language filtering the view; invalidQuery when wrong
  job(id: string): Promise<JobDetail>;
  counts(): Promise<Counts>;
  setJobState(ids: string[], state: JobState): Promise<Change>;
  markSeen(id: string): Promise<null>; // opening a new job; not undoable by z, no-op unless new
  undo(token: string): Promise<{ undone: number }>;
  openJob(id: string): Promise<null>; // browser, after the check in Rust

  status(): Promise<Status>;
  checkNow(): Promise<CheckReport>;
  setPaused(paused: boolean): Promise<null>;
  settings(): Promise<Settings>;
  setIntervalMinutes(minutes: number): Promise<null>;
  testNotification(): Promise<{ delivered: boolean; problem: string | null }>;
}

export interface Events {
  /** Calls back after every change of what is stored; the returned function ends it. */
  onChanged(tell: (changed: Changed) => void): Promise<() => void>;
  /** Calls back when a job is to be shown. */
  onShowJob(tell: (show: ShowJob) => void): Promise<() => void>;
}

export type Backend = Commands & Events;
