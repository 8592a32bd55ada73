use lapwing_domain::keys::rotation::{Reason, Step};
use lapwing_engine::{KeyLife, Rotated, Rotation};

use crate::dto::sources as wire;

impl From<KeyLife> for wire::KeyLife {
    fn from(life: KeyLife) -> Self {
        Self {
            age_days: life.age_days,
            due: life.due,
            alarm: life.alarm.map(|alarm| wire::KeyAlarm { calls: alarm.calls }),
            rotation: life.rotation.map(Into::into),
        }
    }
}

impl From<Rotation> for wire::Rotation {
    fn from(rotation: Rotation) -> Self {
        Self {
            reason: match rotation.reason {
                Reason::Quarter => wire::RotationReason::Quarter,
                Reason::PersonLeft => wire::RotationReason::PersonLeft,
                Reason::Leak => wire::RotationReason::Leak,
            },
            step: match rotation.step {
                Step::Traffic => wire::RotationStep::Traffic,
                Step::Confirm => wire::RotationStep::Confirm,
                Step::Closed => wire::RotationStep::Closed,
            },
            mail: rotation.mail.to_string(),
        }
    }
}

impl From<wire::RotationReason> for Reason {
    fn from(reason: wire::RotationReason) -> Self {
        match reason {
            wire::RotationReason::Quarter => Self::Quarter,
            wire::RotationReason::PersonLeft => Self::PersonLeft,
            wire::RotationReason::Leak => Self::Leak,
        }
    }
}

impl From<Rotated> for wire::Rotated {
    fn from(rotated: Rotated) -> Self {
        Self {
            report: rotated.report.into(),
            rotation: rotated.rotation.map(Into::into),
            staging_first: rotated.staging_first,
        }
    }
}
