//! The shell's own words, from the same file the window takes its words from.
//!
//! Keys here begin with `tray_`, `notification_`, `did_`, `requirement_`, `english_`, `fact_`, `evidence_`, `timeline_`, `dialog_` or `mail_`, and
//! the `list_reason_` ones are shared; the window's other ones are none of this module's business.

use std::collections::HashMap;
use std::sync::LazyLock;

const ENGLISH: &str = include_str!("../../ui/messages/en.json");

static TEXTS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let all: HashMap<String, serde_json::Value> = serde_json::from_str(ENGLISH).unwrap_or_default();
    all.into_iter().filter_map(|(key, value)| Some((key, value.as_str()?.to_owned()))).collect()
});

macro_rules! messages {
    ($($name:ident = $key:literal),* $(,)?) => {
        /// A text of the desktop shell.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Message {
            $(#[doc = concat!("`", $key, "`")] $name),*
        }

        impl Message {
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$name),*];

            fn key(self) -> &'static str {
                match self { $(Self::$name => $key),* }
            }
        }
    };
}

messages! {
    TrayOpen = "tray_open",
    TrayCheckNow = "tray_check_now",
    TrayCheckNowOne = "tray_check_now_one",
    TrayCheckNowMany = "tray_check_now_many",
    TrayPause = "tray_pause",
    TrayResume = "tray_resume",
    TraySnooze = "tray_snooze",
    TraySnoozeHour = "tray_snooze_hour",
    TraySnoozeTomorrow = "tray_snooze_tomorrow",
    TraySnoozeEnd = "tray_snooze_end",
    TraySnoozeEndUntil = "tray_snooze_end_until",
    TraySnoozedLine = "tray_snoozed_line",
    TrayQuit = "tray_quit",
    TrayStarting = "tray_starting",
    TrayWatching = "tray_watching",
    TrayPaused = "tray_paused",
    TrayChecking = "tray_checking",
    TrayOffline = "tray_offline",
    TrayLimited = "tray_limited",
    TrayKeyRejected = "tray_key_rejected",
    TrayKeyMissing = "tray_key_missing",
    TrayFailing = "tray_failing",
    TrayNoSource = "tray_no_source",
    TrayNoSearch = "tray_no_search",
    TrayElsewhere = "tray_elsewhere",
    TrayNoStorage = "tray_no_storage",
    NotificationOpen = "notification_open",
    NotificationSave = "notification_save",
    NotificationDismiss = "notification_dismiss",
    NotificationSpent = "notification_spent",
    NotificationPerHour = "notification_per_hour",
    NotificationMore = "notification_more",
    NotificationUntitled = "notification_untitled",
    NotificationSummaryOne = "notification_summary_one",
    NotificationSummaryMany = "notification_summary_many",
    NotificationBaselineOne = "notification_baseline_one",
    NotificationBaselineMany = "notification_baseline_many",
    DidNew = "did_new",
    DidSeen = "did_seen",
    DidSaved = "did_saved",
    DidApplied = "did_applied",
    DidInterviewing = "did_interviewing",
    DidHired = "did_hired",
    DidDismissed = "did_dismissed",
    DidStar = "did_star",
    DidUnstar = "did_unstar",
    DidNote = "did_note",
    DidLabels = "did_labels",
    DidFollowUp = "did_follow_up",
    DidReason = "did_reason",
    DidApplication = "did_application",
    DidClientNote = "did_client_note",
    DidSearch = "did_search",
    DidSnippet = "did_snippet",
    RequirementAtLeast = "requirement_at_least",
    RequirementPercent = "requirement_percent",
    RequirementHours = "requirement_hours",
    RequirementOneOf = "requirement_one_of",
    RequirementRising = "requirement_rising",
    RequirementPortfolio = "requirement_portfolio",
    RequirementRatePays = "requirement_rate_pays",
    RequirementRateFloor = "requirement_rate_floor",
    EnglishBasic = "english_basic",
    EnglishConversational = "english_conversational",
    EnglishFluent = "english_fluent",
    EnglishNative = "english_native",
    NotificationFollowed = "notification_followed",
    NotificationFollowedMany = "notification_followed_many",
    NotificationFollowUp = "notification_follow_up",
    NotificationFollowUpUnnamed = "notification_follow_up_unnamed",
    NotificationFollowUpMany = "notification_follow_up_many",
    NotificationClosed = "notification_closed",
    NotificationHired = "notification_hired",
    NotificationPrice = "notification_price",
    NotificationNoPrice = "notification_no_price",
    NotificationProposals = "notification_proposals",
    NotificationSilence = "notification_silence",
    NotificationSilenceUnnamed = "notification_silence_unnamed",
    NotificationSilenceMany = "notification_silence_many",
    NotificationSilenceBody = "notification_silence_body",
    NotificationKeyRejected = "notification_key_rejected",
    NotificationKeyRejectedBody = "notification_key_rejected_body",
    NotificationAccessEnded = "notification_access_ended",
    NotificationAccessEndedBody = "notification_access_ended_body",
    NotificationKeyDue = "notification_key_due",
    NotificationKeyDueBody = "notification_key_due_body",
    NotificationKeyElsewhere = "notification_key_elsewhere",
    NotificationKeyElsewhereBody = "notification_key_elsewhere_body",
    NotificationTest = "notification_test",
    NotificationTestBody = "notification_test_body",
    FactLevelEntry = "fact_level_entry",
    FactLevelIntermediate = "fact_level_intermediate",
    FactLevelExpert = "fact_level_expert",
    FactDurationUnderOneMonth = "fact_duration_under_one_month",
    FactDurationOneToThreeMonths = "fact_duration_one_to_three_months",
    FactDurationThreeToSixMonths = "fact_duration_three_to_six_months",
    FactDurationOverSixMonths = "fact_duration_over_six_months",
    FactWorkloadPartTime = "fact_workload_part_time",
    FactWorkloadFullTime = "fact_workload_full_time",
    FactWorkloadAsNeeded = "fact_workload_as_needed",
    FactPaymentVerified = "fact_payment_verified",
    FactPaymentUnverified = "fact_payment_unverified",
    FactStatusOpen = "fact_status_open",
    FactStatusClosed = "fact_status_closed",
    EvidenceTitle = "evidence_title",
    EvidenceDescription = "evidence_description",
    EvidenceSkill = "evidence_skill",
    EvidenceTag = "evidence_tag",
    EvidenceOccupation = "evidence_occupation",
    EvidenceCategory = "evidence_category",
    EvidenceCity = "evidence_city",
    EvidenceTimezone = "evidence_timezone",
    EvidenceFact = "evidence_fact",
    TimelinePosted = "timeline_posted",
    TimelineSeen = "timeline_seen",
    TimelineMatched = "timeline_matched",
    TimelineChanged = "timeline_changed",
    TimelineUnknown = "timeline_unknown",
    TimelineState = "timeline_state",
    TimelineNotified = "timeline_notified",
    TimelineTextChanged = "timeline_text_changed",
    TimelineLabelled = "timeline_labelled",
    TimelineUnlabelled = "timeline_unlabelled",
    TimelineFollowUp = "timeline_follow_up",
    TimelineFollowUpOff = "timeline_follow_up_off",
    TimelineApplication = "timeline_application",
    TimelineBid = "timeline_bid",
    TimelineConnects = "timeline_connects",
    TimelineReason = "timeline_reason",
    ReasonPay = "list_reason_pay",
    ReasonSkills = "list_reason_skills",
    ReasonClient = "list_reason_client",
    ReasonRequirements = "list_reason_requirements",
    ReasonCompetition = "list_reason_competition",
    ReasonSuspicious = "list_reason_suspicious",
    ReasonOther = "list_reason_other",
    DialogKeyFile = "dialog_key_file",
    MailKeySubject = "mail_key_subject",
    MailKeyBody = "mail_key_body",
    MailSupportSubject = "mail_support_subject",
}

/// The text of `message`, or its key where the file lacks it.
pub fn text(message: Message) -> &'static str {
    TEXTS.get(message.key()).map_or(message.key(), String::as_str)
}

/// The text of `message` with each `{name}` replaced by its value. Values are put in as they stand: a value that looks
/// like a placeholder is not replaced again.
pub fn fill(message: Message, values: &[(&str, &str)]) -> String {
    let mut rest = text(message);
    let mut filled = String::with_capacity(rest.len() + 32);
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let known = after
            .split_once('}')
            .and_then(|(name, tail)| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, tail)));
        if let Some((value, tail)) = known {
            filled.push_str(value);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_in_the_file() {
        let missing: Vec<_> = Message::ALL.iter().filter(|message| text(**message) == message.key()).collect();
        assert!(missing.is_empty(), "not in ui/messages/en.json: {missing:?}");
    }

    #[test]
    fn values_go_where_their_names_stand() {
        assert_eq!(fill(Message::NotificationSummaryMany, &[("count", "12")]), "12 new jobs fit your searches");
    }

    #[test]
    fn a_value_that_looks_like_a_placeholder_stays_as_it_is() {
        let body = fill(Message::NotificationKeyRejected, &[("source", "{source} {x")]);
        assert!(body.contains("{source} {x"), "{body}");
    }

    #[test]
    fn a_placeholder_without_a_value_stays() {
        assert!(fill(Message::NotificationSummaryMany, &[]).contains("{count}"));
    }
}
