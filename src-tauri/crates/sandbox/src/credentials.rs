//! Made-up credentials. They look like what they are and open nothing.

/// What a caller needs; derived from the seed, so that a restarted sandbox keeps its callers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Credentials {
    pub(crate) key: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
}

impl Credentials {
    pub(crate) fn from_seed(seed: u64, key: Option<&str>) -> Self {
        let mut rng = fastrand::Rng::with_seed(seed ^ 0x6c61_7077_696e_6721);
        let mut digits = |count: usize| -> String { (0..count).map(|_| rng.digit(16)).collect() };
        let (made, client_id, client_secret) = (digits(32), digits(32), digits(16));
        Self { key: key.map_or_else(|| format!("sandbox-{made}"), str::to_owned), client_id, client_secret }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_decides_and_a_given_key_is_taken_as_it_is() {
        assert_eq!(Credentials::from_seed(7, None), Credentials::from_seed(7, None));
        assert_ne!(Credentials::from_seed(7, None).key, Credentials::from_seed(8, None).key);
        let given = Credentials::from_seed(7, Some("my key"));
        assert_eq!(given.key, "my key");
        assert_eq!(given.client_id, Credentials::from_seed(7, None).client_id);
    }
}
