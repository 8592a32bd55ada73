#!/usr/bin/env bash
# Installs the tools that `make lint` (or, with the argument `fuzz`, `make fuzz`) needs beside the toolchains, in a cache
# outside the checkout, at fixed versions. Prints the folder to put on PATH.
source "$(dirname "$0")/lib.sh"

TYPOS=1.52.0
LINT_TOOLS=(cargo-deny@0.20.2 cargo-machete@0.9.2)
FUZZ_TOOLS=(cargo-fuzz@0.13.2)

tools=${LAPWING_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/lapwing-tools}
mkdir -p "$tools/bin"

# The Python wheel holds the program itself; building it from source takes minutes.
install_typos() {
  local home=$tools/typos-$TYPOS
  if [ ! -x "$home/bin/typos" ]; then
    say "Installing typos $TYPOS (once)"
    if ! { python3 -m venv --clear "$home" && "$home/bin/pip" install -q --only-binary :all: "typos==$TYPOS"; } >&2; then
      die "typos $TYPOS could not be installed." "It needs Python 3 with venv (Debian: python3-venv) and the Python index."
    fi
  fi
  ln -sf "../typos-$TYPOS/bin/typos" "$tools/bin/typos"
}

install_cargo_tool() {
  local name=${1%@*} version=${1#*@}
  [ -e "$tools/$name-$version.installed" ] && return
  say "Installing $name $version (once; a few minutes)"
  # A target folder given for the project is not theirs.
  env -u CARGO_TARGET_DIR cargo install --quiet --locked --force --root "$tools" "$name@$version" >&2
  touch "$tools/$name-$version.installed"
}

case ${1:-lint} in
  lint)
    install_typos
    needed=("${LINT_TOOLS[@]}")
    ;;
  fuzz) needed=("${FUZZ_TOOLS[@]}") ;;
  *) die "There are no tools for $1." ;;
esac
for tool in "${needed[@]}"; do install_cargo_tool "$tool"; done
printf '%s\n' "$tools/bin"
