use lapwing_domain::job::{Country, English};
use lapwing_domain::profile::{Key, Profile};

use crate::dto::profile as wire;

impl From<wire::ProfileKey> for Key {
    fn from(key: wire::ProfileKey) -> Self {
        match key {
            wire::ProfileKey::Country => Self::Country,
            wire::ProfileKey::Languages => Self::Languages,
            wire::ProfileKey::English => Self::English,
            wire::ProfileKey::JobSuccess => Self::JobSuccess,
            wire::ProfileKey::Hours => Self::Hours,
            wire::ProfileKey::RateFloor => Self::RateFloor,
        }
    }
}

impl From<English> for wire::English {
    fn from(english: English) -> Self {
        match english {
            English::Basic => Self::Basic,
            English::Conversational => Self::Conversational,
            English::Fluent => Self::Fluent,
            English::Native => Self::Native,
        }
    }
}

impl From<Profile> for wire::Profile {
    fn from(me: Profile) -> Self {
        let country = |code| {
            let country = Country::Code(code);
            wire::Country { code: country.to_string(), name: country.name().to_owned() }
        };
        Self {
            country: me.country.map(country),
            languages: me.languages,
            english: me.english.map(Into::into),
            job_success: me.job_success,
            hours: me.hours,
            rate_floor: me.rate_floor,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn every_part_crosses_under_its_own_name() {
        let mut me = Profile::default();
        for (key, value) in [
            (wire::ProfileKey::Country, "Germany"),
            (wire::ProfileKey::Languages, "de, en"),
            (wire::ProfileKey::English, "fluent"),
            (wire::ProfileKey::JobSuccess, "97.5%"),
            (wire::ProfileKey::Hours, "1200"),
            (wire::ProfileKey::RateFloor, "$40"),
        ] {
            me.set(key.into(), value).unwrap();
        }
        assert_eq!(
            serde_json::to_value(wire::Profile::from(me)).unwrap(),
            json!({
                "country": { "code": "DE", "name": "Germany" },
                "languages": ["de", "en"],
                "english": "fluent",
                "jobSuccess": 97.5,
                "hours": 1200.0,
                "rateFloor": 40.0,
            })
        );
    }

    #[test]
    fn what_is_not_said_is_null() {
        let wire = serde_json::to_value(wire::Profile::from(Profile::default())).unwrap();
        assert_eq!((&wire["country"], &wire["english"], &wire["hours"]), (&Value::Null, &Value::Null, &Value::Null));
        assert_eq!(wire["languages"], json!([]));
    }

    #[test]
    fn the_words_the_window_sends_back_are_read() {
        for english in [English::Basic, English::Conversational, English::Fluent, English::Native] {
            let word = serde_json::to_value(wire::English::from(english)).unwrap();
            let mut me = Profile::default();
            me.set(Key::English, word.as_str().unwrap()).unwrap();
            assert_eq!(me.english, Some(english));
        }
        for (code, _) in Country::all() {
            let mut me = Profile::default();
            me.set(Key::Country, code).unwrap();
            let shown = wire::Profile::from(me.clone()).country.unwrap();
            let mut again = Profile::default();
            again.set(Key::Country, &shown.name).unwrap();
            assert_eq!(again, me, "{shown:?}");
        }
    }
}
