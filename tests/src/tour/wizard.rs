//! The first run.

use super::See;
use crate::desktop::Desktop;
use crate::journey;
use crate::looks::SIZES;
use crate::market::Market;
use crate::page::{Page, marked};
use crate::pages::Wizard;

/// Every step of the wizard: the way to the marketplace as far as the browser, then through the jobs API to its end.
#[track_caller]
pub fn wizard(desktop: &Desktop, page: &Page, market: &Market, see: &mut See<'_>) {
    let wizard = Wizard::on(page);
    wizard.wait_for("service");
    see("wizard-service", &SIZES);
    marketplace(page, &wizard, see);
    wizard.choose_jobs_api();
    wizard.go_back_to("getKey");
    see("wizard-get-key", &SIZES);
    wizard.go_on_to("key");
    see("wizard-key", &SIZES);
    wizard.point_at(market.address());
    wizard.type_key(market.key());
    wizard.test_key();
    see("wizard-key-tested", &SIZES);
    wizard.go_on_to("search");
    see("wizard-search", &SIZES);
    journey::write_search(desktop, page);
    see("wizard-search-written", &SIZES);
    wizard.go_on_to("notifications");
    wizard.send_test_notification();
    see("wizard-notifications", &SIZES);
    wizard.confirm_notification();
    see("wizard-notifications-seen", &SIZES);
    wizard.finish();
}

fn marketplace(page: &Page, wizard: &Wizard<'_>, see: &mut See<'_>) {
    page.click(&marked("wizard-service-marketplace"));
    wizard.wait_for("likelihood");
    see("wizard-likelihood", &SIZES);
    page.click(&marked("likelihood-apply"));
    wizard.wait_for("checklist");
    see("wizard-checklist", &SIZES);
    wizard.go_on_to("description");
    see("wizard-description", &SIZES);
    page.enter(&marked("apply-purpose"), "I look for projects about birds and want to see new ones soon.");
    page.wait_for(&marked("apply-description"));
    see("wizard-description-written", &SIZES);
    wizard.go_on_to("review");
    page.click(&marked("review-refused"));
    see("wizard-review", &SIZES);
    wizard.go_on_to("credentials");
    page.click(&marked("credentials-more"));
    see("wizard-credentials", &SIZES);
    for step in ["review", "description", "checklist", "likelihood", "service"] {
        wizard.go_back_to(step);
    }
}
