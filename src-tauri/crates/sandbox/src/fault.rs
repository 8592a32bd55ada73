//! The ways the sandbox can misbehave, by the words the command line uses. How each looks on the wire is in `server::faults`.

use std::fmt;
use std::str::FromStr;

/// One way to misbehave. Several can be on at once: the first that replaces the answer wins, those that only delay or
/// damage it are applied to what is left, in the order given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// Every call to `/jobs` is refused by the name of its first parameter, whatever it is: 400 with `details`.
    BadParameter,
    /// Every key is answered as expired: 401.
    Unauthorized,
    /// Every call is over the minute's limit: 429 with `Retry-After` and `retry_after` up to the next full minute.
    RateLimited,
    /// 429 with a sentence only: no header and no number to go by.
    RateLimitedNoHint,
    /// Every call is answered as if the month's calls were used up: 429 without `Retry-After`.
    MonthOver,
    /// 500 in the service's envelope.
    ServerError,
    /// 502 from a proxy in front, with an HTML body.
    BadGateway,
    /// The right answer, [`Fault::SLOW_BY`] late.
    Slow,
    /// Status, headers and half of the body, then nothing more, the connection kept open.
    Stall,
    /// The JSON text ends half-way, in well-formed HTTP.
    Truncated,
    /// A body that calls itself JSON and is not.
    Malformed,
    /// One broken entry in the middle of every page, beside the good jobs: one more than was asked for.
    BadJob,
    /// Numbers and booleans as strings and some strings as numbers, everywhere a careful client can still read them.
    WrongTypes,
    /// No jobs, written as `"data": null`.
    Empty,
    /// A body of more than 16 MiB, without a `Content-Length`.
    Huge,
    /// 302 to another host (see `Options::redirect_to`).
    RedirectOtherHost,
    /// 302 to plain `http` on the same host.
    RedirectHttp,
    /// `/jobs` speaks the other dialect than the one it is set to.
    SchemaChange,
    /// The connection itself is encrypted with a certificate that nobody vouches for. From the start only: its address
    /// then begins with `https`.
    Tls,
    /// Each call takes [`Fault::COUNTED`] from the minute's remaining calls in the headers, as if another caller used the
    /// key. The month and the real limit go by the real count.
    CounterDrop,
    /// Some jobs of a page stand in it twice, the second time with another title and price.
    DuplicateIds,
    /// Some postings are listed two hours later than the others.
    LateArrivals,
    /// The jobs of a page stand in no order.
    OutOfOrder,
    /// Postings that have the word `rust` anywhere are listed no more.
    SilentSearch,
    /// The client lacks the permission to read job postings: a search answers with no data and the fields it may not read.
    NoPermission,
    /// Every third posting of a search is missing, with an error in its place.
    PartialData,
    /// Every GraphQL request ends in an exception.
    GraphQlError,
    /// 403 from a wall in front of the service, with an HTML page that wants to see a browser.
    Cloudflare,
    /// Every access token counts as expired: 401.
    TokenExpired,
    /// Every refresh token counts as dead.
    GrantGone,
    /// The consent page hands back another `state` than it was given.
    StateWrong,
    /// The consent page hands back no `state`.
    StateMissing,
    /// Every code counts as used.
    CodeUsed,
    /// The marketplace's clock is [`Fault::SKEWED_BY`] ahead: `Date` header and publish times.
    ClockSkew,
}

/// A part of the server, as faults tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    /// The jobs API.
    Jobs,
    /// The page in the browser that asks for consent.
    Consent,
    /// Where codes and refresh tokens become tokens, and tokens end.
    Token,
    /// The marketplace's searches.
    GraphQl,
}

impl Fault {
    /// Every fault, in the order of the documentation.
    pub const ALL: [Self; 34] = [
        Self::BadParameter,
        Self::Unauthorized,
        Self::RateLimited,
        Self::RateLimitedNoHint,
        Self::MonthOver,
        Self::ServerError,
        Self::BadGateway,
        Self::Slow,
        Self::Stall,
        Self::Truncated,
        Self::Malformed,
        Self::BadJob,
        Self::WrongTypes,
        Self::Empty,
        Self::Huge,
        Self::RedirectOtherHost,
        Self::RedirectHttp,
        Self::SchemaChange,
        Self::Tls,
        Self::CounterDrop,
        Self::DuplicateIds,
        Self::LateArrivals,
        Self::OutOfOrder,
        Self::SilentSearch,
        Self::NoPermission,
        Self::PartialData,
        Self::GraphQlError,
        Self::Cloudflare,
        Self::TokenExpired,
        Self::GrantGone,
        Self::StateWrong,
        Self::StateMissing,
        Self::CodeUsed,
        Self::ClockSkew,
    ];

    /// What a call costs in the headers under [`Fault::CounterDrop`].
    pub const COUNTED: u32 = 4;

    /// How late a slow answer is.
    pub const SLOW_BY: std::time::Duration = std::time::Duration::from_secs(5);

    /// How far ahead the marketplace's clock is under [`Fault::ClockSkew`].
    pub const SKEWED_BY: std::time::Duration = std::time::Duration::from_hours(2);

    /// The word for the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::BadParameter => "400",
            Self::Unauthorized => "401",
            Self::RateLimited => "429",
            Self::RateLimitedNoHint => "429-no-hint",
            Self::MonthOver => "month-over",
            Self::ServerError => "500",
            Self::BadGateway => "502-html",
            Self::Slow => "slow",
            Self::Stall => "stall",
            Self::Truncated => "truncated",
            Self::Malformed => "malformed",
            Self::BadJob => "bad-job",
            Self::WrongTypes => "wrong-types",
            Self::Empty => "empty",
            Self::Huge => "huge",
            Self::RedirectOtherHost => "redirect-other-host",
            Self::RedirectHttp => "redirect-http",
            Self::SchemaChange => "schema-change",
            Self::Tls => "tls",
            Self::CounterDrop => "counter-drop",
            Self::DuplicateIds => "duplicate-ids",
            Self::LateArrivals => "late-arrivals",
            Self::OutOfOrder => "out-of-order",
            Self::SilentSearch => "silent-search",
            Self::NoPermission => "no-permission",
            Self::PartialData => "partial-data",
            Self::GraphQlError => "graphql-500",
            Self::Cloudflare => "cloudflare",
            Self::TokenExpired => "token-expired",
            Self::GrantGone => "grant-gone",
            Self::StateWrong => "state-wrong",
            Self::StateMissing => "state-missing",
            Self::CodeUsed => "code-used",
            Self::ClockSkew => "clock-skew",
        }
    }

    /// Whether a call to `endpoint` has anything to do with this fault. The page in a browser is spared what happens to
    /// programs, and either service what only the other could do.
    pub(crate) const fn concerns(self, endpoint: Endpoint) -> bool {
        match self {
            Self::ServerError
            | Self::BadGateway
            | Self::RateLimited
            | Self::RateLimitedNoHint
            | Self::Slow
            | Self::Stall
            | Self::Truncated
            | Self::Malformed
            | Self::Huge
            | Self::RedirectOtherHost
            | Self::RedirectHttp
            | Self::Tls => !matches!(endpoint, Endpoint::Consent),
            Self::Empty | Self::DuplicateIds | Self::LateArrivals | Self::OutOfOrder | Self::SilentSearch => {
                matches!(endpoint, Endpoint::Jobs | Endpoint::GraphQl)
            }
            Self::BadParameter
            | Self::Unauthorized
            | Self::MonthOver
            | Self::BadJob
            | Self::WrongTypes
            | Self::SchemaChange
            | Self::CounterDrop => matches!(endpoint, Endpoint::Jobs),
            Self::NoPermission | Self::PartialData | Self::GraphQlError | Self::TokenExpired => {
                matches!(endpoint, Endpoint::GraphQl)
            }
            Self::GrantGone | Self::CodeUsed => matches!(endpoint, Endpoint::Token),
            Self::StateWrong | Self::StateMissing => matches!(endpoint, Endpoint::Consent),
            Self::Cloudflare => matches!(endpoint, Endpoint::Token | Endpoint::GraphQl),
            Self::ClockSkew => !matches!(endpoint, Endpoint::Jobs),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The word is no fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is no fault; choose one of {}", Fault::ALL.map(Fault::word).join(", "))]
pub struct UnknownFault {
    word: String,
}

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|fault| fault.word() == word).ok_or_else(|| UnknownFault { word: word.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_fault_is_read_back_from_its_own_word() {
        for fault in Fault::ALL {
            assert_eq!(fault.to_string().parse(), Ok(fault));
        }
        assert_eq!(Fault::ALL.iter().collect::<HashSet<_>>().len(), Fault::ALL.len());
    }

    #[test]
    fn an_unknown_word_is_answered_with_the_known_ones() {
        let said = "503".parse::<Fault>().unwrap_err().to_string();
        assert!(said.starts_with("`503` is no fault; choose one of 400, 401, 429,"), "{said}");
    }
}
