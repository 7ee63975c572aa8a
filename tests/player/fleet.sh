#!/usr/bin/env bash
# A course of sixteen players at once, each a FAT image mounted through FUSE: one is read-only, one is full, one is
# pulled out in the middle (its server is killed), and one is unmounted in the middle. The other twelve must be
# ready and verified, and those two whole after the next sync.
#
#   tests/player/fleet.sh PODCAST          PODCAST is a binary: target/debug/podcast
#
#   BPS=400000      the speed at which each image writes, in bytes a second, so that there is a middle
#   OUT=folder      keeps the images there, and what was said
#
# Needs bash, python3, /dev/fuse, fuse3 and dosfstools (Debian). Only its own servers are ended, by process id.
set -uo pipefail
[ $# -ge 1 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2; }
podcast=$(readlink -f "$1")
here=$(cd "$(dirname "$0")" && pwd)
. "$here/mount.sh" || exit 3
if [ -n "${OUT:-}" ]; then mkdir -p "$OUT"; work=$(readlink -f "$OUT"); else work=$(mktemp -d); fi
all=$(seq 16) read_only=3 full=5 killed=8 unmounted=12
export PODCAST_SEED=1

clean() {
  local n
  for n in $all; do mountpoint -q "$work/p$n" && fat_unmount "$work/p$n"; done
  [ -n "${OUT:-}" ] || rm -rf "$work"
}
trap clean EXIT
failed=0
ok() { printf 'ok   %s\n' "$*"; }
bad() { printf 'FAIL %s\n' "$*"; failed=$((failed + 1)); }
holds() { if eval "$2"; then ok "$1"; else bad "$1"; fi; }

show=$work/show
"$podcast" init "$show" --title "Vi læser" --author Biblioteket --language da >/dev/null </dev/null || exit 3
add() { "$podcast" --show "$show" add --again "$here/../recordings/velkommen.flac" --title "$1" >/dev/null </dev/null || exit 3; }
add "Velkommen til æøå"
cat >"$work/kursus.toml" <<'TOML'
title = "Lyt dig klogere"
players = 16
name = "Kursus"
date = 2027-02-03
TOML
for n in $all; do fat_new "$work/$n.img" 4 12 && fat_mount "$work/$n.img" "$work/p$n" || exit 3; done
roots=(); for n in $all; do roots+=("$work/p$n"); done

echo "== new players get their names, all at once"
"$podcast" --lang da --show "$show" course "$work/kursus.toml" "${roots[@]}" --init --yes >"$work/init.said" 2>&1
code=$?
tail -3 "$work/init.said"
holds "code 0, and not $code" "[ $code = 0 ]"
holds "all sixteen have a name" "[ \$(cat $work/p*/.podcast/player.json | grep -c 'Kursus') = 16 ]"

echo "== more episodes; one player is read-only, one full, two go in the middle"
for n in 2 3 4; do add "Hvad? \"$n\": del / $n."; done
fat_unmount "$work/p$read_only" && fat_mount "$work/$read_only.img" "$work/p$read_only" ro || exit 3
free=$(df -B1 --output=avail "$work/p$full" | tail -1)
head -c $((free - 60000)) /dev/zero >"$work/p$full/fotos.zip"
export FATMOUNT_BPS=${BPS:=400000}
for n in $all; do
  case $n in "$read_only") continue ;; esac
  fat_unmount "$work/p$n" && fat_mount "$work/$n.img" "$work/p$n" || exit 3
done
gone() { # FOLDER COMMAND...: waits until something is being written to the player, and then does that
  local folder=$1 n
  shift
  for n in $(seq 600); do
    [ -n "$(find "$folder/.podcast" -iname '*.tmp' -size +20k 2>/dev/null)" ] && { "$@"; return; }
    sleep 0.05
  done
}
gone "$work/p$killed" kill -9 "$(fat_server "$work/$killed.img")" &
first=$!
gone "$work/p$unmounted" fusermount3 -uz "$work/p$unmounted" &
second=$!
began=$(date +%s.%N)
# Named, since what is unmounted leaves a folder behind.
"$podcast" --lang da --show "$show" course "$work/kursus.toml" "${roots[@]}" >"$work/table.said" 2>&1
code=$?
wait $first $second 2>/dev/null
python3 -c "import sys; print(f'{float(sys.argv[2]) - float(sys.argv[1]):.1f} s')" "$began" "$(date +%s.%N)"
cat "$work/table.said"
holds "code 3, and not $code" "[ $code = 3 ]"
holds "twelve of sixteen are ready" "grep -q '12 af 16 afspillere klar' $work/table.said"
"$podcast" --show "$show" course "$work/kursus.toml" "${roots[@]}" --json >"$work/again.json" 2>/dev/null
same() { # the files of a player are those of the show, byte for byte
  python3 - "$show" "$1" <<'PY'
import hashlib, pathlib, sys
show, player = map(pathlib.Path, sys.argv[1:])
digest = lambda path: hashlib.sha256(path.read_bytes()).hexdigest()
masters = sorted(digest(path) for path in show.glob('episodes/0*/audio-*.mp3'))
there = sorted(digest(path) for path in player.glob('PODCASTS/*/*.mp3'))
sys.exit(masters != there)
PY
}
for n in $all; do
  case $n in
    "$read_only" | "$full" | "$killed" | "$unmounted") ;;
    *)
      # What the kernel remembers is not what lies on the image.
      fat_unmount "$work/p$n" && fat_mount "$work/$n.img" "$work/p$n" ro
      same "$work/p$n" || bad "player $n does not have what the show has"
      ;;
  esac
done
ok "the twelve were mounted anew and compared"
holds "the files of others on the full one are there" "[ -s $work/p$full/fotos.zip ]"
python3 - "$work/again.json" "$read_only" "$full" "$killed" "$unmounted" <<'PY' && ok "--json names each with its reason" || failed=$((failed + 1))
import json, sys
said = json.load(open(sys.argv[1]))
numbers = list(map(int, sys.argv[2:]))
wrong = {}
for player in said['players']:
    if not player.get('ready'):
        folder = player['folder'] if isinstance(player['folder'], str) else player['folder']['path']
        wrong[int(folder.rsplit('/p', 1)[1])] = player['error']['id']
print('    not ready:', wrong)
sys.exit(not (said['ready'] == 12 and sorted(wrong) == sorted(numbers)))
PY

echo "== the two are plugged in again"
for n in $killed $unmounted; do
  mountpoint -q "$work/p$n" && fat_unmount "$work/p$n"
  fat_unmount "$work/p$n"; fat_mount "$work/$n.img" "$work/p$n" || exit 3
done
"$podcast" --lang da --show "$show" sync "$work/p$killed" "$work/p$unmounted"
code=$?
holds "code 0, and not $code" "[ $code = 0 ]"
for n in $killed $unmounted; do
  fat_unmount "$work/p$n" && fat_mount "$work/$n.img" "$work/p$n" ro
  holds "player $n has what the show has" "same $work/p$n"
done
[ $failed = 0 ] && echo "all is well" || echo "$failed failed"
[ $failed = 0 ]
