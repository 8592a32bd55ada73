//! Postings that are honest and hard to lay out: long words, writing from right to left, pictures among the letters. Each
//! fits the query the tests search for.

use serde_json::{Value, json};

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Awkward {
    /// What is hard about it, fit for the name of a file.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    text: &'static str,
    skills: &'static [&'static str],
    city: &'static str,
    country: &'static str,
}

/// All of them.
pub const ALL: [Awkward; 3] = [
    Awkward {
        name: "long-words",
        title: "Rust für Hochwasserschutzanlagenfernüberwachungssystemdatenbankschnittstellenverantwortliche und alle, \
                die es noch werden wollen, gern auch in Teilzeit, langfristig und ortsunabhängig",
        text: "Gesucht wird jemand für die Hochwasserschutzanlagenfernüberwachungssystemdatenbankschnittstelle.\n\nDie Adresse der \
               Unterlagen: https://docs.example.com/anlagen/fernueberwachung/schnittstellen/beschreibung/fassung-2026-10-31-mit-allen-\
               anhaengen-und-zeichnungen-der-bauabschnitte-eins-bis-vierzehn.html\n\nLlanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch \
               ist auch dabei.\n\n- lesen\n- schreiben\n- rechnen",
        skills: &[
            "rust",
            "Datenbankschnittstellenbeschreibungssprachenkenntnisse",
            "fernüberwachungssystementwicklung",
        ],
        city: "Taumatawhakatangihangakoauauotamateaturipukakapikimaungahoronukupokaiwhenuakitanatahu",
        country: "NZ",
    },
    Awkward {
        name: "right-to-left",
        title: "مطلوب مطوّر Rust لخرائط الآبار القديمة في الواحات (دوام جزئي)",
        text: "نحتفظ بخرائط لآبار قديمة، ونريد برنامجًا صغيرًا يقرأها ويعرضها.\n\nالبرنامج الحالي مكتوب بلغة Python 3.12 ونريد نقله إلى Rust \
               قبل 31/12/2026.\n\nנשמח גם למי שקורא עברית: המפות הישנות כתובות בשתי השפות, עם הערות באנגלית (like this one).\n\n1. القراءة\n2. الكتابة",
        skills: &["rust", "خرائط", "עברית"],
        city: "أسوان",
        country: "EG",
    },
    Awkward {
        name: "emoji",
        title: "🦀🔥 Rust wizard 🧙🏽‍♀️ for our 🐳🐳🐳 app 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ✅✅✅ start 🔜",
        text: "👋🏿 Hello! We ❤️ small programs.\n\n✅ You know Rust 🦀\n✅ You answer in ⏱️ 24 h\n❌ No agencies\n\n🇳🇴🇯🇵🇧🇷 we are \
               everywhere 🌍🌎🌏 1️⃣2️⃣3️⃣ 𝓯𝓪𝓷𝓬𝔂 ｗｉｄｅ 漢字かな交じり文 한글 ไม่มีช่องว่างระหว่างคำ",
        skills: &["🦀 rust", "✨", "👩‍💻"],
        city: "São Tomé 🏝️",
        country: "ST",
    },
];

impl Awkward {
    /// It, in the service's own shape.
    pub fn wire(&self) -> Value {
        json!({
            "title": self.title,
            "description": self.text,
            "skills": self.skills,
            "tags": self.skills,
            "job_type": 1,
            "status": 1,
            "contractor_tier": 2,
            "hourly_budget": {"min": 35, "max": 120, "currency": "USD"},
            "buyer": {"payment_verified": true, "country": self.country, "city": self.city, "total_spent": 1_234_567},
        })
    }
}
