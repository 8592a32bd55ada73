#!/usr/bin/env bash
# Makes every icon file from the drawings in icons/. Run it after changing a drawing, and commit what it makes.
# Needs rsvg-convert (librsvg2-bin), ImageMagick, and ui/node_modules (make setup).
set -euo pipefail
cd "$(dirname "$0")/../icons"

magick=$(command -v convert-im6 || command -v magick || command -v convert)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Small sizes come from a drawing of their own: a scaled-down eye would be grey at 16 pixels.
for size in 16 24 32; do
  rsvg-convert -w "$size" -h "$size" lapwing-small.svg -o "${size}x${size}.png"
done
for size in 48 64 128 256 512; do
  rsvg-convert -w "$size" -h "$size" lapwing.svg -o "${size}x${size}.png"
done
"$magick" 16x16.png 24x24.png 32x32.png 48x48.png 64x64.png 256x256.png icon.ico

# macOS icons keep a wider margin than the others.
sed 's/viewBox="0 0 512 512"/viewBox="-32 -32 576 576"/' lapwing.svg >"$work/mac.svg"
../ui/node_modules/.bin/tauri icon "$work/mac.svg" --output "$work/mac" >/dev/null 2>&1
cp "$work/mac/icon.icns" icon.icns

# The tray: dark ink for light panels, light ink for dark ones, and a badge for each state.
tray() {
  local name=$1 ink=$2 badge=$3
  printf '.ink { fill: %s }\n%s\n' "$ink" "$badge" >"$work/tray.css"
  rsvg-convert -w 64 -h 64 --stylesheet "$work/tray.css" tray/tray.svg -o "tray/$name.png"
}
for panel in light dark; do
  case $panel in light) ink='#20242f' ;; dark) ink='#f4f6fb' ;; esac
  tray "watching-on-$panel" "$ink" ''
  tray "paused-on-$panel" "$ink" '.paused { display: inline !important }'
  tray "problem-on-$panel" "$ink" '.problem { display: inline !important }'
done
