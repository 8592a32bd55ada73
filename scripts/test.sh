#!/usr/bin/env bash
# Runs every test. `make test` builds the page first.
#
# The Rust tests run inside a session of their own (session.sh): those of the window need its display, keyring and bus,
# and the others are thereby kept from the real profile.
source "$(dirname "$0")/lib.sh"

say "The page"
npm --prefix ui test

say "Building the programs and the tests"
cargo test --workspace "${FEATURES[@]}" --no-run

say "The crates and the window"
export LAPWING_TEST_SECRET_SERVICE=1
scripts/session.sh cargo test --workspace "${FEATURES[@]}" --no-fail-fast

say "All tests passed"
