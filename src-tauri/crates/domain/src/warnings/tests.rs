use super::*;

fn found(text: &str) -> Vec<(Rule, String)> {
    warnings("", text).into_iter().map(|warning| (warning.rule, warning.text)).collect()
}

fn assert_signs(rule: Rule, cases: &[(&str, &str)]) {
    for (text, sign) in cases {
        assert_eq!(found(text), [(rule, (*sign).to_owned())], "{text}");
    }
}

fn assert_quiet(texts: &[&str]) {
    for text in texts {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn asking_to_talk_elsewhere_is_a_sign() {
    assert_signs(
        Rule::OffPlatform,
        &[
            ("We pay well. Contact me on Telegram.", "Contact me on Telegram"),
            ("If interested, message us via WhatsApp", "message us via WhatsApp"),
            ("Feel free to reach out to me on my Telegram for details", "reach out to me on my Telegram"),
            ("Please don't hesitate to contact me through Skype!", "contact me through Skype"),
            ("if you have any questions text me on Signal", "text me on Signal"),
            ("Add me on skype: live:lead.designer", "Add me on skype"),
            ("Kindly contact the hiring manager on Telegram to begin.", "contact the hiring manager on Telegram"),
            ("Send me a message on whats app", "Send me a message on whats app"),
            ("Tele\u{200b}gram: @pay_well_hr", "Tele\u{200b}gram: @pay_well_hr"),
            ("ＷｈａｔｓＡｐｐ +1 (555) 010-0234", "ＷｈａｔｓＡｐｐ +1 (555) 010-0234"),
            ("My telegram username is in the attachment", "My telegram username is"),
            ("Interview will be conducted via Telegram.", "Interview will be conducted via Telegram"),
            ("For quick answers we communicate over WhatsApp", "communicate over WhatsApp"),
            ("Let's talk on Discord", "talk on Discord"),
            ("Please contact us outside of the platform", "contact us outside of the platform"),
            ("Payment off-platform is fine", "Payment off-platform"),
            ("You get paid outside this marketplace, weekly", "paid outside this marketplace"),
            ("Call me at +44 20 7946 0018", "Call me at +44 20 7946 0018"),
        ],
    );
}

#[test]
fn asking_to_write_to_an_address_is_a_sign_and_so_is_spelling_one_out() {
    assert_signs(
        Rule::OffPlatform,
        &[
            ("Send your portfolio to first.last@studio-nord.com please", "first.last@studio-nord.com"),
            ("Email: jobs@studio.co.uk", "jobs@studio.co.uk"),
            ("name (at) gmail dot com", "name (at) gmail dot com"),
            ("write to name[at]studio[dot]com", "name[at]studio[dot]com"),
            ("you find me under name at gmail dot com", "name at gmail dot com"),
            ("reach me: name at gmail.com", "name at gmail.com"),
        ],
    );
    assert_quiet(&[
        "Example row: bob@example.org, 44",
        "Login with admin@studio.com and the password below",
        "The form should send an email to info@example.com",
        "Follow @studio on Instagram and mail@",
        "Import react from @scope/package.name",
        "Work with us at Studio dot com",
        "We look at Amazon.com listings",
    ]);
}

#[test]
fn working_on_a_messenger_is_none() {
    assert_quiet(&[
        "Build a Telegram bot",
        "I need a bot to message me on Telegram when the price falls",
        "The script should text me on WhatsApp automatically",
        "WhatsApp integration for our shop, so customers can contact us via WhatsApp",
        "Experience with the Discord API",
        "Message me if you know Discord bots well",
        "Contact me with samples of your Telegram channel",
        "Signal processing in Python; we talk about filters",
        "Contact us with your experience in signal processing",
        "Skype for Business migration",
        "Our WhatsApp number is connected to the agent",
        "Leads who write to us on WhatsApp get an answer from the chatbot",
        "Users can call us at 0800 123 4567 from the app",
        "Familiarity with communities (GitHub, Discord, Telegram) for sourcing",
        "Deploy across web, SMS, WhatsApp",
        "Sync our Slack, Telegram and e-mail into one inbox",
        "The app must detect payments outside the platform",
        "Text me the outline, then we talk about WhatsApp templates",
        "Call recording for 1000000 users, 24/7/365",
    ]);
}

#[test]
fn refusing_to_talk_elsewhere_is_none() {
    assert_quiet(&[
        "Do not contact me on Telegram.",
        "PLEASE DO NOT CONTACT US OUTSIDE OF THE PLATFORM",
        "Any contact outside the platform will result in disqualification",
        "Never ask to communicate or get paid outside of the platform",
        "We don't pay outside the marketplace",
        "Proposals that say contact me on WhatsApp are ignored",
    ]);
}

#[test]
fn asking_the_freelancer_to_pay_is_a_sign() {
    assert_signs(
        Rule::Fees,
        &[
            ("You must pay a registration fee of $20.", "pay a registration fee"),
            ("Freelancers will have to make a refundable deposit", "make a refundable deposit"),
            ("Selected candidates are required to send a small security deposit", "send a small security deposit"),
            ("You pay the training fee, we refund it", "pay the training fee"),
            ("A security deposit is required before you start", "security deposit is required"),
            ("You will need to buy two gift cards for the client", "buy two gift cards"),
        ],
    );
}

#[test]
fn fees_that_the_freelancer_does_not_pay_are_none() {
    assert_quiet(&[
        "Our fee is 20% of sales",
        "Platform fee included",
        "There is no registration fee and no deposit",
        "You do not pay any application fee",
        "Candidates never have to pay a training fee",
        "Customers pay a refundable deposit at checkout",
        "Knowledge of security deposit logic, where double the order amount is charged",
        "Module for student registration fee payment",
        "You’ll deposit into your project fund when the milestone starts",
        "You will implement gift cards; users purchase gift cards in the app",
        "Process a 10% deposit initially, with the balance due at pickup",
        "Your price should be a monthly fee",
    ]);
}

#[test]
fn an_address_that_is_open_to_all_or_hides_where_it_leads_is_a_sign() {
    assert_signs(
        Rule::BareLink,
        &[
            ("Apply at http://studio.example.org/apply.", "http://studio.example.org/apply"),
            ("Brief: https://bit.ly/3abc", "https://bit.ly/3abc"),
            ("Brief (bit.ly/3abc).", "bit.ly/3abc"),
            ("Größe und Übersicht: T.me/studio_hr", "T.me/studio_hr"),
            ("https://wa.me/15550100234", "https://wa.me/15550100234"),
            ("https://93.184.215.14/brief", "https://93.184.215.14/brief"),
            ("www.tinyurl.com/abc", "www.tinyurl.com/abc"),
        ],
    );
    assert_quiet(&[
        "https://docs.example.org/brief",
        "www.studio.com",
        "Make.com, Node.js and monday.com",
        "xmlns=http://www.w3.org/2000/svg",
        "It runs at http://localhost:3000 and http://192.168.0.7",
        "Version 1.2.3.4 of habit.ly/ and about.me/",
        "We use bit.ly for links",
    ]);
}

#[test]
fn a_sign_in_the_title_is_told_with_its_place_there() {
    let warnings = warnings("Ärzte: contact me on Telegram", "Nothing else");
    let sign = Warning {
        rule: Rule::OffPlatform,
        part: Part::Title,
        start: 7,
        end: 29,
        text: "contact me on Telegram".to_owned(),
    };
    assert_eq!(warnings, [sign]);
}

#[test]
fn signs_come_in_order_with_places_in_characters_one_for_each_place_and_no_more_than_six() {
    let text = "Größe 🚀\nYou must pay a training fee.\nContact me on Telegram: @abc or see bit.ly/x";
    let places: Vec<_> = warnings("", text).into_iter().map(|w| (w.rule, w.start, w.end, w.text)).collect();
    for (_, start, end, shown) in &places {
        assert_eq!(text.chars().skip(*start).take(end - start).collect::<String>(), *shown);
    }
    let rules: Vec<Rule> = places.iter().map(|(rule, ..)| *rule).collect();
    assert_eq!(rules, [Rule::Fees, Rule::OffPlatform, Rule::BareLink]);
    assert_eq!(warnings("", &"bit.ly/x ".repeat(50)).len(), 6);
    assert_eq!(warnings(&"bit.ly/x ".repeat(4), &"bit.ly/x ".repeat(4)).len(), 6);
}

/// Each text would take minutes if any rule looked further than a few words from where it stands.
#[test]
fn hostile_texts_are_walked_through_once() {
    for piece in [
        "telegram ",
        "contact me on ",
        "you must pay a training ",
        "fee ",
        "a@",
        "a@b.",
        "at dot ",
        "1 ",
        "(at)",
        "no not ",
        "gift card ",
        "outside of ",
        "http://",
        "bit.ly/",
        "\u{200b}",
        "e\u{301}",
        "....",
        "a",
        "telegram",
    ] {
        let text = piece.repeat(500_000 / piece.len());
        assert!(warnings(&text, &text).len() <= MOST, "{piece}");
    }
}
