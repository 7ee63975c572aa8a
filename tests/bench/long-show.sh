#!/usr/bin/env bash
# How long the feed and the pages of a long show take, and how much memory.
#
#   tests/bench/long-show.sh PROGRAM [EPISODES]
#
# PROGRAM is a release build; 2000 episodes if no number is given. All of them have the sound of one recording of
# two seconds, so copying is small beside what is measured. Needs ffmpeg, python3 and GNU time.
set -euo pipefail
program="$(realpath "${1:?the program is wanted}")"
episodes="${2:-2000}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
unset PODCAST_SHOW
say() { "$program" --quiet --show "$work/show" "$@"; }
measured() { # what, command
  local what=$1
  shift
  /usr/bin/time -f "%e %M" -o "$work/time" "$@" >/dev/null
  awk -v what="$what" '{printf "| %s | %.2f | %.0f |\n", what, $1, $2 / 1024}' "$work/time"
}

ffmpeg -v error -f lavfi -i "sine=frequency=300:duration=2" "$work/en.wav"
ffmpeg -v error -f lavfi -i "sine=frequency=400:duration=2" "$work/to.wav"
"$program" --quiet init "$work/show" --title "Samtaler" --author "Biblioteket" --link https://example.org/podcast
say add "$work/en.wav" --title "Havnen ved nat" --notes $'Vi taler om en bog.\n\n- Et\n- To\n\nSe https://example.org/bog.'
rm -r "$work/show/feed" "$work/show/episodes/.published.toml"
python3 - "$work/show/episodes" "$episodes" <<'PYTHON'
import pathlib, re, shutil, sys
episodes, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
one = next(episodes.glob("001-*"))
record = (one / "episode.toml").read_text()
for n in range(2, count + 1):
    folder = episodes / f"{n:03}-havnen-ved-nat"
    folder.mkdir()
    for file in one.glob("*.*"):
        if file.name != "episode.toml" and not file.name.startswith("recording"):
            shutil.copy(file, folder)
    text = re.sub(r"(?m)^number = \d+", f"number = {n}", record)
    text = re.sub(r'(?m)^guid = "[^"]*"', f'guid = "long-{n}"', text)
    text = re.sub(r'(?m)^title = "[^"]*"', f'title = "Samtale {n}"', text, count=1)
    day = n - 1
    text = re.sub(r"(?m)^published = .*",
                  f"published = {2000 + day // 336}-{day % 336 // 28 + 1:02}-{day % 28 + 1:02}T08:00:00+01:00", text)
    (folder / "episode.toml").write_text(text)
PYTHON

echo "| $episodes episodes | seconds | MiB |"
echo "| --- | --- | --- |"
measured "check" "$program" --quiet --show "$work/show" check || true
measured "first build: media, pages, feed" "$program" --quiet --show "$work/show" build
measured "build without a change" "$program" --quiet --show "$work/show" build
rm "$work/show/feed/feed.xml"
measured "feed.xml alone" "$program" --quiet --show "$work/show" build
find "$work/show/feed" -name '*.html' -delete
measured "all pages and nothing else" "$program" --quiet --show "$work/show" build
measured "one more episode, its sound included" "$program" --quiet --show "$work/show" add "$work/to.wav" --title "Den næste"
