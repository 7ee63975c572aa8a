#!/usr/bin/env bash
# Lets three strangers read MP3 files: mp3val walks the frames, mpg123 and ffmpeg decode them. One line for
# each file, and what they said of it if they said anything.
#
#   checks.sh FILE.mp3...
#
# Ends with 1 if anybody complained. Needs mp3val, mpg123 and ffmpeg.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2; }
bad=0
for file in "$@"; do
  # That a file has no tag is a remark of mp3val's, not a complaint.
  walked=$(mp3val "$file" | grep -E '^(WARNING|ERROR)' | grep -v 'No supported tags' || true)
  heard=$(mpg123 -q -t "$file" 2>&1) || heard="$heard (it gave up)"
  decoded=$(ffmpeg -v error -nostdin -i "$file" -map 0:a -f null - 2>&1) || decoded="$decoded (it gave up)"
  if [ -z "$walked$heard$decoded" ]; then
    frames=$(mp3val "$file" | sed -n 's/.*: \([0-9]* MPEG frames.*\)/\1/p')
    echo "good  $file: $frames"
  else
    bad=1
    echo "BAD   $file"
    [ -z "$walked" ] || printf '  mp3val: %s\n' "$walked"
    [ -z "$heard" ] || printf '  mpg123: %s\n' "$heard"
    [ -z "$decoded" ] || printf '  ffmpeg: %s\n' "$decoded"
  fi
done
exit $bad
