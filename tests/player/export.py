"""Reads every sound of the bundles that export.sh has made: tags by eyeD3 and mutagen, the sound by mpg123."""

import pathlib
import re
import subprocess
import sys

import eyed3
import mutagen.id3
import mutagen.mp3

work = pathlib.Path(sys.argv[1])
eyed3.log.setLevel("ERROR")
SHOW, AUTHOR = "Vi læser på Øen", "Rødovre Bibliotek"
TITLES = {1: 'Hvad? "CON": æøå ÆØÅ / 1.', 2: "En lang samtale på Ærø", 3: "Åen løber"}
LENGTHS = {1: 4.0, 2: 160.0, 3: 3.0}
# What one MP3 frame lasts at most: 1152 frames of sound at 44.1 kHz.
FRAME = 1152 / 44_100


def decoded(path):
    """Returns how many seconds mpg123 gives out, and fails where it has to complain."""
    run = subprocess.run(["mpg123", "-q", "-s", "-e", "s16", path], capture_output=True, check=True)
    assert not run.stderr.strip(), run.stderr
    info = mutagen.mp3.MP3(path).info
    return len(run.stdout) / 2 / info.channels / info.sample_rate


def listed(folder):
    """Returns what the list of a folder says: each file with its title and its length in seconds."""
    lines = folder.joinpath(f"{SHOW}.m3u8").read_bytes().decode("utf-8").split("\r\n")
    assert lines[0] == "#EXTM3U" and lines[-1] == ""
    plain = folder.joinpath(f"{SHOW}.m3u").read_bytes().decode("cp1252")
    assert plain == "\r\n".join(lines), "both lists say the same"
    pairs = zip(lines[1:-1:2], lines[2:-1:2])
    return [(file, *re.fullmatch(r"#EXTINF:(\d+),(.*)", head).groups()) for head, file in pairs]


count = 0
for profile in ("universal", "car", "tiny", "bus"):
    folder = work / profile / "PODCASTS" / SHOW
    entries = listed(folder)
    assert [file for file, *_ in entries] == sorted(path.name for path in folder.glob("*.mp3"))
    lengths = dict.fromkeys(TITLES, 0.0)
    parts = dict.fromkeys(TITLES, 0)
    for file, seconds, shown in entries:
        path = folder / file
        number = int(file[:3])
        tags, info = mutagen.id3.ID3(path), mutagen.mp3.MP3(path).info
        other = eyed3.load(path)
        title = tags["TIT2"].text[0]
        assert re.fullmatch(re.escape(TITLES[number]) + r"( \(\d+ af \d+\))?", title), title
        assert (tags["TALB"].text[0], tags["TPE1"].text[0]) == (SHOW, AUTHOR)
        assert tags["TRCK"].text[0] == str(number) and tags.version == (2, 3, 0)
        assert (other.tag.title, other.tag.album, other.tag.artist) == (title, SHOW, AUTHOR)
        assert other.tag.track_num[0] == number and other.tag.version == (2, 3, 0)
        # Each kind of reader: the tag in front, and the one at the end, in Latin-1.
        end = path.read_bytes()[-128:]
        assert end[:3] == b"TAG" and end[3:33].rstrip(b"\0").decode("latin-1") == title.replace("…", "...")[:30]
        [picture] = tags.getall("APIC")
        assert picture.type == 3 and picture.mime == "image/jpeg" and len(picture.data) < 100_000
        assert info.bitrate_mode == mutagen.mp3.BitrateMode.CBR
        heard = decoded(path)
        # A player that goes by the header, one that decodes, and the list say the same.
        assert abs(heard - info.length) < 0.06, (file, heard, info.length)
        assert abs(heard - int(seconds)) < 1, (file, heard, seconds)
        lengths[number] += heard
        parts[number] += 1
        if profile in ("tiny", "bus"):
            # The frame that tells of the others may be larger than they are, and short files show it.
            assert info.channels == 1 and abs(info.bitrate - (48_000 if profile == "tiny" else 64_000)) < 2_000
        if profile in ("car", "tiny"):
            assert len(file) <= 32, file
        if profile in ("universal", "bus"):
            assert shown == title
        count += 1
    assert parts == ({1: 1, 2: 3, 3: 1} if profile == "bus" else dict.fromkeys(TITLES, 1)), parts
    for number, length in lengths.items():
        assert abs(length - LENGTHS[number]) <= FRAME * (parts[number] - 1) + 0.001, (profile, number, length)
    # The folder's order is that of play, as far as this disk tells: names, tracks and list agree.
    page = (work / profile / "index.html").read_text(encoding="utf-8")
    assert page.count('<audio controls preload="none"') == len(entries)

print(f"eyeD3, mutagen, mpg123: {count} files, no error")
