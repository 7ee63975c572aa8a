#!/usr/bin/env bash
# Has other people's programs read the feed: parsers, each value against what was meant; and clients, which
# subscribe, download (sha256 equal), fetch one more after one more, and nothing after a change of words.
#
#   tests/feed/clients.sh [PROGRAM]
#
# PROGRAM is the built podcast; target/debug/podcast if none is named. Needs python3 and ffmpeg. Node, npm,
# gpodder, newsboat and podget are passed over where they are missing, unless PODCAST_PEERS is set. What comes
# from PyPI and npm is pinned beside this script, and stays in target/feed-clients.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
program="$(realpath "${1:-$root/target/debug/podcast}")"
tools="$root/target/feed-clients"
node=none
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
unset PODCAST_SHOW

mkdir -p "$tools"
if ! cmp -s "$here/requirements.txt" "$tools/venv/installed.txt"; then
  python3 -m venv --clear "$tools/venv"
  "$tools/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
  cp "$here/requirements.txt" "$tools/venv/installed.txt"
fi
if command -v node >/dev/null && command -v npm >/dev/null; then
  node=node
  # The reader runs beside the packages that it imports.
  cp "$here/readers.mjs" "$here/package.json" "$here/package-lock.json" "$tools/"
  if ! cmp -s "$here/package-lock.json" "$tools/installed.json"; then
    (cd "$tools" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
    cp "$here/package-lock.json" "$tools/installed.json"
  fi
fi
"$tools/venv/bin/python" "$here/clients.py" "$program" "$tools" "$node"
