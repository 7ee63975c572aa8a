#!/usr/bin/env bash
# How fast a player is filled, against `cp` and `sync` of the same files to the same image, in turn. The player is a
# FAT image, mounted through FUSE anew for each run, so that nothing is remembered.
#
#   tests/bench/player.sh PODCAST          PODCAST is a release binary: target/release/podcast
#
# In each round: cp and sync; `podcast sync --no-read-back`; `podcast sync`; reading all of it once. The ratios are
# taken within a round, so that a machine that is busy for a while is unfair to none; said are their medians.
#
#   wanted: without reading back at least 0.95 of the speed of cp and sync, and with it at most 1.1 times the time of
#   cp, sync and one reading.
#
#   ROUNDS=5  EPISODES=6  MB=3      how many rounds, and how many files of which size
#   BPS=6000000                     how fast the image writes, in bytes a second, as a stick on USB 2; 0: as fast as it can
#
# Needs ffmpeg with libmp3lame, python3, /dev/fuse, fuse3 and dosfstools (Debian).
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2; }
podcast=$(readlink -f "$1")
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../player/mount.sh"
: "${ROUNDS:=5}" "${EPISODES:=6}" "${MB:=3}" "${BPS:=6000000}"
export FATMOUNT_BPS=$BPS
work=$(mktemp -d "${TMPDIR:-/tmp}/player.XXXXXX")
server=
clean() {
  mountpoint -q "$work/p" && fat_unmount "$work/p"
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap clean EXIT

# Sounds of that size move in from a server on this computer: nothing is encoded twice.
mkdir "$work/old"
ffmpeg -v error -nostdin -f lavfi -i "anoisesrc=d=$((MB * 1000000 / 16000)):r=44100:a=0.1" -ac 1 -c:a libmp3lame -b:a 128k "$work/old/1.mp3"
python3 - "$work/old" "$EPISODES" <<'PY'
import pathlib, sys
folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
sound = (folder / '1.mp3').read_bytes()
items = ''
for n in range(1, count + 1):
    (folder / f'{n}.mp3').write_bytes(sound)
    items += f'<item><title>Del {n}</title><guid>g{n}</guid><enclosure url="http://127.0.0.1:PORT/{n}.mp3" type="audio/mpeg"/></item>'
(folder / 'feed.xml').write_text(f'<rss version="2.0"><channel><title>Fart</title><description>D</description><language>da</language>{items}</channel></rss>')
PY
python3 -u - "$work/old" >"$work/port" 2>/dev/null <<'PY' &
import functools, http.server, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler)
print(server.server_port, flush=True)
server.serve_forever()
PY
server=$!
for n in $(seq 50); do [ -s "$work/port" ] && break; sleep 0.1; done
sed -i "s/PORT/$(cat "$work/port")/g" "$work/old/feed.xml"
show=$work/show
"$podcast" import "http://127.0.0.1:$(cat "$work/port")/feed.xml" "$show" >/dev/null </dev/null
kill "$server" && server=
files=("$show"/episodes/0*/audio-*.mp3)

fresh() { # a volume that is empty
  mountpoint -q "$work/p" && fat_unmount "$work/p"
  cp "$work/empty.img" "$work/p.img"
  fat_mount "$work/p.img" "$work/p"
}
fat_new "$work/empty.img" $((EPISODES * MB * 13 / 10 + 16))
cp "$work/empty.img" "$work/p.img"
fat_mount "$work/p.img" "$work/p"
# Sounds with tags of others get right ones once, for all players.
"$podcast" --show "$show" sync "$work/p" --init --yes >/dev/null </dev/null

took() { # seconds that a command takes
  local began
  began=$(date +%s.%N)
  "$@" >/dev/null </dev/null || { echo "that failed: $*" >&2; kill $$; exit 1; }
  python3 -c 'import sys, time; print(time.time() - float(sys.argv[1]))' "$began"
}
copied() {
  mkdir "$work/p/COPY"
  local n=0 file
  for file in "${files[@]}"; do
    n=$((n + 1))
    cp "$file" "$work/p/COPY/$n.mp3"
  done
  sync -f "$work/p"
}
read_once() { cat "$work/p"/COPY/*.mp3 >/dev/null; }
for round in $(seq "$ROUNDS"); do
  fresh && cp=$(took copied)
  fat_unmount "$work/p" && fat_mount "$work/p.img" "$work/p" && reading=$(took read_once)
  fresh && plain=$(took "$podcast" --show "$show" sync "$work/p" --init --yes --no-read-back)
  fresh && verified=$(took "$podcast" --show "$show" sync "$work/p" --init --yes)
  echo "$cp $reading $plain $verified"
done | python3 -c '
import statistics, sys
print("| cp and sync, s | reading, s | sync --no-read-back, s | sync, s | speed without read-back | time with |")
print("| --- | --- | --- | --- | --- | --- |")
rounds = []
for line in sys.stdin:
    rounds.append(tuple(map(float, line.split())))
    copied, reading, plain, verified = rounds[-1]
    print(f"| {copied:.2f} | {reading:.2f} | {plain:.2f} | {verified:.2f} | {copied / plain:.3f} | {verified / (copied + reading):.3f} |", flush=True)
speed = statistics.median(copied / plain for copied, _, plain, _ in rounds)
time = statistics.median(verified / (copied + reading) for copied, reading, _, verified in rounds)
print(f"\nmedians: {speed:.3f} of the speed of cp and sync (wanted: 0.95); {time:.3f} of the time of cp, sync and reading (wanted: at most 1.1)")
'
