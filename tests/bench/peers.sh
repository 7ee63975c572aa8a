#!/usr/bin/env bash
# What an episode costs here and elsewhere, and how it comes out: one Markdown table for each recording.
#
#   peers.sh PODCAST RECORDING.wav...        PODCAST is a release binary: target/release/podcast
#
# Rounds are interleaved (every program once, then every program again), and the ratio to the yardstick,
# `lame -q5`, is taken within a round, so that a machine which is busy for a while is unfair to none. The
# table has the medians. CPU time is the firmer figure on a machine that is shared.
#
#   ROUNDS=3         how many rounds
#   ONLY='lame|ours' an extended regular expression: only the programs whose name it fits, and the yardstick
#   LOUDNESS, PEAK   what everyone is asked for; else -16 LUFS (-19 for a file of one channel, which is
#                    as loud when it is played) and -1 dBTP
#
# Needs ffmpeg with libmp3lame, lame, GNU time and python3. Used where they are: sox, loudgain,
# ffmpeg-normalize (PyPI).
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2; }
podcast=$(realpath "$1")
shift
work=$(mktemp -d "${TMPDIR:-/tmp}/peers.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Two passes of loudnorm: measure, then hand the figures back. A target range below the one measured
# makes it leave the linear mode.
cat >"$work/loudnorm" <<'SH'
in=$1 out=$2 kbps=$3 loudness=$4 peak=$5 linear=$6 rate=$7
said=$(ffmpeg -hide_banner -nostdin -nostats -i "$in" -af "loudnorm=I=$loudness:TP=$peak:LRA=11:print_format=json" -f null - 2>&1 | sed -n '/^{/,/^}/p')
get() { printf '%s' "$said" | sed -n "s/.*\"$1\" : \"\([^\"]*\)\".*/\1/p"; }
range=5
[ "$linear" = true ] && range=$(get input_lra) && awk "BEGIN{exit !($range<1)}" && range=1
ffmpeg -y -v error -nostdin -i "$in" -af "loudnorm=I=$loudness:TP=$peak:LRA=$range:measured_I=$(get input_i):measured_TP=$(get input_tp):measured_LRA=$(get input_lra):measured_thresh=$(get input_thresh):offset=$(get target_offset):linear=$linear" -ar "$rate" -c:a libmp3lame -b:a "${kbps}k" "$out"
SH
# Measure, turn up, and limit at four times the rate, so that the limiter sees what is between the samples.
cat >"$work/alimiter" <<'SH'
in=$1 out=$2 kbps=$3 loudness=$4 peak=$5 rate=$6
now=$(ffmpeg -hide_banner -nostdin -nostats -i "$in" -af ebur128=framelog=verbose -f null - 2>&1 | awk '/Integrated/{f=1} f&&/I:/{print $2; exit}')
limit=$(awk "BEGIN{printf \"%.6f\", 10^($peak/20)}")
ffmpeg -y -v error -nostdin -i "$in" -af "volume=$(awk "BEGIN{print $loudness - ($now)}")dB,aresample=$((rate * 4)),alimiter=level=false:limit=$limit:attack=5:release=50,aresample=$rate" -c:a libmp3lame -b:a "${kbps}k" "$out"
SH
cat >"$work/sox" <<'SH'
sox -G -q "$1" -t wav - gain -n "$4" | lame --quiet -q 5 -b "$3" - "$2"
SH
# A show of its own for each run, made before the clock starts: the first episode of a new show.
cat >"$work/new-show" <<'SH'
rm -rf "$2" && mkdir "$2" && cd "$2"
"$1" --lang en --quiet init --title Bench --author Bench --description Bench --language en
sed -i "s/^keep_recording = .*/keep_recording = $3/; s/^mono_file = .*/mono_file = true/; s/^mono_kbps = .*/mono_kbps = $4/; s/^stereo_kbps = .*/stereo_kbps = $4/" episodes/show.toml
SH

names=() commands=() before=()
# Takes a name, a command in which {out} is the MP3 to write, and what to do before the clock starts.
program() {
  if [ "${#names[@]}" -gt 0 ] && ! [[ "$1" =~ ${ONLY:-.} ]]; then return 0; fi
  names+=("$1") commands+=("$2") before+=("${3:-true}")
}
has() { command -v "$1" >/dev/null; }

bench() {
  local in=$1 channels rate kbps=128 loudness=${LOUDNESS:--16} peak=${PEAK:--1} ours
  channels=$(ffprobe -v error -show_entries stream=channels -of csv=p=0 "$in")
  rate=$(ffprobe -v error -show_entries stream=sample_rate -of csv=p=0 "$in")
  if [ "$channels" = 1 ]; then kbps=96 loudness=${LOUDNESS:--19}; fi
  names=() commands=() before=()

  program "lame -q5, the yardstick" "lame --quiet -q 5 -b $kbps '$in' {out}"
  program "lame as it comes (-q3)" "lame --quiet -b $kbps '$in' {out}"
  program "ffmpeg, libmp3lame alone" "ffmpeg -y -v error -nostdin -i '$in' -c:a libmp3lame -b:a ${kbps}k {out}"
  program "ffmpeg loudnorm, two passes, linear" "sh $work/loudnorm '$in' {out} $kbps $loudness $peak true $rate"
  program "ffmpeg loudnorm, two passes, dynamic" "sh $work/loudnorm '$in' {out} $kbps $loudness $peak false $rate"
  if has ffmpeg-normalize; then
    program "ffmpeg-normalize" "ffmpeg-normalize '$in' -q -f -o {out} -nt ebu -t $loudness -tp $peak -lrt 11 --keep-lra-above-loudness-range-target -ar $rate -c:a libmp3lame -b:a ${kbps}k"
  fi
  program "ffmpeg ebur128, volume, alimiter at 4x" "sh $work/alimiter '$in' {out} $kbps $loudness $peak $rate"
  if has sox; then program "sox to the peak, lame -q5" "sh $work/sox '$in' {out} $kbps $peak"; fi
  if has loudgain; then program "loudgain, measures only" "loudgain -q '$in'"; fi
  program "ffmpeg ebur128 with true peak, measures only" "ffmpeg -v error -nostdin -i '$in' -af ebur128=peak=true:framelog=verbose -f null -"
  ours="cd $work/show && '$podcast' --lang en --quiet add '$in' --title Bench"
  program "ours: podcast add" "$ours" "sh $work/new-show '$podcast' $work/show false $kbps"
  program "ours: podcast add, one core" "$ours --jobs 1" "sh $work/new-show '$podcast' $work/show false $kbps"
  program "ours: podcast add, recording kept" "$ours" "sh $work/new-show '$podcast' $work/show true $kbps"

  local round k out
  : >"$work/times"
  for round in $(seq "${ROUNDS:-3}"); do
    for k in "${!names[@]}"; do
      out="$work/$k.mp3"
      rm -f "$out"
      sh -c "${before[$k]}" >/dev/null
      # What the run before has written is on the disk, and not on this one's bill.
      sync "$work"
      if ! /usr/bin/time -q -o "$work/time" -f '%e %U %S %M' sh -c "${commands[$k]//\{out\}/$out}" >/dev/null 2>"$work/said"; then
        echo "failed: ${names[$k]}: $(tail -1 "$work/said")" >&2
      fi
      printf '%s\t%s\t%s\n' "$round" "$k" "$(tail -1 "$work/time")" >>"$work/times"
      if [[ "${names[$k]}" == ours* ]]; then cp "$work"/show/episodes/001-*/audio-1.mp3 "$out"; fi
    done
  done

  : >"$work/sound"
  for k in "${!names[@]}"; do
    out="$work/$k.mp3"
    if [ -s "$out" ]; then
      ffmpeg -hide_banner -nostdin -nostats -i "$out" -af ebur128=peak=true:framelog=verbose -f null - 2>&1 |
        awk -v bytes="$(stat -c %s "$out")" '/Summary/{s=1} s&&/ I:/{i=$2} s&&/LRA:/{l=$2} s&&/Peak:/{p=$2} END{print i, l, p, bytes}' >>"$work/sound"
    else
      echo "- - - -" >>"$work/sound"
    fi
  done
  printf '%s\n' "${names[@]}" >"$work/names"
  printf '\n%s: %s channel(s), %s Hz, %s kbit/s; %s LUFS and %s dBTP asked for; %s rounds, %s cores\n\n' \
    "$(basename "$in")" "$channels" "$rate" "$kbps" "$loudness" "$peak" "${ROUNDS:-3}" "$(nproc)"
  python3 - "$work" "$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$in")" <<'PY'
import statistics, sys
work, seconds = sys.argv[1], float(sys.argv[2])
names = open(work + "/names").read().splitlines()
sound = [line.split() for line in open(work + "/sound")]
runs = {k: [] for k in range(len(names))}
for line in open(work + "/times"):
    _, k, figures = line.rstrip("\n").split("\t")
    wall, user, system, kib = map(float, figures.split())
    runs[int(k)].append((wall, user + system, kib / 1024))
def median(k, i): return statistics.median(run[i] for run in runs[k])
def ratio(k, i): return statistics.median(a[i] / b[i] for a, b in zip(runs[k], runs[0]))
print("| program | wall s | x real time | wall / lame -q5 | CPU s | CPU / lame -q5 | MiB | LUFS | LRA | dBTP | bytes |")
print("|---|---|---|---|---|---|---|---|---|---|---|")
for k, name in enumerate(names):
    print(f"| {name} | {median(k, 0):.2f} | {seconds / median(k, 0):.0f} | {ratio(k, 0):.2f} | {median(k, 1):.2f} | {ratio(k, 1):.2f} | {median(k, 2):.0f} | " + " | ".join(sound[k]) + " |")
PY
}

for recording in "$@"; do bench "$(realpath "$recording")"; done
