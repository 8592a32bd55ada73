#!/usr/bin/env bash
# package.sh [KIND...]: builds the packages of these kinds (deb by default) in the release profile, with the command
# line inside, and prints where they are.
source "$(dirname "$0")/lib.sh"

kinds=${*:-deb}
target=${CARGO_TARGET_DIR:-target}
triple=$(rustc -vV | sed -n 's/^host: //p')
program=lapwing-cli
case $triple in *windows*) program=lapwing-cli.exe ;; esac

say "Building the command line"
cargo build --release --package lapwing-cli

# The bundler takes further programs from files that carry the target's name, and puts them beside `lapwing`.
mkdir -p "$target/bundled"
bundled=$target/bundled/lapwing-cli-$triple${program#lapwing-cli}
cp "$target/release/$program" "$bundled"

# make has built the page by now. The bundler's own hook for that looks for ui/ from where it guesses the page to be,
# and in a clone inside another folder it guesses wrong.
say "Building Lapwing and the packages: $kinds"
export CARGO_TARGET_DIR=$target
ui/node_modules/.bin/tauri build --bundles "${kinds// /,}" \
  --config "{\"build\": {\"beforeBuildCommand\": null}, \"bundle\": {\"externalBin\": [\"$target/bundled/lapwing-cli\"]}}"

find "$target/release/bundle" -maxdepth 2 -type f -newer "$bundled" \
  \( -name '*.deb' -o -name '*.rpm' -o -name '*.AppImage' -o -name '*.dmg' -o -name '*.msi' \)
