#!/bin/sh
# Makes the recordings in this folder: a tenth of a second in which every channel has a level of its own, so
# that a channel in the wrong place is heard. The levels (peak, in dBFS) go with the place, not with the order:
# left -12, right -15, centre -18, low effects -21 (at 60 Hz, all others at 1 kHz), back left -24, back
# right -27, back centre -30, side left -33, side right -36. Run it here; it needs ffmpeg.
# The tests only need the files, which are committed: another ffmpeg writes other bytes.
set -eu
cd "$(dirname "$0")"

# An expression for each place.
place() {
    case $1 in
    FL) level=0.251188643 ;; FR) level=0.177827941 ;; FC) level=0.125892541 ;; LFE) level=0.089125094 ;;
    BL) level=0.063095734 ;; BR) level=0.044668359 ;; BC) level=0.031622777 ;;
    SL) level=0.022387211 ;; SR) level=0.015848932 ;;
    esac
    case $1 in LFE) hertz=60 ;; *) hertz=1000 ;; esac
    printf '%s' "$level*sin(2*PI*$hertz*t)"
}
make() { # file rate seconds layout "places in ffmpeg's order" options
    file=$1 rate=$2 seconds=$3 layout=$4 places=$5
    shift 5
    expressions=
    for name in $places; do expressions="$expressions${expressions:+|}$(place "$name")"; done
    ffmpeg -v error -y -f lavfi -i "aevalsrc=$expressions:s=$rate:d=$seconds:c=$layout" -bitexact "$@" "$file"
}

three='FL FR FC' four='FL FR BL BR' five='FL FR FC BL BR' six='FL FR FC LFE BL BR'
seven='FL FR FC LFE BC SL SR' eight='FL FR FC LFE BL BR SL SR'

for ending in flac m4a wav; do
    case $ending in
    flac) how='-c:a flac -sample_fmt s16 -metadata_header_padding 0' ;;
    m4a) how='-c:a alac -sample_fmt s16p' ;;
    wav) how='-c:a pcm_s16le' ;;
    esac
    make 3.$ending 8000 0.1 3.0 "$three" $how
    make 6.$ending 8000 0.1 5.1 "$six" $how
    case $ending in m4a | wav) continue ;; esac
    make 4.$ending 8000 0.1 quad "$four" $how
    make 5.$ending 8000 0.1 5.0 "$five" $how
    make 7.$ending 8000 0.1 6.1 "$seven" $how
    make 8.$ending 8000 0.1 7.1 "$eight" $how
done
# Three channels of another kind, and four: the mask tells, not the number.
make 2.1.wav 8000 0.1 2.1 'FL FR LFE' -c:a pcm_s16le
make 4.0.wav 8000 0.1 4.0 'FL FR FC BC' -c:a pcm_s16le
make 6.mov 8000 0.1 5.1 "$six" -c:a pcm_s16be
make 6.caf 8000 0.1 5.1 "$six" -c:a pcm_s16be
make 6.aiff 8000 0.1 5.1 "$six" -c:a pcm_s16be
make 6.mkv 8000 0.1 5.1 "$six" -c:a pcm_s16le
make 6.adts.aac 48000 0.2 5.1 "$six" -c:a aac -b:a 256k
make 6.aac.m4a 48000 0.2 5.1 "$six" -c:a aac -b:a 256k
make 5.aac.m4a 48000 0.2 5.0 "$five" -c:a aac -b:a 192k
make 4.aac.m4a 48000 0.2 4.0 'FL FR FC BC' -c:a aac -b:a 192k
make 3.aac.m4a 48000 0.2 3.0 "$three" -c:a aac -b:a 128k
for count in 3 4 5 6 7 8; do
    case $count in
    3) layout=3.0 places=$three ;; 4) layout=quad places=$four ;; 5) layout=5.0 places=$five ;;
    6) layout=5.1 places=$six ;; 7) layout=6.1 places=$seven ;; 8) layout=7.1 places=$eight ;;
    esac
    make $count.opus 48000 0.1 $layout "$places" -c:a libopus -b:a $((count * 48))k -mapping_family 1
    case $count in 6 | 8) continue ;; esac
    make $count.ogg 48000 0.2 $layout "$places" -c:a libvorbis -q:a 3
done
