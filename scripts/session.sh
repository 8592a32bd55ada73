#!/usr/bin/env bash
# session.sh COMMAND...: runs COMMAND in a desktop session of its own, and takes everything away afterwards.
#
# The session has a virtual display, a session bus, an unlocked keyring (LAPWING_SESSION_KEYRING=none leaves it out)
# and an empty profile, so nothing in it can read or change the real one. A notification daemon is not started: whoever
# owns org.freedesktop.Notifications first is it, and the bus starts an installed one when nobody does.
source "$(dirname "$0")/lib.sh"

inside() {
  # From here on what is said is the command's own; see outside.
  exec 2>&9 9>&-
  touch "$LAPWING_SESSION/started"
  if [ "${LAPWING_SESSION_KEYRING:-}" != none ]; then
    # It prints where its control socket is; nobody here needs that.
    printf 'a password for an empty keyring' | gnome-keyring-daemon --unlock --components=secrets >/dev/null
    # Answers once the keyring is on the bus, which it is not yet when the line before returns.
    dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
      org.freedesktop.DBus.StartServiceByName string:org.freedesktop.secrets uint32:0 >/dev/null
  fi
  "$@"
}

# Ends what the session started and left running: processes that carry its name in their environment.
end_leftovers() {
  local process
  for process in /proc/[0-9]*; do
    [ "${process#/proc/}" != $$ ] || continue
    if { tr '\0' '\n' <"$process/environ" | grep -qxF "LAPWING_SESSION=$1"; } 2>/dev/null; then
      kill "${process#/proc/}" 2>/dev/null || true
    fi
  done
}

outside() {
  local profile status=0
  profile=$(mktemp -d "${TMPDIR:-/tmp}/lapwing-session.XXXXXX")
  mkdir -m 0700 "$profile"/{home,config,data,state,cache,runtime}
  # The toolchain stays where it is; only the profile is new.
  export CARGO_HOME=${CARGO_HOME:-$HOME/.cargo} RUSTUP_HOME=${RUSTUP_HOME:-$HOME/.rustup}
  # shellcheck disable=SC2064 # The folder of now is meant.
  trap "end_leftovers '$profile'; rm -rf '$profile'" EXIT
  env -u DBUS_SESSION_BUS_ADDRESS -u WAYLAND_DISPLAY -u GNOME_KEYRING_CONTROL \
    LAPWING_SESSION="$profile" HOME="$profile/home" XDG_RUNTIME_DIR="$profile/runtime" \
    XDG_CONFIG_HOME="$profile/config" XDG_DATA_HOME="$profile/data" XDG_STATE_HOME="$profile/state" \
    XDG_CACHE_HOME="$profile/cache" XDG_SESSION_TYPE=x11 GDK_BACKEND=x11 NO_AT_BRIDGE=1 \
    xvfb-run -a -e "$profile/display.log" -s '-screen 0 1280x800x24' dbus-run-session -- scripts/session.sh --inside "$@" \
    9>&2 2>"$profile/session.log" || status=$?
  # The display and the bus chatter, so their words are kept apart and shown only when the command was never reached.
  [ -e "$profile/started" ] || cat "$profile"/*.log >&2
  return "$status"
}

if [ "${1:-}" = --inside ]; then
  shift
  inside "$@"
else
  outside "$@"
fi
