//! Where the service lives: accounts on one host, data on another.

use url::Url;

use crate::base_url::BaseUrl;

/// Where the service takes queries.
pub const BASE_URL: &str = "https://api.upwork.com";

/// Where it keeps accounts: authorizing, tokens, revoking.
const ACCOUNTS: &str = "https://www.upwork.com";

const AUTHORIZE: &str = "/ab/account-security/oauth2/authorize";
pub(super) const TOKEN: &str = "/api/v3/oauth2/token";
pub(super) const REVOKE: &str = "/api/v3/oauth2/token/revoke";
pub(super) const GRAPHQL: &str = "/graphql";

/// The hosts behind one base address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    data: BaseUrl,
    accounts: BaseUrl,
}

impl Addresses {
    /// Those of the service itself for [`BASE_URL`]; any other base, such as a sandbox's, serves all paths itself.
    ///
    /// ```
    /// use lapwing_sources::BaseUrl;
    /// use lapwing_sources::marketplace::{Addresses, BASE_URL};
    ///
    /// let service = Addresses::of(&BaseUrl::parse(BASE_URL)?);
    /// assert_eq!((service.data().host(), service.accounts().host()), ("api.upwork.com".into(), "www.upwork.com".into()));
    /// # Ok::<(), lapwing_sources::BadBaseUrl>(())
    /// ```
    pub fn of(base: &BaseUrl) -> Self {
        let accounts = if base.as_str() == BASE_URL { BaseUrl::parse(ACCOUNTS).ok() } else { None };
        Self { data: base.clone(), accounts: accounts.unwrap_or_else(|| base.clone()) }
    }

    /// Where queries go.
    pub fn data(&self) -> &BaseUrl {
        &self.data
    }

    /// Where people authorize and tokens are had.
    pub fn accounts(&self) -> &BaseUrl {
        &self.accounts
    }

    /// The page on which a person allows access.
    pub(super) fn authorize(&self) -> Url {
        self.accounts.at(AUTHORIZE)
    }

    /// Where codes and refresh tokens become tokens.
    pub(super) fn token(&self) -> Url {
        self.accounts.at(TOKEN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_service_keeps_accounts_on_another_host_and_a_sandbox_has_all_in_one_place() {
        let addresses = |base| Addresses::of(&BaseUrl::parse(base).unwrap());
        let service = addresses("https://api.upwork.com/");
        assert_eq!(service.data().join(GRAPHQL), "https://api.upwork.com/graphql");
        assert_eq!(service.token().as_str(), "https://www.upwork.com/api/v3/oauth2/token");
        assert_eq!(service.authorize().as_str(), "https://www.upwork.com/ab/account-security/oauth2/authorize");
        let sandbox = addresses("http://127.0.0.1:4010/market/");
        assert_eq!(sandbox.data().join(GRAPHQL), "http://127.0.0.1:4010/market/graphql");
        assert_eq!(sandbox.token().as_str(), "http://127.0.0.1:4010/market/api/v3/oauth2/token");
    }
}
