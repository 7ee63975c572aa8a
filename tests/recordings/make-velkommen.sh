#!/usr/bin/env bash
# Makes velkommen.flac, the recording that the README adds: two voices of a free speech synthesiser, the
# guest 9 dB below the host, over the hiss of a room. Needs espeak-ng and sox.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { # NUMBER PITCH SPEED GAIN TEXT
  espeak-ng -v da -p "$2" -s "$3" -w "$work/raw.wav" "$5"
  sox -G "$work/raw.wav" "$work/$1.wav" gain "$4" pad 0.15 0.45
}
say 1 38 155 -9 "Goddag, og velkommen til bibliotekets podcast. Vi øver os i at optage, klippe og udgive."
say 2 66 165 -18 "Tak. Jeg har taget tre bøger med i dag, og den ene handler om Gudenåen."
say 3 38 155 -9 "Dejligt. Læs et stykke højt for os, før vi taler om den."
say 4 66 165 -18 "Åen løb stille den morgen, og tågen lå endnu over engene ved Randers."
say 5 38 155 -9 "Smukt. Det var det første afsnit. Vi høres ved igen i næste uge."

sox "$work"/[1-5].wav "$work/dry.wav"
length=$(soxi -D "$work/dry.wav")
# -R: the same noise each time.
sox -R -n -r 22050 -c 1 "$work/room.wav" synth "$length" pinknoise gain -62
sox -R -m -v 1 "$work/dry.wav" -v 1 "$work/room.wav" -b 16 "$work/mixed.wav"
sox -R "$work/mixed.wav" -C 8 velkommen.flac
soxi velkommen.flac
