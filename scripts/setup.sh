#!/usr/bin/env bash
# Checks Rust and Node, and installs what else is missing. Quick when nothing is.
source "$(dirname "$0")/lib.sh"

check_rust() {
  local found
  command -v cargo >/dev/null || die "Rust is not installed; Lapwing needs 1.95 or newer." "$RUST_ADVICE"
  found=$(rustc --version | sed -E 's/^rustc ([0-9]+\.[0-9]+).*/\1/')
  at_least "$found" 1.95 ||
    die "Rust $found is too old ($(command -v rustc)); Lapwing needs 1.95 or newer." "$RUST_ADVICE" \
      "If rustup is there already: rustup update stable"
}
RUST_ADVICE="Get it from https://rustup.rs; the Rust of Debian 12 and of Ubuntu 24.04 is older than that."

check_node() {
  local found
  command -v node >/dev/null || die "Node is not installed; $NODE_NEED" "$NODE_ADVICE"
  found=$(node --version)
  found=${found#v}
  case ${found%%.*} in
    20) at_least "$found" 20.19 ;;
    *) at_least "$found" 22.12 ;;
  esac || die "Node $found is not supported ($(command -v node)); $NODE_NEED" "$NODE_ADVICE"
  command -v npm >/dev/null || die "npm is not installed; it comes with Node." "$NODE_ADVICE"
}
NODE_NEED="Lapwing needs 20.19 or a later 20, or 22.12 or newer."
NODE_ADVICE="Get it from https://nodejs.org; the Node of Debian 12 and of Ubuntu 24.04 is older than that."

# Whether version $1 is $2 or later.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# Debian's and Ubuntu's names. The first line is what building needs, the others what running without a display
# and testing need on top: a display, a session bus, a keyring, notifications, and a driver for the window.
PACKAGES=(
  build-essential pkg-config libwebkit2gtk-4.1-dev librsvg2-dev libayatana-appindicator3-dev libxdo-dev
  xvfb xauth dbus dbus-x11 gnome-keyring libsecret-tools dunst webkit2gtk-driver at-spi2-core
  libnotify-bin xdotool imagemagick python3-venv iproute2
)

install_debian_packages() {
  local missing=() name as_root=()
  for name in "${PACKAGES[@]}"; do
    dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "These packages are missing, and there is no sudo to install them with:" \
      "${missing[*]}" "As root: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing ${missing[*]}"
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# On other systems nothing is installed: what is missing is named, with where it usually comes from.
check_elsewhere() {
  local missing=() name
  for name in cc pkg-config Xvfb xvfb-run dbus-run-session gnome-keyring-daemon WebKitWebDriver; do
    command -v "$name" >/dev/null || missing+=("$name")
  done
  for name in webkit2gtk-4.1 librsvg-2.0 ayatana-appindicator3-0.1; do
    pkg-config --exists "$name" 2>/dev/null || missing+=("$name (development files)")
  done
  [ ${#missing[@]} -eq 0 ] && return
  die "These are missing:" "${missing[@]}" "" \
    "Fedora: dnf install gcc pkgconf webkit2gtk4.1-devel librsvg2-devel libayatana-appindicator-gtk3-devel" \
    "        libxdo-devel xorg-x11-server-Xvfb dbus-daemon gnome-keyring webkit2gtk-driver" \
    "Arch:   pacman -S base-devel webkit2gtk-4.1 librsvg libayatana-appindicator xdotool xorg-server-xvfb gnome-keyring"
}

install_node_modules() {
  # npm writes this file last, so an interrupted install is repeated.
  [ ui/node_modules/.package-lock.json -nt ui/package-lock.json ] && return
  say "Installing the page's packages"
  npm --prefix ui ci --no-audit --no-fund
  touch ui/node_modules/.package-lock.json
}

check_rust
check_node
case $(uname -s) in
  Linux)
    if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
      install_debian_packages
    else
      check_elsewhere
    fi
    ;;
  Darwin) xcode-select -p >/dev/null 2>&1 || die "The command line tools are missing." "Run: xcode-select --install" ;;
  *) echo "Not a system this script knows: see https://tauri.app/start/prerequisites for what building needs." >&2 ;;
esac
install_node_modules
