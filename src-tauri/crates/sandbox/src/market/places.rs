//! Where the market's clients live, and how the service writes it.

use crate::country::Code;

#[derive(Debug)]
pub(super) struct Place {
    pub(super) code: Code,
    pub(super) code3: &'static str,
    pub(super) name: &'static str,
    pub(super) cities: &'static [&'static str],
    pub(super) timezone: &'static str,
    /// Share of the clients, compared with the other places' weights.
    pub(super) weight: u32,
}

const fn place(
    code: Code,
    code3: &'static str,
    name: &'static str,
    weight: u32,
    timezone: &'static str,
    cities: &'static [&'static str],
) -> Place {
    Place { code, code3, name, cities, timezone, weight }
}

pub(super) static PLACES: [Place; 36] = [
    place(
        *b"US",
        "USA",
        "United States",
        400,
        "America/New_York",
        &["New York", "Atlanta", "Boston", "Raleigh", "Miami"],
    ),
    place(*b"GB", "GBR", "United Kingdom", 82, "Europe/London", &["London", "Leeds", "Bristol", "Glasgow"]),
    place(*b"IN", "IND", "India", 88, "Asia/Kolkata", &["Pune", "Bengaluru", "Mumbai", "Jaipur"]),
    place(*b"AU", "AUS", "Australia", 40, "Australia/Sydney", &["Sydney", "Newcastle", "Wollongong"]),
    place(*b"CA", "CAN", "Canada", 38, "America/Toronto", &["Toronto", "Ottawa", "Montréal"]),
    place(*b"DE", "DEU", "Germany", 30, "Europe/Berlin", &["Berlin", "Köln", "Leipzig"]),
    place(*b"AE", "ARE", "United Arab Emirates", 22, "Asia/Dubai", &["Dubai", "Abu Dhabi"]),
    place(*b"PK", "PAK", "Pakistan", 22, "Asia/Karachi", &["Lahore", "Karachi"]),
    place(*b"NL", "NLD", "Netherlands", 16, "Europe/Amsterdam", &["Utrecht", "Groningen"]),
    place(*b"IL", "ISR", "Israel", 13, "Asia/Jerusalem", &["Haifa", "Tel Aviv"]),
    place(*b"ES", "ESP", "Spain", 12, "Europe/Madrid", &["Valencia", "Bilbao"]),
    place(*b"IT", "ITA", "Italy", 12, "Europe/Rome", &["Torino", "Bologna"]),
    place(*b"SA", "SAU", "Saudi Arabia", 12, "Asia/Riyadh", &["Riyadh", "Jeddah"]),
    place(*b"FR", "FRA", "France", 11, "Europe/Paris", &["Lyon", "Nantes"]),
    place(*b"CH", "CHE", "Switzerland", 11, "Europe/Zurich", &["Zürich", "Bern"]),
    place(*b"UA", "UKR", "Ukraine", 9, "Europe/Kyiv", &["Lviv", "Kyiv"]),
    place(*b"SG", "SGP", "Singapore", 9, "Asia/Singapore", &["Singapore"]),
    place(*b"TR", "TUR", "Turkey", 8, "Europe/Istanbul", &["İzmir", "Ankara"]),
    place(*b"IE", "IRL", "Ireland", 8, "Europe/Dublin", &["Cork", "Galway"]),
    place(*b"HK", "HKG", "Hong Kong", 8, "Asia/Hong_Kong", &["Hong Kong"]),
    place(*b"SE", "SWE", "Sweden", 7, "Europe/Stockholm", &["Göteborg", "Uppsala"]),
    place(*b"PH", "PHL", "Philippines", 6, "Asia/Manila", &["Cebu", "Davao"]),
    place(*b"BE", "BEL", "Belgium", 6, "Europe/Brussels", &["Gent", "Liège"]),
    place(*b"BR", "BRA", "Brazil", 6, "America/Sao_Paulo", &["Curitiba", "São Paulo"]),
    place(*b"ZA", "ZAF", "South Africa", 6, "Africa/Johannesburg", &["Cape Town", "Durban"]),
    place(*b"PL", "POL", "Poland", 6, "Europe/Warsaw", &["Poznań", "Kraków"]),
    place(*b"KE", "KEN", "Kenya", 5, "Africa/Nairobi", &["Nairobi", "Kisumu"]),
    place(*b"NG", "NGA", "Nigeria", 5, "Africa/Lagos", &["Lagos", "Ibadan"]),
    place(*b"MX", "MEX", "Mexico", 5, "America/Mexico_City", &["Puebla", "Querétaro"]),
    place(*b"VN", "VNM", "Vietnam", 5, "Asia/Ho_Chi_Minh", &["Da Nang"]),
    place(*b"NO", "NOR", "Norway", 5, "Europe/Oslo", &["Bergen", "Trondheim"]),
    place(*b"DK", "DNK", "Denmark", 5, "Europe/Copenhagen", &["Aarhus", "Odense"]),
    place(*b"NZ", "NZL", "New Zealand", 5, "Pacific/Auckland", &["Wellington", "Nelson"]),
    place(*b"JP", "JPN", "Japan", 5, "Asia/Tokyo", &["Osaka", "Sapporo"]),
    place(*b"CZ", "CZE", "Czech Republic", 4, "Europe/Prague", &["Brno", "Olomouc"]),
    place(*b"KR", "KOR", "South Korea", 4, "Asia/Seoul", &["Busan", "Daegu"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country;

    #[test]
    fn every_way_of_writing_a_place_means_the_same_country() {
        for place in &PLACES {
            let code = std::str::from_utf8(&place.code).unwrap();
            for written in [code, place.code3, place.name] {
                assert_eq!(country::identify(written), Some(place.code), "{written}");
            }
        }
    }
}
