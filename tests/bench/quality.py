#!/usr/bin/env python3
"""How near our MP3 comes to the sound before encoding, beside one single run of LAME over the same sound.

    quality.py BEFORE.wav OURS.mp3 LAME.mp3 [--at 12.8,25.6] [--every 12.8] [--pieces 9] [--quick]

BEFORE.wav is the mastered sound, of the same rate and number of channels as both MP3 files;
LAME.mp3 is that sound through `lame -q5 -b 128` (or whatever ours was made with).

What it prints:
- where each file begins in the reference (0 if it is gapless), what gain fits it best, how long it is,
  and its signal-to-noise ratio with that gain, whole and as the median of seconds;
- for every time that is given (the joins): the energy of the error within so many MP3 frames, ours to
  LAME's. Two encodings of one sound differ everywhere, so the same is done at as many times between the
  joins: a join that can be heard stands out from those;
- clicks: joins where the error's second difference exceeds all but a ten-thousandth of the file's;
- two perceptual scores of pieces of 20 s, spread over the file and round each of the worst joins: the MOS
  of ViSQOL in its audio mode (1 to about 4.73, higher is better) and the distance of Zimtohrli (0 is
  alike; about 0.005 is where people begin to hear a difference).

Needs ffmpeg, and from PyPI numpy, scipy; the scores: visqol-python[accel] and zimtohrli. A score whose
package is missing is left out, and said. --quick leaves ViSQOL out: it takes about the length of a piece.
"""
import argparse
import subprocess
import sys

import numpy as np
from scipy import signal

MP3_FRAME = 1152
PIECE = 20  # seconds: long enough for ViSQOL's patches, short enough for a join to count in


def say(*words):
    print(*words, flush=True)


def probe(path):
    said = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "a:0", "-show_entries", "stream=sample_rate,channels",
                           "-of", "csv=p=0", path], check=True, capture_output=True, text=True).stdout
    rate, channels = said.strip().split(",")[:2]
    return int(rate), int(channels)


def decode(path):
    """Returns the samples of a file, frames by channels."""
    _, channels = probe(path)
    raw = subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-i", path, "-map", "0:a:0", "-f", "f32le", "-"],
                         check=True, capture_output=True).stdout
    return np.frombuffer(raw, "<f4").reshape(-1, channels)


def offset(before, after, rate):
    """Returns how many frames later than in `before` the sound stands in `after`: by correlation round the loudest second."""
    seconds = len(before) // rate
    energy = (before[:seconds * rate].reshape(seconds, -1) ** 2).mean(1) if seconds else np.zeros(1)
    at = int(energy.argmax()) * rate
    reach = 4 * MP3_FRAME
    piece = before[at:at + rate].mean(1)
    start = max(0, at - reach)
    there = after[start:at + rate + reach].mean(1)
    found = signal.correlate(there, piece, "valid", "fft")
    return int(found.argmax()) + start - at


class Encoded:
    """An encoding, laid over the reference: what is left when its gain is taken out."""

    def __init__(self, name, path, before, rate):
        self.name, after = name, decode(path)
        if probe(path) != (rate, before.shape[1]):
            sys.exit(f"{path} has another rate or number of channels than the reference")
        self.late = offset(before, after, rate)
        self.length = len(after)
        if self.late >= 0:
            after = after[self.late:]
        else:
            after = np.pad(after, ((-self.late, 0), (0, 0)))
        after = after[:len(before)]
        self.sound = np.pad(after, ((0, len(before) - len(after)), (0, 0)))
        self.gain = float(np.vdot(self.sound, before) / max(np.vdot(self.sound, self.sound), 1e-20))
        self.sound = self.sound * np.float32(self.gain)
        error = self.sound - before
        self.energy = np.concatenate([[0.0], np.cumsum((error.astype(np.float64) ** 2).sum(1))])
        bend = np.abs(np.diff(error, 2, axis=0)).max(1)
        self.bend, self.unusual = bend, float(np.quantile(bend, 0.9999))

    def noise(self, start, stop):
        """Returns the energy of the error between two frames."""
        start, stop = np.clip([start, stop], 0, len(self.energy) - 1)
        return float(self.energy[stop] - self.energy[start])


def decibels(ratio):
    return 10 * np.log10(max(ratio, 1e-20))


def whole(before, rate, files):
    power = np.concatenate([[0.0], np.cumsum((before.astype(np.float64) ** 2).sum(1))])
    seconds = np.arange(0, len(before) - rate + 1, rate)
    heard = [s for s in seconds if power[s + rate] - power[s] > 1e-6 * rate]  # louder than -60 dBFS
    say("| file | begins at | frames | gain dB | SNR dB | SNR of seconds dB |\n|---|---|---|---|---|---|")
    for file in files:
        snr = decibels(power[-1] / max(file.noise(0, len(before)), 1e-20))
        each = [decibels((power[s + rate] - power[s]) / max(file.noise(s, s + rate), 1e-20)) for s in heard]
        say(f"| {file.name} | {file.late} | {file.length - len(before):+d} | {2 * decibels(file.gain):+.3f} | {snr:.3f} | {np.median(each) if each else 0:.3f} |")


def joins(times, before, rate, around, ours, lame):
    """Prints what the error does at the joins, and returns them, worst first."""
    reach = around * MP3_FRAME
    def ratio(at):
        floor = 1e-12 * 2 * reach  # in silence neither has an error to speak of
        return decibels((ours.noise(at - reach, at + reach) + floor) / (lame.noise(at - reach, at + reach) + floor))
    frames = [round(t * rate) for t in times if 0 < t * rate < len(before)]
    if not frames:
        return []
    # As far as can be from any join: the middle of each stretch between two of them.
    others = [(a + b) // 2 for a, b in zip([0, *frames], [*frames, len(before)])]
    here, there = np.array([ratio(f) for f in frames]), np.array([ratio(f) for f in others])
    clicks = [f for f in frames if ours.bend[max(0, f - reach):f + reach].max(initial=0) > ours.unusual]
    likewise = [f for f in others if ours.bend[max(0, f - reach):f + reach].max(initial=0) > ours.unusual]
    say(f"\nError within {around} MP3 frames, ours to LAME's, dB\n\n| where | how many | median | 95 % below | largest | clicks |\n|---|---|---|---|---|---|")
    for name, values, found in (("joins", here, clicks), ("between joins", there, likewise)):
        say(f"| {name} | {len(values)} | {np.median(values):+.2f} | {np.quantile(values, .95):+.2f} | {values.max():+.2f} | {len(found)} |")
    worst = sorted(zip(here, frames), reverse=True)
    say("\nThe worst joins: " + ", ".join(f"{f / rate:.2f} s ({v:+.2f} dB)" for v, f in worst[:5]))
    return [f for _, f in worst]


def scorers(quick):
    found = []
    try:
        import zimtohrli
        ear = zimtohrli.Pyohrli()
        def distance(a, b):
            planes = [ear.distance(np.ascontiguousarray(x), np.ascontiguousarray(y)) for x, y in zip(a.T, b.T)]
            return float(np.mean(planes))
        found.append(("Zimtohrli distance", "{:.5f}", distance))
    except ImportError:
        say("\nzimtohrli is not installed: no distance")
    try:
        if not quick:
            from visqol import VisqolApi
            api = VisqolApi()
            api.create(mode="audio")
            def mos(a, b):
                # It hears one channel; so does the reference implementation.
                return api.measure_from_arrays(a.mean(1).astype(float), b.mean(1).astype(float), sample_rate=48_000).moslqo
            found.append(("ViSQOL MOS", "{:.3f}", mos))
    except ImportError:
        say("\nvisqol-python is not installed: no MOS")
    return found


def perceived(before, rate, files, pieces, worst, quick):
    scores = scorers(quick)
    if not scores:
        return
    length = min(PIECE * rate, len(before))
    spread = np.linspace(0, len(before) - length, pieces).astype(int) if pieces else []
    at_joins = [min(max(0, f - length // 2), len(before) - length) for f in worst]
    common = np.gcd(rate, 48_000)
    def ready(sound, start):
        piece = sound[start:start + length]
        return (signal.resample_poly(piece, 48_000 // common, rate // common, axis=0) if rate != 48_000 else piece).astype(np.float32)
    say(f"\nPieces of {PIECE} s\n\n| piece at s | " + " | ".join(f"{f.name}: {name}" for name, _, _ in scores for f in files) + " |")
    say("|---" * (1 + len(scores) * len(files)) + "|")
    def rows(starts, title):
        rows = []
        for start in starts:
            reference = ready(before, start)
            if (reference ** 2).mean() < 1e-7:
                continue  # silence has no quality
            others = [ready(f.sound, start) for f in files]
            rows.append([score(reference, other) for _, _, score in scores for other in others])
            say(f"| {start / rate:.1f} | " + " | ".join(form.format(v) for (_, form, _), pair in zip(scores, np.reshape(rows[-1], (len(scores), -1))) for v in pair) + " |")
        if rows:
            means = np.reshape(np.mean(rows, 0), (len(scores), -1))
            say(f"| **{title}, mean** | " + " | ".join(form.format(v) for (_, form, _), pair in zip(scores, means) for v in pair) + " |")
    rows(spread, "whole")
    rows(at_joins, "worst joins")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("before"), ask.add_argument("ours"), ask.add_argument("lame")
    ask.add_argument("--at", default="", help="times of joins in seconds, with commas between")
    ask.add_argument("--every", type=float, help="a join each so many seconds")
    ask.add_argument("--around", type=int, default=2, help="MP3 frames before and after a join")
    ask.add_argument("--pieces", type=int, default=9, help="pieces spread over the file")
    ask.add_argument("--worst", type=int, default=3, help="how many of the worst joins get a score")
    ask.add_argument("--quick", action="store_true", help="without ViSQOL")
    ask = ask.parse_args()
    rate, _ = probe(ask.before)
    before = decode(ask.before)
    times = [float(t) for t in ask.at.split(",") if t]
    if ask.every:
        times += list(np.arange(ask.every, len(before) / rate, ask.every))
    ours, lame = Encoded("ours", ask.ours, before, rate), Encoded("LAME", ask.lame, before, rate)
    whole(before, rate, [ours, lame])
    worst = joins(sorted(times), before, rate, ask.around, ours, lame)
    perceived(before, rate, [ours, lame], ask.pieces, worst[:ask.worst], ask.quick)


if __name__ == "__main__":
    main()
