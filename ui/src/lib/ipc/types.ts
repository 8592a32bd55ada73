// What crosses between the window and the shell. Ids are strings, instants RFC 3339 in UTC, unknown is null.

export type Instant = string;
export type WireError =
  | { code: 'notFound'; message: string }
  | { code: 'invalidQuery'; message: string; problems: QueryProblem[] }
  | { code: 'invalid'; message: string } // refused input: message says what to do
  | { code: 'keyMissing'; message: string } // no key held / none in the clipboard, env or file
  | { code: 'keyRejected'; message: string }
  | { code: 'keyring'; message: string } // keyring locked or missing
  | { code: 'limited'; message: string; until: Instant | null } // quota or rate limit
  | { code: 'network'; message: string }
  | { code: 'storage'; message: string }
  | { code: 'unexpected'; message: string };

// ---- application -------------------------------------------------------------------------------------------------
export type AppState = {
  version: string;
  setupDone: boolean; // false: show the wizard
  wizard: WizardProgress | null; // where it was left
  preferences: Preferences;
  place: Place | null; // what the window showed when it was closed
  storage: string | null; // a sentence when the database could not be opened; nothing else works then
};
export type WizardStep = 'service' | 'getKey' | 'key' | 'search' | 'notifications';
export type WizardProgress = {
  step: WizardStep;
  service: Service | null;
  sourceId: string | null;
  searchId: string | null;
  query: string;
  plan: Plan | null;
  callsUsed: number;
  baseUrl: string;
};
export type Theme = 'system' | 'light' | 'dark';
export type Density = 'compact' | 'comfortable';
export type Preferences = { theme: Theme; density: Density };
export type View =
  | { kind: 'inbox' }
  | { kind: 'saved' }
  | { kind: 'dismissed' }
  | { kind: 'all' }
  | { kind: 'search'; searchId: string };
export type Place = { view: View; jobId: string | null; scroll: number; text: string };

// ---- sources and keys --------------------------------------------------------------------------------------------
export type Service = 'jobsApi' | 'sandbox';
export type Plan = 'starter' | 'professional' | 'business';
export type KeyState = 'unknown' | 'accepted' | 'rejected' | 'missing' | 'locked'; // locked: keyring locked
export type KeyPlace = 'keyring' | 'environment' | 'session' | 'builtIn'; // session: only until Lapwing ends
export type Source = {
  id: string;
  name: string;
  service: Service;
  host: string;
  baseUrl: string;
  plan: Plan | null;
  environment: string | null;
  enabled: boolean;
  keyState: KeyState;
  keyPlace: KeyPlace;
  lastFour: string | null;
  callsThisMonth: number;
  monthLimit: number | null;
};
/** A key held in Rust's memory, not yet stored. `lastFour` only for keys of 16 characters or more. */
export type HeldKey = {
  lastFour: string | null;
  length: number;
  notes: string[] /* "Removed a space and a line break at the end." */;
  fromClipboard: boolean;
};
export type TestStep = { name: 'key' | 'jobs' | 'plan'; ok: boolean; message: string };
export type TestReport = {
  ok: boolean;
  dialect: string | null;
  calls: number;
  latencyMs: number | null;
  newestPosted: Instant | null;
  requestsPerMinute: number | null;
  steps: TestStep[];
  problem: string | null; /* sentence with what to do */
};
export type KeyringState = 'available' | 'locked' | 'missing';
export type NewSource = {
  name: string;
  baseUrl: string;
  plan: Plan | null;
  callsUsed: number;
  environment: string | null;
  sessionOnly: boolean;
};

// ---- searches and queries ----------------------------------------------------------------------------------------
export type Notify = 'instant' | 'digest' | 'silent';
export type Search = {
  id: string;
  name: string;
  query: string;
  notify: Notify;
  paused: boolean;
  unread: number;
  matches: number;
};
export type SearchInput = { name: string; query: string; notify: Notify };
/** Offsets in characters (Unicode scalar values), half-open. */
export type QueryProblem = { code: string; start: number; end: number; message: string; hint: string | null };
export type QueryCheck = { ok: boolean; normal: string | null; warnings: QueryProblem[]; errors: QueryProblem[] };
export type Preview = {
  check: QueryCheck;
  stored: number;
  matched: number;
  perDay: number | null;
  rows: JobRow[]; /* newest 5 */
};

// ---- jobs --------------------------------------------------------------------------------------------------------
export type JobState = 'new' | 'seen' | 'saved' | 'applied' | 'interviewing' | 'hired' | 'dismissed';
export type Amount = { units: number; currency: string };
export type Pay =
  | { kind: 'fixed'; amount: Amount }
  | { kind: 'hourly'; min: Amount; max: Amount }
  | { kind: 'unknown'; contract: 'hourly' | 'fixed' | null };
export type JobRow = {
  id: string;
  title: string;
  state: JobState;
  private: boolean;
  closed: boolean;
  posted: Instant | null;
  seen: Instant;
  pay: Pay;
  country: string | null;
  verified: boolean | null;
  spent: Amount | null;
  proposals: string | null;
  skills: string[] /* first 4 */;
  searches: { id: string; name: string }[];
  host: string;
};
export type JobsRequest = { view: View; text: string; cursor: string | null; limit: number };
export type JobsPage = { rows: JobRow[]; next: string | null; total: number };
export type Range = { start: number; end: number }; // characters, half-open, in the shown text
export type Evidence = { field: string; value: string; ranges: Range[] };
export type ConditionOutcome = { text: string; outcome: 'holds' | 'fails' | 'unknown'; evidence: string };
export type Why = { search: { id: string; name: string }; conditions: ConditionOutcome[] };
export type TimelineEntry = { at: Instant; what: string };
export type JobDetail = {
  row: JobRow;
  description: string;
  titleHighlights: Range[];
  descriptionHighlights: Range[];
  skills: string[];
  highlightedSkills: string[];
  facts: {
    name:
      'pay' | 'level' | 'duration' | 'workload' | 'client' | 'spent' | 'payment' | 'proposals' | 'category' | 'status';
    value: string;
  }[];
  why: Why[];
  timeline: TimelineEntry[];
  canOpen: boolean;
  openProblem: string | null;
};
export type Counts = { inbox: number; unread: number; saved: number; dismissed: number; all: number };
export type Change = { undo: string; changed: number }; // `undo` goes to undo()

// ---- watching ----------------------------------------------------------------------------------------------------
export type WatchState =
  | 'watching'
  | 'paused'
  | 'checking'
  | 'offline'
  | 'limited'
  | 'keyRejected'
  | 'keyMissing'
  | 'failing'
  | 'noSource'
  | 'noSearch'
  | 'elsewhere'; /* another program watches this data directory */
export type Status = {
  state: WatchState;
  problem: string | null;
  lastCheck: Instant | null;
  nextCheck: Instant | null;
  callsLeft: number | null;
  monthLimit: number | null;
  checkCost: number;
  keyring: KeyringState;
  notifications: 'available' | 'missing' | 'unknown';
  sandbox: boolean;
};
export type Settings = { intervalMinutes: number; shortestIntervalMinutes: number; paused: boolean };
export type CheckReport = { calls: number; newJobs: number; newMatches: number; problem: string | null };

/** Something changed; refetch what is shown. One per transaction; never rows. */
export type Changed = { jobs: boolean; searches: boolean; sources: boolean; status: boolean };
/** Show this job (a notification was clicked while the window was open; when it was closed, AppState.place already points at it). */
export type ShowJob = { id: string };
