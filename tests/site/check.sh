#!/usr/bin/env bash
# Checks the pages of the listening site as people and machines meet them: in a real browser, light and dark,
# on a narrow screen and enlarged, by keyboard, without JavaScript, from the bare disk; and by HTML checkers.
#
#   tests/site/check.sh [PROGRAM]
#
# PROGRAM is the built podcast; target/debug/podcast if none is named. Needs chromium, node, npm, java and
# ffmpeg; what it takes from npm is pinned in package.json and stays in target/site-check.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
program="$(realpath "${1:-$root/target/debug/podcast}")"
tools="$root/target/site-check"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

mkdir -p "$tools"
# The scripts run beside the packages that they import.
cp "$here"/*.mjs "$here/package.json" "$tools/"
if ! cmp -s "$here/package.json" "$tools/installed.json"; then
  (cd "$tools" && npm install --ignore-scripts --no-audit --no-fund --no-package-lock --loglevel=error)
  cp "$here/package.json" "$tools/installed.json"
fi

# Four shows: nothing yet, one without a web address, one with all there is, and one with a long past. And the
# preview of the third.
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1791014400
unset PODCAST_SHOW
say() { "$program" --quiet "$@"; }
show() { # folder, title, further arguments
  say init "$work/$1" --title "$2" --author "Randers Bibliotek" --language "${language:-da}" --goal 50 \
    --description "Samtaler om bøger & mennesker." "${@:3}"
}
tone() { ffmpeg -v error -f lavfi -i "sine=frequency=$2:duration=${3:-2}" -ac 2 "$work/$1.wav"; }
tone a 300 20
tone b 400
tone c 500
tone d 300 21
# Too loud for its recorder, again and again.
ffmpeg -v error -f lavfi -i "aevalsrc=sin(2*PI*220*t)*(0.4+3*gt(mod(t\,6)\,5.5)):d=20:s=44100" -ac 2 "$work/loud.wav"
show empty "Endnu tom" --link https://example.org/tom
show alone "Uden adresse"
(cd "$work/alone" && say add "$work/b.wav" --title "Alene")
language=en show full "We read & listen" --link https://example.org/podcast
sed -i 's|^# apps =$|apps = ["Apple Podcasts https://example.org/a?b=1\&c=2", "Spotify https://example.org/s"]|' \
  "$work/full/episodes/show.toml"
(
  cd "$work/full"
  say add "$work/b.wav" --title "</title><script>alert(1)</script> & \"æøå\" 'x' 🎉" --explicit yes --season 1
  say add "$work/c.wav" --title "$(printf 'Et meget langt ord%.0s ' {1..10})" --season 1
  say add "$work/a.wav" --title "Havnen ved nat" --season 2 --notes "$(printf 'Vi sejler ud.\n\n- Ét\n- [To](https://example.org/?a=1&b=2)\n\nSe https://example.org/havn.')"
  # All that an episode can have beside its sound.
  ffmpeg -v error -f lavfi -i "testsrc=size=1500x1500" -frames:v 1 "$work/picture.png"
  printf '00:00 Første kapitel\n00:04 Andet kapitel https://example.org/to\n00:12 Tredje\n' >"$work/chapters.txt"
  printf 'WEBVTT\n\n00:01.000 --> 00:05.000\n<v Anna Holm>Velkommen til bogsnak.\n\n00:06.000 --> 00:19.000\n<v Bo>Tak!\n' \
    >"$work/words.vtt"
  say add "$work/d.wav" --title "Bogsnak" --season 2 --artwork "$work/picture.png" --chapters "$work/chapters.txt" \
    --transcript "$work/words.vtt" --person "Anna Holm, host" --person "Bo, guest" --soundbite "0:02-0:08 Et smagebid"
  say poster
)
# A draft with something to notice, which only the preview shows.
cp -r "$work/full" "$work/desk"
(cd "$work/desk" && say add "$work/loud.wav" --title "Kladde" --season 2 --draft)
"$program" --show "$work/desk" serve --port 0 >"$work/serve.log" 2>&1 &
serving=$!
trap 'kill "$serving" 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir "$work/past"
python3 - "$work/full" "$work/past" <<'PYTHON'
import pathlib, re, shutil, sys
# A long past is made of one record, written many times; its sound is the same each time.
source, target = map(pathlib.Path, sys.argv[1:])
(target / "episodes").mkdir()
shutil.copy(source / "episodes/show.toml", target / "episodes")
one = next((source / "episodes").glob("003-*"))
record = (one / "episode.toml").read_text()
for n in range(1, 301):
    folder = target / "episodes" / f"{n:03}-havnen-ved-nat"
    folder.mkdir()
    for file in one.glob("*.*"):
        if file.name != "episode.toml" and not file.name.startswith("recording"):
            shutil.copy(file, folder)
    text = re.sub(r"(?m)^number = \d+", f"number = {n}", record)
    text = re.sub(r'(?m)^guid = "[^"]*"', f'guid = "past-{n}"', text)
    text = re.sub(r'(?m)^published = .*', f"published = {2010 + n // 20}-03-01T08:{n % 60:02}:00+01:00", text)
    text = re.sub(r"(?m)^season = .*\n", "", text)
    (folder / "episode.toml").write_text(text)
PYTHON
for name in empty alone full past; do
  say --show "$work/$name" build
done

say --show "$work/full" export --to "$work/bundle"

for _ in $(seq 100); do grep -q http "$work/serve.log" && break || sleep 0.1; done
preview="$(grep -o 'http://[^ ]*' "$work/serve.log" | head -1)"
node "$tools/check.mjs" "$work" "${preview%/}"
# Nu, the checker of the W3C. It reads what it is given as XHTML, HTML or SVG by the name's ending.
find "$work" \( -path '*/feed/*.html' -o -path '*/bundle/index.html' -o -name poster.html \) -not -path "*/past/feed/episodes/*/*" -print0 |
  xargs -0 java -Xmx512m -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only
echo "Nu: no error"
