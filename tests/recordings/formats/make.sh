#!/bin/sh
# Makes the recordings in this folder: half a second of a 1 kHz tone at -12 dBFS (peak), in every format that
# our own encoders cannot write. Each is below 12 kB. Run it here; it needs ffmpeg and lame.
# The tests only need the files, which are committed: another ffmpeg writes other bytes.
set -eu
cd "$(dirname "$0")"

amplitude=0.251188643 # -12 dBFS
tone() { # rate channels
    case $2 in
    1) echo "aevalsrc=$amplitude*sin(2*PI*1000*t):s=$1:d=0.5" ;;
    2) echo "aevalsrc=$amplitude*sin(2*PI*1000*t)|$amplitude*sin(2*PI*1000*t):s=$1:d=0.5" ;;
    6) echo "aevalsrc=$amplitude*sin(2*PI*1000*t)|0|0|0|0|0:s=$1:d=0.5:c=5.1" ;;
    esac
}
make() { # rate channels file options
    source=$(tone "$1" "$2") file=$3
    shift 3
    ffmpeg -v error -y -f lavfi -i "$source" -bitexact -metadata title="Line-up" "$@" "$file"
}
picture='-f lavfi -i color=c=gray:s=32x32:r=10:d=0.5'

make 22050 2 tone.flac -c:a flac -sample_fmt s16
make 44100 2 aac.m4a -c:a aac -b:a 64k
make 22050 2 alac.m4a -c:a alac -sample_fmt s16p
make 44100 2 tone.ogg -c:a libvorbis -q:a 1
make 48000 2 tone.opus -c:a libopus -b:a 48k
make 48000 6 surround.opus -c:a libopus -b:a 64k -mapping_family 1
make 48000 1 tone.webm -c:a libopus -b:a 48k
make 48000 2 aac.mkv -c:a aac -b:a 64k
make 44100 2 tone.aac -c:a aac -b:a 64k
make 44100 2 tone.mp2 -c:a mp2 -b:a 96k
make 8000 1 tone.aiff -c:a pcm_s16be
make 8000 1 tone.aifc -c:a pcm_mulaw
make 8000 1 tone.caf -c:a pcm_s16be
make 8000 1 pcm.mov -c:a pcm_s16be
make 22050 2 alac.caf -c:a alac -sample_fmt s16p
make 44100 1 adpcm.wav -c:a adpcm_ms
make 44100 1 ima.wav -c:a adpcm_ima_wav
make 11025 1 alaw.wav -c:a pcm_alaw
make 8000 1 mulaw.wav -c:a pcm_mulaw
make 8000 1 in24.aiff -c:a pcm_s24be
make 8000 1 fl32.aifc -c:a pcm_f32be
make 8000 1 float.caf -c:a pcm_f32be
make 8000 1 deep.flac -c:a flac -sample_fmt s32 -bits_per_raw_sample 24
make 44100 2 pieces.mp4 -c:a aac -b:a 64k -movflags frag_keyframe+empty_moov
make 44100 1 mp3.wav -c:a libmp3lame -b:a 64k -f wav
make 44100 1 lavf.mp3 -c:a libmp3lame -b:a 64k
make 44100 1 ac3.mkv -c:a ac3 -b:a 64k
make 96000 1 aac96.m4a -c:a aac -b:a 64k
make 8000 1 flac.ogg -c:a flac
make 48000 1 opus.mp4 -c:a libopus -b:a 48k

# A picture beside the sound; two tracks of sound; a picture alone.
ffmpeg -v error -y $picture -f lavfi -i "$(tone 44100 2)" -bitexact -c:v mpeg4 -c:a aac -b:a 64k video.mp4
ffmpeg -v error -y $picture -f lavfi -i "$(tone 44100 2)" -bitexact -c:v mpeg4 -c:a aac -b:a 64k \
    -timecode 01:00:00:00 video.mov
ffmpeg -v error -y $picture -f lavfi -i "$(tone 48000 1)" -f lavfi -i "$(tone 48000 1)" -bitexact \
    -map 0 -map 1 -map 2 -c:v mpeg4 -c:a libopus -b:a 48k tracks.mkv
ffmpeg -v error -y $picture -bitexact -c:v mpeg4 silent.mp4
ffmpeg -v error -y $picture -f lavfi -i "$(tone 48000 1)" -bitexact -c:v libvpx -b:v 20k -c:a libvorbis -q:a 1 video.webm
ffmpeg -v error -y $picture -f lavfi -i "$(tone 44100 1)" -bitexact -c:v mpeg4 -c:a aac -b:a 64k video.mkv
ffmpeg -v error -y $picture -f lavfi -i "$(tone 48000 1)" -bitexact -c:v mpeg4 -c:a pcm_s16le -ar 8000 camera.mov

# LAME itself writes a tag that says what of the sound is its own; without it nothing is known.
ffmpeg -v error -y -f lavfi -i "$(tone 44100 1)" -bitexact -f wav tone.wav
lame --quiet -b 64 --tt Line-up tone.wav lame.mp3
lame --quiet -V 5 -t tone.wav untagged.mp3
lame --quiet -V 5 tone.wav vbr.mp3
lame --quiet -b 64 -t tone.wav cbr.mp3
ffmpeg -v error -y -f lavfi -i "$(tone 8000 1)" -bitexact -f wav tone.wav
lame --quiet -b 16 tone.wav low.mp3
rm tone.wav
