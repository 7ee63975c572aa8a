#!/bin/sh
# Makes the recordings in this folder: a second and a half of a quiet tone with three chapters, at 0, 0.5 and
# 1 s, as each container has them. Run it here; it needs ffmpeg. The tests only need the files, which are
# committed: another ffmpeg writes other bytes.
set -eu
cd "$(dirname "$0")"

cat > chapters.ffmetadata <<'END'
;FFMETADATA1
[CHAPTER]
TIMEBASE=1/1000
START=0
END=500
title=Velkommen
[CHAPTER]
TIMEBASE=1/1000
START=500
END=1000
title=Bøger & film
[CHAPTER]
TIMEBASE=1/1000
START=1000
END=1500
title=Slut
END
make() { # file options
    file=$1
    shift
    ffmpeg -v error -y -f lavfi -i "aevalsrc=0.1*sin(2*PI*500*t):s=22050:d=1.5" -f ffmetadata -i chapters.ffmetadata \
        -map 0:a -map_metadata 1 -map_chapters 1 "$@" "$file"
}

make both.m4a -c:a aac -b:a 24k # Nero's list, and QuickTime's
make matroska.mkv -bitexact -c:a libopus -b:a 16k
make chap.mp3 -bitexact -c:a libmp3lame -b:a 32k -id3v2_version 3
make comments.opus -bitexact -c:a libopus -b:a 16k
rm chapters.ffmetadata
