//! Everything the window may ask and hear, in one place.

use tauri::Wry;
use tauri_specta::{Builder, Casing, ErrorHandlingMode, collect_commands, collect_events};

use crate::commands::{
    application, delivery, jobs, keys, marketplace, marks, profile, searches, snippets, sources, usage, watching,
};
use crate::dto::watching::{Changed, Dropped, Leaving, ShowJob};
use crate::dto::{WireError, presets};

/// The commands, events and constants, with their types.
pub fn builder() -> Builder<Wry> {
    Builder::new()
        .commands(collect_commands![
            application::app_state,
            application::save_wizard,
            application::finish_setup,
            application::set_preferences,
            application::save_place,
            application::copy_text,
            application::open_address,
            application::print_page,
            application::quit,
            application::saved_all,
            keys::keyring_state,
            keys::paste_key,
            keys::type_key,
            keys::key_from_environment,
            keys::key_from_file,
            keys::key_from_drop,
            keys::clear_clipboard,
            keys::forget_key,
            keys::test_held_key,
            sources::add_source,
            sources::add_sandbox,
            sources::sources,
            sources::test_source,
            sources::replace_key,
            sources::rotate_key,
            sources::confirm_rotation,
            sources::dismiss_key_alarm,
            sources::set_source_enabled,
            sources::remove_source,
            marketplace::add_marketplace_source,
            marketplace::marketplace_defaults,
            marketplace::compose_key_request,
            marketplace::begin_authorization,
            marketplace::authorization_step,
            marketplace::paste_authorization,
            marketplace::cancel_authorization,
            marketplace::organizations,
            marketplace::set_organization,
            marketplace::set_background,
            marketplace::content_rules,
            marketplace::set_content_rules,
            searches::searches,
            searches::add_search,
            searches::edit_search,
            searches::pause_search,
            searches::remove_search,
            searches::move_search,
            searches::check_query,
            searches::preview_query,
            searches::read_link,
            jobs::jobs,
            jobs::job,
            jobs::counts,
            jobs::job_ids,
            jobs::set_job_state,
            marks::set_reason,
            marks::set_star,
            marks::set_note,
            marks::set_labels,
            marks::labels,
            marks::set_follow_up,
            marks::set_application,
            marks::set_client_note,
            marks::steps,
            snippets::copy_job,
            snippets::open_link,
            snippets::snippets,
            snippets::save_snippet,
            snippets::remove_snippet,
            snippets::fill_snippet,
            jobs::mark_seen,
            jobs::undo,
            jobs::open_job,
            watching::status,
            watching::check_now,
            watching::set_paused,
            watching::settings,
            watching::set_interval_minutes,
            watching::test_notification,
            watching::stop_matching,
            delivery::delivery,
            delivery::set_delivery_rules,
            delivery::snooze,
            delivery::mute_word,
            delivery::mute_client,
            delivery::unmute,
            usage::usage,
            usage::watch_plan,
            usage::contacted_hosts,
            profile::profile,
            profile::set_profile,
        ])
        .events(collect_events![Changed, Dropped, Leaving, ShowJob])
        .typ::<WireError>()
        .constant("PRESETS", presets())
        .error_handling(ErrorHandlingMode::Throw)
        // Nothing reads otherwise than it is written, so each type needs one shape only.
        .disable_serde_phases()
        .function_casing(Casing::CamelCase)
}
