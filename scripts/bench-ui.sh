#!/usr/bin/env bash
# Measures the real window on two cores and prints a table. `make bench-ui` builds the page first.
source "$(dirname "$0")/lib.sh"

programs=${CARGO_TARGET_DIR:-$PWD/target}/release

say "Building"
cargo build --profile bench "${FEATURES[@]}" --features lapwing/yardstick -p lapwing -p lapwing-cli -p lapwing-e2e --bins
cargo build --profile bench "${FEATURES[@]}" --features lapwing/yardstick -p lapwing --example empty-window
cargo build --profile bench -p lapwing-store --example stock

say "Measuring"
scripts/session.sh taskset --cpu-list 0,1 "$programs/bench-ui"
