//! What preparing and matching a job costs.

use criterion::{Criterion, criterion_group, criterion_main};

fn matching(_criterion: &mut Criterion) {}

criterion_group!(benches, matching);
criterion_main!(benches);
