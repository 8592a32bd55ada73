#!/usr/bin/env bash
# screenshots.sh [CONTENT...]: takes pictures of every view in every size and theme, with none, one and ten thousand jobs,
# into target/screenshots, with sheets of small ones beside them. CONTENT is first-run, none, one, many or awkward.
# `make screenshots` builds the page first.
source "$(dirname "$0")/lib.sh"

folder=${CARGO_TARGET_DIR:-$PWD/target}/screenshots

say "Building"
cargo build --workspace --bins "${FEATURES[@]}"
cargo build -p lapwing-store --example stock

say "Pictures"
scripts/session.sh "$PROGRAMS/screenshots" "$folder" "$@"

say "The pictures are in $folder"
