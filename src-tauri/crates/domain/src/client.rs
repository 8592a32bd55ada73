//! Which postings are probably one client's.
//!
//! Services that let postings be kept name no client. What they say of one that does not change from posting to posting
//! is when its account began and where it is.

use crate::job::Client;
use crate::text::normal;

/// By what the postings of one client are put together: the instant its account began, its country and its city. Two
/// clients may share all three, so it is told as "probably the same client".
///
/// Muting knows a client by less than this ([`ClientMark`](crate::notify::ClientMark)): what it hides by mistake comes
/// back, whereas a note or an earlier posting shown with the wrong client misleads.
///
/// ```
/// use lapwing_domain::client::ClientKey;
/// use lapwing_domain::job::{Client, Country};
///
/// let since = "2019-04-01T09:30:00Z".parse().ok();
/// let of = |city: &str| ClientKey::of(&Client { since, country: Country::read("DE"), city: city.into(), ..Client::default() });
/// assert_eq!(of("Köln"), of(" KÖLN "));
/// assert_eq!(of(""), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClientKey(String);

/// Stands between the parts: none of them holds white space but single spaces.
const BETWEEN: char = '\t';

impl ClientKey {
    /// The key of a client; `None` unless the posting says when its account began, its country and its city.
    pub fn of(client: &Client) -> Option<Self> {
        let (since, country) = (client.since?, client.country.as_ref()?);
        let (country, city) = (folded(&country.to_string())?, folded(&client.city)?);
        Some(Self(format!("{since}{BETWEEN}{country}{BETWEEN}{city}")))
    }

    /// As it is stored: the instant in UTC, the country and the city in normal form, with tabs between.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Without what differs between two ways to write a name; `None` when there is no letter or digit in it.
fn folded(name: &str) -> Option<String> {
    let normal = normal(name);
    let words: Vec<&str> = normal.split_whitespace().collect();
    normal.contains(char::is_alphanumeric).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::Country;

    fn client(since: &str, country: &str, city: &str) -> Client {
        let since = (!since.is_empty()).then(|| since.parse().unwrap());
        Client { since, country: Country::read(country), city: city.into(), ..Client::default() }
    }

    fn key(since: &str, country: &str, city: &str) -> Option<ClientKey> {
        ClientKey::of(&client(since, country, city))
    }

    const BEGAN: &str = "2019-04-01T09:30:00Z";

    #[test]
    fn spelling_of_country_and_city_does_not_tell_clients_apart() {
        let cologne = key(BEGAN, "Germany", "Köln").unwrap();
        assert_eq!(cologne.as_str(), "2019-04-01T09:30:00Z\tde\tkoln");
        for (country, city) in [("DE", " köln\n"), ("deu", "KO\u{308}LN"), ("germany", "koln")] {
            assert_eq!(key(BEGAN, country, city).as_ref(), Some(&cologne), "{country} {city}");
        }
        assert_eq!(key(BEGAN, "DE", "Bad  Homburg"), key(BEGAN, "DE", "Bad\tHomburg"));
    }

    #[test]
    fn each_of_the_three_facts_tells_clients_apart() {
        let cologne = key(BEGAN, "DE", "Köln");
        assert_ne!(key("2019-04-01T09:30:01Z", "DE", "Köln"), cologne);
        assert_ne!(key(BEGAN, "AT", "Köln"), cologne);
        assert_ne!(key(BEGAN, "DE", "Bonn"), cologne);
    }

    #[test]
    fn without_all_three_facts_no_client_is_known_again() {
        for (since, country, city) in
            [("", "DE", "Köln"), (BEGAN, "", "Köln"), (BEGAN, "DE", ""), (BEGAN, "DE", " \n"), (BEGAN, "DE", "--")]
        {
            assert_eq!(key(since, country, city), None, "{since} {country} {city}");
        }
    }

    #[test]
    fn what_else_the_posting_says_of_the_client_does_not_matter() {
        let busy = Client { jobs: Some(9), verified: Some(true), ..client(BEGAN, "DE", "Köln") };
        assert_eq!(ClientKey::of(&busy), key(BEGAN, "DE", "Köln"));
    }
}
