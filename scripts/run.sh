#!/usr/bin/env bash
# Builds Lapwing in the dev profile, with its page inside, and opens it. `make run` builds the page first.
#
# Where there is no display, it opens in a virtual one instead, walks to the sandbox's first match, saves a picture,
# prints both and ends.
source "$(dirname "$0")/lib.sh"

say "Building"
cargo build --workspace --bins "${FEATURES[@]}"

if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  say "There is no display: a first look in a virtual one"
  mkdir -p artifacts
  exec scripts/session.sh "$PROGRAMS/first-look" "$PWD/artifacts/first-look.png"
fi
exec "$PROGRAMS/lapwing"
