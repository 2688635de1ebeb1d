#!/bin/sh
# screenshot.sh PAGE.html PICTURE.png [WIDTH [HEIGHT]]: picture of the top of a page, as a headless browser shows it.
set -eu
page=$(realpath "$1")
picture=$2
width=${3:-1400}
height=${4:-1600}
for name in chromium chromium-browser google-chrome chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        browser=$name
        break
    fi
done
if [ -z "${browser:-}" ]; then
    echo "No Chromium or Chrome was found. Install one (on Debian: apt-get install chromium)." >&2
    exit 2
fi
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
sandbox=
[ "$(id -u)" -ne 0 ] || sandbox=--no-sandbox
"$browser" --headless=new $sandbox --disable-gpu --hide-scrollbars --user-data-dir="$profile" \
    --window-size="$width,$height" --screenshot="$picture" "file://$page" >/dev/null 2>&1
test -s "$picture"
echo "$picture"
