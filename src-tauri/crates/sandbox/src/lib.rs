//! A local server that behaves like the jobs API and the marketplace's official API, for a first look, for tests and for
//! soak runs.
//!
//! It listens on 127.0.0.1 only, needs no account, and knows nothing of the program that calls it: its wire types are its
//! own, so that a mistake in reading the service cannot hide behind the same mistake in playing it.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use lapwing_sandbox::{Fault, Options, Sandbox};
//!
//! let sandbox = Sandbox::start(Options::lively()).await?;
//! println!("curl -H 'X-API-KEY: {}' {}/jobs?limit=1", sandbox.key(), sandbox.url());
//! sandbox.control().publish(serde_json::json!({ "title": "Repair a music box" }))?;
//! sandbox.control().fail_next(Fault::RateLimited, 3);
//! sandbox.stop().await;
//! # Ok(()) }
//! ```
//!
//! # What it promises
//!
//! - **Endpoints.** Of the jobs API `GET /health` and `GET /jobs`, the latter in either [`Dialect`]; of the marketplace's
//!   those listed below; any other path is a 404 in plain text, any other method a 405.
//! - **Keys.** One is made at the start; the [`Control`] side issues, revokes and expires others. A key is compared to the
//!   letter. A call without one, with a wrong one and with a dead one are refused in different words.
//! - **Plans.** [`Plan`] gives calls a minute, burst, calls a month and retention. Every call with a valid key counts, those
//!   that fail too, and those refused with 429 too. Only the free plan is blocked when its month is used up.
//! - **The market** follows from the seed and the time alone: after a restart the same window of time shows the same
//!   postings with the same ids and contents. Postings are published by the hour of the week, looked at again ever more
//!   rarely, collect proposals, change their price, are closed. About a tenth are private placeholders, of which a third
//!   fill in later. All words in it are invented.
//! - **A replay** ([`Options::dataset`]) takes the market's place: rows in the order of publication (`posted_on`, else
//!   `publish_time`, else `created_on`, else the time in the id); the earlier half is the past at the start, its newest row
//!   a minute old; the rest arrive with their own gaps divided by [`Options::speed`]. All instants of a row are shifted
//!   alike, ids and addresses stay as they are. Of rows with one id, the later takes the earlier's place when it arrives.
//!   Lines that are no job objects are skipped and counted.
//! - **Faults** ([`Fault`]) and the dialect can be switched at any time, until further notice or for the next few calls. A
//!   fault that only one service or endpoint could show waits for a call to it.
//! - **Time** comes from a [`Clock`]. Only a slow answer waits in real time.
//! - **Its tasks** belong to the [`Sandbox`]: stopping cuts every connection and waits for them to end.
//!
//! # Where the documentation leaves a choice
//!
//! | Question | Here |
//! |---|---|
//! | `limit` over 50 | taken as 50; refused with [`Options::refuse_large_limit`] |
//! | unknown, empty or repeated parameter | ignored; as absent; the first counts |
//! | a filter on a fact the posting does not give | leaves the posting out |
//! | `budget_*`, `hourly_*` | inclusive; an hourly range by overlap; zero is unknown |
//! | `posted_after`, `posted_before`, `last_visited_after` | their own instant is left out; without an offset UTC, a day is its midnight |
//! | a posting without a stated time | ordered and filtered by the time in its id, a replayed row with neither as the oldest |
//! | `job_type` | the stated type, also where the amounts contradict it |
//! | `category`, `duration_label`, `engagement`, `tags` | compared whole, without case; hyphens, underscores and spaces are the same |
//! | `tags` and `skills` | any of both lists, among the posting's skills and tags |
//! | `country` | the country of the client, however written, else the posting's |
//! | `status` not given | open and closed postings |
//! | `budget_asc`, `budget_desc` | by the fixed amount, else the top of the hourly range; unknown last |
//! | minute and burst | each minute grants the plan's calls, unspent ones are saved up to the burst, a new key starts with a full burst |
//! | the month used up | 429 with the upgrade sentence and no `Retry-After` |
//! | an empty page | `[]`; `null` under [`Fault::Empty`] |
//! | retention | of the market; a replay and what was published by hand are listed whole |
//!
//! And in the search-URL dialect, where nothing but the server's source says how it is:
//!
//! | Question | Here |
//! |---|---|
//! | the address | `https`, of a job search on the marketplace's site; parameters of it that no filter belongs to are passed over |
//! | `limit`, `offset` | 20 and 0 unless given; `limit` over 50 as above, any `offset` |
//! | how far a call looks | through the newest 3 × (`limit` + `offset`) postings, at least 100 and at most 500, before it filters |
//! | `q` | substrings without case, each within one text of the posting; `NOT` binds closest, then `AND`, then `OR` |
//! | a comma list | any of its members; of `contractor_tier` the first |
//! | `hourly_rate`, `amount` | by overlap; given both, either will do |
//! | `location` | a country however written, or a city |
//! | `timezone` | a part of the zone's name |
//! | `proposals` | the count, else the numbers of the label |
//! | `subcategory2_uid`, `previous_clients` | passed over: no posting gives them |
//! | `sort` | `client_total_charge` and `client_rating`, highest first; everything else is newest first |
//! | the same request within five seconds | the same answer, `last_updated` included; it counts like any other call |
//! | errors | all unsupported parameters of a call are named, else the first thing wrong with the address |
//!
//! # The marketplace's side
//!
//! The same market at the same base address, for the client of [`Sandbox::client_id`]:
//!
//! | Address | What it does |
//! |---|---|
//! | `GET /ab/account-security/oauth2/authorize` | asks on a page with the links `allow` and `deny`, or answers at once with `&answer=allow` or `deny` |
//! | `POST /api/v3/oauth2/token` | makes tokens of a code or a refresh token; the client names itself in the body |
//! | `POST /api/v3/oauth2/token/revoke` | ends a token and the one given out with it |
//! | `POST /graphql` | validates and executes queries against the schema's excerpt, whose types are the service's |
//!
//! A code lasts ten minutes and one attempt, an access token 24 hours, a refresh token 14 days, or 24 hours from when it was
//! first used. Tokens live as long as the sandbox. Where nothing but reports says how the service is:
//!
//! | Question | Here |
//! |---|---|
//! | the callback | the one registered, to the letter; without [`Options::callback`] the first on this computer that asks |
//! | a challenge (PKCE, S256 only) | need not be sent, and is checked if it was |
//! | an access token after a refresh | lasts its day; only revocation ends it earlier |
//! | anything beside `query`, `variables`, `operationName` | 404 |
//! | an answer with errors and nothing else | `"data": null` |
//! | what is listed | the newest 2,000 postings of 30 days, open and closed; no placeholders |
//! | `searchExpression_eq` | whole words of title, description and skills, but for an `s` at the end; phrases, brackets, `AND`, `OR`, `NOT`, `*`; words side by side must all be there, or any with [`Options::loose_search`] |
//! | `searchTerm_eq` | as words and phrases, unless there is an expression |
//! | `locations_any` | countries, however written, and cities, of the client |
//! | ranges | inclusive; a posting that does not say is left out, without hires or proposals it has none |
//! | a pagination without `after`, or with none that is a number | `Exception occurred`, no data |
//! | `first` over 50; no pagination | taken as 50; 10 |
//! | an order other than `RECENCY` and those of the client | one of its own |
//! | the other filters | do nothing |
//! | `amount` of hourly work | zero or `null`, which costs the whole edge |
//! | `verificationStatus` | `VERIFIED`, else mostly the empty text |
//! | ids, times | 19 digits; in three ways of writing, `publishedDateTime` and `createdDateTime` alike |
//!
//! # What it does not play
//!
//! TLS that can be trusted, charges for calls above a paid month, and the marketplace's ceilings on calls.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod ask;
mod calls;
mod clock;
mod control;
mod country;
mod credentials;
mod dialect;
mod dice;
mod error;
mod facts;
mod fault;
mod faults;
mod filter;
mod keys;
mod listing;
mod market;
mod marketplace;
mod meter;
mod options;
mod plan;
mod recent;
mod replay;
mod sandbox;
mod search_url;
mod server;
mod shared;
mod snowflake;
mod stock;
mod time;
mod world;

pub use calls::Call;
pub use clock::{Clock, ManualClock, SystemClock};
pub use control::Control;
pub use dialect::{Dialect, UnknownDialect};
pub use error::{ControlError, SandboxError};
pub use fault::{Fault, UnknownFault};
pub use marketplace::asked::GraphQlRequest;
pub use options::{Lateness, Options};
pub use plan::{Allowance, Plan, UnknownPlan};
pub use sandbox::Sandbox;
