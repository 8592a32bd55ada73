//! The outbound ledger: every server ever contacted, what for, how often. Written before anything is sent.

use jiff::Timestamp;
use rusqlite::{Row, params};

use crate::failure::one_row;
use crate::row::{Columns, millis};
use crate::words::words;
use crate::{Store, StoreError};

words!(
    /// What a server was contacted for.
    Errand {
        /// A round of the schedule.
        Poll = "poll",
        /// The user asked to check now.
        CheckNow = "check-now",
        /// A key was tested.
        Test = "test",
        /// Whether a used-up month is over.
        Probe = "probe",
        /// Reading what a gap left out.
        GapClosing = "gap-closing",
        /// Access was asked for, renewed or ended.
        Authorization = "authorization",
        /// Whether the server takes connections; nothing is sent.
        Reach = "reach",
        /// Something else.
        Other = "other",
    }
);

/// A server and what it was contacted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// `http` or `https`.
    pub scheme: String,
    /// Name or address.
    pub host: String,
    /// Port; 0 for the sandbox inside the program, whose port differs at each start.
    pub port: u16,
    /// Host and port of the proxy between, empty without one.
    pub proxy: String,
    /// What for.
    pub errand: Errand,
}

/// A line of the outbound ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRecord {
    /// The server and what for.
    pub contact: Contact,
    /// How often, whatever came of it.
    pub requests: u64,
    /// Bytes received.
    pub bytes: u64,
    /// The first time.
    pub first_at: Timestamp,
    /// The last time.
    pub last_at: Timestamp,
}

/// What a server's clock said when ours said something else, or the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockReading {
    /// The server's clock.
    pub said: Timestamp,
    /// Ours, when it was heard.
    pub heard: Timestamp,
}

impl Store {
    /// Notes that a server is about to be contacted. Only after that may it be.
    pub async fn note_contact(&self, contact: Contact, now: Timestamp) -> Result<(), StoreError> {
        self.write("noting a contact", move |tx| {
            let mut statement = tx.prepare_cached(
                "INSERT INTO outbound (scheme, host, port, proxy, purpose, requests, first_at, last_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?6) ON CONFLICT (scheme, host, port, proxy, purpose) \
                 DO UPDATE SET requests = requests + 1, last_at = excluded.last_at",
            )?;
            let Contact { scheme, host, port, proxy, errand } = contact;
            statement.execute(params![scheme, host, port, proxy, errand.word(), millis(now)])?;
            Ok(())
        })
        .await
    }

    /// Notes what a contacted server sent, and what its clock said. [`StoreError::NotFound`] without a contact.
    pub async fn note_answer(
        &self,
        contact: Contact,
        bytes: u64,
        clock: Option<ClockReading>,
    ) -> Result<(), StoreError> {
        self.write("noting an answer", move |tx| {
            let mut statement = tx.prepare_cached(
                "UPDATE outbound SET bytes = bytes + ?6, said_at = coalesce(?7, said_at), \
                 heard_at = coalesce(?8, heard_at) \
                 WHERE scheme = ?1 AND host = ?2 AND port = ?3 AND proxy = ?4 AND purpose = ?5",
            )?;
            let Contact { scheme, host, port, proxy, errand } = contact;
            let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
            let (said, heard) = (clock.map(|clock| millis(clock.said)), clock.map(|clock| millis(clock.heard)));
            let values = params![scheme, host, port, proxy, errand.word(), bytes, said, heard];
            one_row(statement.execute(values)?, "contact")
        })
        .await
    }

    /// Every server ever contacted, by name, with what for.
    pub async fn contacts(&self) -> Result<Vec<ContactRecord>, StoreError> {
        self.read("reading the outbound ledger", |tx| {
            let mut statement = tx.prepare_cached(
                "SELECT scheme, host, port, proxy, purpose, requests, bytes, first_at, last_at FROM outbound \
                 ORDER BY host, port, scheme, proxy, purpose",
            )?;
            let contacts = statement.query_map([], read_contact)?.collect::<Result<_, _>>()?;
            Ok(contacts)
        })
        .await
    }

    /// What a server's clock said last, as heard by ours; `None` before any said something.
    pub async fn last_clock_reading(&self) -> Result<Option<ClockReading>, StoreError> {
        self.read("reading what services' clocks said", |tx| {
            let mut statement = tx.prepare_cached(
                "SELECT said_at, heard_at FROM outbound WHERE heard_at IS NOT NULL ORDER BY heard_at DESC LIMIT 1",
            )?;
            let mut readings = statement.query_map([], |row| {
                let mut columns = Columns::of(row);
                Ok(ClockReading { said: columns.instant()?, heard: columns.instant()? })
            })?;
            Ok(readings.next().transpose()?)
        })
        .await
    }
}

fn read_contact(row: &Row<'_>) -> rusqlite::Result<ContactRecord> {
    let mut columns = Columns::of(row);
    Ok(ContactRecord {
        contact: Contact {
            scheme: columns.get()?,
            host: columns.get()?,
            port: columns.get()?,
            proxy: columns.get()?,
            errand: columns.word()?.unwrap_or(Errand::Other),
        },
        requests: count(columns.get()?),
        bytes: count(columns.get()?),
        first_at: columns.instant()?,
        last_at: columns.instant()?,
    })
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}
