#!/usr/bin/env bash
# Every check that needs no running program. `make lint` builds the page first, which compiling the window needs.
source "$(dirname "$0")/lib.sh"

tools=$(scripts/tools.sh)
PATH=$tools:$PATH

say "Format"
cargo fmt --all --check
cargo fmt --manifest-path fuzz/Cargo.toml --check

say "Clippy"
cargo clippy --workspace --all-targets "${FEATURES[@]}" -- -D warnings

say "The page: types and lints"
npm --prefix ui run check
npm --prefix ui run lint

say "The page: what it weighs"
npm --prefix ui run bundle

say "Spelling"
typos

say "Licences, sources and banned crates"
cargo deny --all-features check bans licenses sources

say "Unused dependencies"
cargo machete

say "Lint is clean"
