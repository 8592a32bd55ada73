//! What sources were allowed by the owners of accounts: until when, for which organisation, and where the tokens are.
//! Never a token itself.

use jiff::Timestamp;
use lapwing_domain::SourceId;
use rusqlite::{OptionalExtension as _, Row, Transaction, params};

use crate::failure::{Failure, one_row};
use crate::rotations::{doom, spare};
use crate::row::{Columns, millis};
use crate::{NewSource, SourceRecord, Store, StoreError, sources};

/// How a source asks for authorization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAuthorization {
    /// The public half of the key: what the service calls this client.
    pub client_id: String,
    /// The loopback port that the browser comes back to, as registered with the service.
    pub callback_port: u16,
    /// Whether a proof key is sent along.
    pub pkce: bool,
}

/// Tokens as a source holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenPlace {
    /// The account of the keyring they are stored under; `None` when they are in memory until the program ends.
    pub account: Option<String>,
    /// When the access token ends.
    pub access_until: Timestamp,
    /// When the refresh token ends unless it is used before.
    pub refresh_until: Timestamp,
}

/// How a source stands with the account it was authorized for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authorization {
    /// How it asks.
    pub client: NewAuthorization,
    /// Its tokens; `None` before it was authorized, and after they were given up.
    pub tokens: Option<TokenPlace>,
    /// When it was authorized; refreshing does not change it.
    pub authorized_at: Option<Timestamp>,
    /// The organisation whose view it has; `None` for the account's own default.
    pub organization: Option<Organization>,
}

/// An organisation of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// The service's id of it.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl Store {
    /// Adds a source that is to be authorized, enabled. [`StoreError::NameTaken`] when the name is in use.
    pub async fn add_authorized_source(
        &self,
        source: NewSource,
        client: NewAuthorization,
        now: Timestamp,
    ) -> Result<SourceRecord, StoreError> {
        self.write("adding a source", move |tx| {
            let record = sources::add(tx, &source, now)?;
            let mut statement = tx.prepare_cached(
                "INSERT INTO authorizations (source_id, client_id, callback_port, pkce) VALUES (?1, ?2, ?3, ?4)",
            )?;
            statement.execute(params![record.id.0, client.client_id, client.callback_port, client.pkce])?;
            Ok(record)
        })
        .await
    }

    /// How a source stands with its account; `None` for one that needs no authorization or was removed.
    pub async fn authorization(&self, source: SourceId) -> Result<Option<Authorization>, StoreError> {
        self.read("reading an authorization", move |tx| {
            let mut statement = tx.prepare_cached(
                "SELECT client_id, callback_port, pkce, token_account, access_until, refresh_until, authorized_at, \
                 organization_id, organization_name FROM authorizations WHERE source_id = ?1",
            )?;
            Ok(statement.query_row([source.0], read).optional()?)
        })
        .await
    }

    /// The source uses these tokens from now on: their account is no longer to be deleted, and that of the former ones
    /// is, all at once. [`StoreError::NotFound`] when the source was removed meanwhile; an account doomed before the
    /// tokens were put there stays so.
    pub async fn set_tokens(&self, source: SourceId, tokens: TokenPlace, now: Timestamp) -> Result<(), StoreError> {
        self.write("noting new tokens", move |tx| {
            doom_tokens(tx, source, now)?;
            let TokenPlace { account, access_until, refresh_until } = tokens;
            let mut statement = tx.prepare_cached(
                "UPDATE authorizations SET token_account = ?2, access_until = ?3, refresh_until = ?4, \
                 authorized_at = coalesce(authorized_at, ?5) WHERE source_id = ?1",
            )?;
            let values = params![source.0, account, millis(access_until), millis(refresh_until), millis(now)];
            one_row(statement.execute(values)?, "source")?;
            account.map_or(Ok(()), |account| spare(tx, &account))
        })
        .await
    }

    /// Gives a source's tokens up: their account is to be deleted, and it must be authorized anew.
    pub async fn forget_tokens(&self, source: SourceId, now: Timestamp) -> Result<(), StoreError> {
        self.write("giving tokens up", move |tx| {
            doom_tokens(tx, source, now)?;
            let mut statement = tx.prepare_cached(
                "UPDATE authorizations SET token_account = NULL, access_until = NULL, refresh_until = NULL, \
                 authorized_at = NULL WHERE source_id = ?1",
            )?;
            one_row(statement.execute([source.0])?, "source")
        })
        .await
    }

    /// Chooses the organisation whose view a source has; `None` for the account's own default.
    pub async fn set_organization(
        &self,
        source: SourceId,
        organization: Option<Organization>,
    ) -> Result<(), StoreError> {
        self.write("choosing an organisation", move |tx| {
            let (id, name) = organization.map(|chosen| (chosen.id, chosen.name)).unzip();
            let mut statement = tx.prepare_cached(
                "UPDATE authorizations SET organization_id = ?2, organization_name = ?3 WHERE source_id = ?1",
            )?;
            one_row(statement.execute(params![source.0, id, name])?, "source")
        })
        .await
    }

    /// Notes whether a proof key is sent along, and the port that the browser comes back to.
    pub async fn set_client(&self, source: SourceId, client: NewAuthorization) -> Result<(), StoreError> {
        self.write("changing how a source asks for authorization", move |tx| {
            let mut statement = tx.prepare_cached(
                "UPDATE authorizations SET client_id = ?2, callback_port = ?3, pkce = ?4 WHERE source_id = ?1",
            )?;
            let NewAuthorization { client_id, callback_port, pkce } = client;
            one_row(statement.execute(params![source.0, client_id, callback_port, pkce])?, "source")
        })
        .await
    }
}

/// The source is removed: its tokens are to be deleted.
pub(crate) fn forget(tx: &Transaction<'_>, source: SourceId, now: Timestamp) -> Result<(), Failure> {
    doom_tokens(tx, source, now)?;
    tx.prepare_cached("DELETE FROM authorizations WHERE source_id = ?1")?.execute([source.0])?;
    Ok(())
}

fn doom_tokens(tx: &Transaction<'_>, source: SourceId, now: Timestamp) -> Result<(), Failure> {
    let mut statement = tx.prepare_cached("SELECT token_account FROM authorizations WHERE source_id = ?1")?;
    let account: Option<Option<String>> = statement.query_row([source.0], |row| row.get(0)).optional()?;
    account.flatten().map_or(Ok(()), |account| doom(tx, &account, now))
}

fn read(row: &Row<'_>) -> rusqlite::Result<Authorization> {
    let mut columns = Columns::of(row);
    let client = NewAuthorization { client_id: columns.get()?, callback_port: columns.get()?, pkce: columns.get()? };
    let account = columns.get()?;
    let ends = columns.instant_or_none()?.zip(columns.instant_or_none()?);
    let authorized_at = columns.instant_or_none()?;
    let organization = columns.get::<Option<String>>()?.zip(columns.get::<Option<String>>()?);
    Ok(Authorization {
        client,
        tokens: ends.map(|(access_until, refresh_until)| TokenPlace { account, access_until, refresh_until }),
        authorized_at,
        organization: organization.map(|(id, name)| Organization { id, name }),
    })
}
