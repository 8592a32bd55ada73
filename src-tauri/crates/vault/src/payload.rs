//! What a keyring item holds: the origin on the first line, the secret after it, as UTF-8 (`KWallet` takes nothing else).
//!
//! The origin travels inside the encrypted part, so that nobody who can merely edit an item's attributes can make
//! Lapwing send a key elsewhere.

use zeroize::Zeroizing;

use crate::{Origin, Secret, VaultError};

pub(crate) fn seal(origin: &Origin, secret: &Secret<String>) -> Zeroizing<Vec<u8>> {
    let (origin, secret) = (origin.to_string(), secret.expose());
    // Sized beforehand: growing would leave copies of the secret behind.
    let mut payload = Zeroizing::new(Vec::with_capacity(origin.len() + 1 + secret.len()));
    payload.extend_from_slice(origin.as_bytes());
    payload.push(b'\n');
    payload.extend_from_slice(secret.as_bytes());
    payload
}

pub(crate) fn open(payload: &[u8], asked: &Origin) -> Result<Secret<String>, VaultError> {
    let text = std::str::from_utf8(payload).map_err(|_| VaultError::Damaged)?;
    let (origin, secret) = text.split_once('\n').ok_or(VaultError::Damaged)?;
    let stored: Origin = origin.parse().map_err(|_| VaultError::Damaged)?;
    if &stored == asked {
        Ok(Secret::new(secret.to_owned()))
    } else {
        Err(VaultError::OriginMismatch { stored, asked: asked.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(text: &str) -> Origin {
        text.parse().unwrap()
    }

    #[test]
    fn a_sealed_secret_opens_for_its_own_origin_only() {
        let home = origin("https://api.example.com");
        let payload = seal(&home, &Secret::new("k3y\nwith a second line".to_owned()));
        assert_eq!(open(&payload, &home).unwrap().expose(), "k3y\nwith a second line");
        for elsewhere in ["http://api.example.com", "https://api.example.com:8443", "https://evil.example.com"] {
            let error = open(&payload, &origin(elsewhere)).unwrap_err();
            assert!(matches!(error, VaultError::OriginMismatch { .. }), "{elsewhere}");
            assert!(!format!("{error} {error:?}").contains("k3y"));
        }
    }

    #[test]
    fn an_item_somebody_else_wrote_is_damaged_not_a_key() {
        let home = origin("https://api.example.com");
        for payload in [&b"just-a-key"[..], b"", b"\n", b"not an origin\nkey", &[0xff, b'\n', b'k']] {
            assert!(matches!(open(payload, &home), Err(VaultError::Damaged)), "{payload:?}");
        }
    }
}
