#!/usr/bin/env bash
# Has other people's programs read what `podcast export` makes: eyeD3 and mutagen the tags of every file, with
# Danish letters in them; mpg123 the sound, whose length must be what the lists say, part by part; unzip the
# zip; sha256sum the fingerprints.
#
#   tests/player/export.sh [PROGRAM]
#
# PROGRAM is the built podcast; target/debug/podcast if none is named. Needs python3, ffmpeg, mpg123 and unzip; what
# comes from PyPI is pinned beside this script, and stays in target/export-check.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
program="$(realpath "${1:-$root/target/debug/podcast}")"
tools="$root/target/export-check"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 SOURCE_DATE_EPOCH=1791014400
unset PODCAST_SHOW

mkdir -p "$tools"
if ! cmp -s "$here/requirements.txt" "$tools/venv/installed.txt"; then
  python3 -m venv --clear "$tools/venv"
  "$tools/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
  cp "$here/requirements.txt" "$tools/venv/installed.txt"
fi

# A show with Danish letters wherever one may stand, a long episode, and one that was renamed after it was made.
cd "$work"
say() { "$program" --quiet "$@"; }
sound() { # file, seconds, hertz: a tone that comes and goes, so that there are pauses to cut at
  ffmpeg -v error -f lavfi -i "sine=frequency=$3:duration=$2" -af "volume='if(lt(mod(t,7),6),0.3,0)':eval=frame" \
    -ac 2 "$1"
}
sound kort.wav 4 300
sound lang.wav 160 400
sound omdøbt.wav 3 500
printf '0:00 Velkommen til Øen\n1:10 Ærø\n2:20 Tak\n' >lang.chapters.txt
say init show --title "Vi læser på Øen" --author "Rødovre Bibliotek" --language da
cd show
say add ../kort.wav --title 'Hvad? "CON": æøå ÆØÅ / 1.' --notes "Om smørrebrød."
say add ../lang.wav --title "En lang samtale på Ærø"
say add ../omdøbt.wav --title "Foreløbig"
say edit 3 --title "Åen løber"
printf '\n[profile.bus]\nkbps = 64\nchannels = "mono"\nsplit = 1\nartwork = 200\n' >>episodes/show.toml
for profile in universal car tiny bus; do
  say export --to "../$profile" --profile "$profile"
  say export --to "../$profile.zip" --profile "$profile"
done
cd ..

for profile in universal car tiny bus; do
  (cd "$profile" && sha256sum --strict --quiet -c SHA256SUMS)
  unzip -tqq "$profile.zip"
  mkdir "unpacked-$profile"
  unzip -qq "$profile.zip" -d "unpacked-$profile"
  # What was packed is what was laid out.
  diff -r "$profile" "unpacked-$profile"/*
done
echo "sha256sum, unzip: no error"
"$tools/venv/bin/python" "$here/export.py" "$work"
