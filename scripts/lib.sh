# Shared by the scripts beside it: where things are, and how to talk. Sourced, never run.
# shellcheck shell=bash

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The features every build of the window shares, so that one compilation serves run, test and lint.
# custom-protocol makes the program use the page built into it instead of a development server.
FEATURES=(--features tauri/custom-protocol)

# Where cargo puts programs of the dev profile.
PROGRAMS=${CARGO_TARGET_DIR:-$PWD/target}/debug

say() { printf '\n\033[1m== %s\033[0m\n' "$*" >&2; }

die() {
  printf 'error: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '       %s\n' "$line" >&2; done
  exit 1
}
