"""The show with which readers and clients are tried: made by the real program, and beside it what was meant."""

import hashlib
import json
import re
import subprocess
from datetime import datetime
from pathlib import Path

HOST = {"name": "Anna Holm", "role": "host", "group": "cast", "href": "https://example.org/anna?a=1&b=2"}
SOUND = {"name": "Bo <lyd> Ø", "role": "audio engineer", "group": "audio production", "href": None}
GUEST = {"name": "Cecilie & Dam", "role": "guest", "group": "cast", "href": None}
CHAPTERS = [(0, "Velkommen"), (5, "Øl & <brød>"), (12, "Farvel 🎉")]
TRANSCRIPT = "WEBVTT\n\n00:00:00.000 --> 00:00:04.000\n<v Anna>Velkommen til læsekredsen & havnen.\n"

# What is written into show.toml, besides what init asks for.
SETTINGS = {
    "copyright": '"© 2026 Randers Bibliotek"',
    "persons": '[{ name = "Anna Holm", role = "host", href = "https://example.org/anna?a=1&b=2" }, '
    '{ name = "Bo <lyd> Ø", role = "Audio Engineer" }]',
    "seasons": '{ 1 = "Begyndelsen & <enden>" }',
    "location": '{ name = "Randers Å", geo = "56.4607,10.0364", osm = "R2186660" }',
    "licence": '"cc-by-4.0"',
    "funding": '{ url = "https://example.org/ven?a=1&b=2", title = "Bliv ven & støt" }',
    "update": '{ text = "Hver anden tirsdag", rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU" }',
    "medium": '"audiobook"',
    "ai_content": '"Afskriften er lavet af en maskine & læst af os."',
    "apple_verify": '"S6lpp-7ZCn8-dZfGc-OoyaG"',
}


class Show:
    """One show, with a web address of this computer."""

    def __init__(self, program, work, link):
        self.program, self.work, self.link = program, work, link
        self.root = work / "show"
        self.feed = self.root / "feed"
        self.added = []  # handle, and what was meant by it, oldest first
        self.tone("long", 300, 20)
        cover = work / "cover.png"
        ffmpeg("color=c=teal:s=1400x1400", "-frames:v", "1", cover)
        self.say(
            *("init", self.root, "--title", "Æbler & <pærer>", "--author", "Randers Bibliotek & venner"),
            *("--email", "podcast@example.org", "--description", "Samtaler om bøger & mennesker på øen."),
            *("--language", "da", "--category", "Arts/Books", "--link", link, "--artwork", cover),
            show=False,
        )
        for key, value in SETTINGS.items():
            self.set(key, value)

    def set(self, key, value):
        """Gives a setting a value that has none yet."""
        settings = self.root / "episodes/show.toml"
        text, found = re.subn(rf"(?m)^# {key} =$", lambda _: f"{key} = {value}", settings.read_text())
        assert found == 1, f"{key} in show.toml"
        settings.write_text(text)

    def say(self, *args, show=True):
        """Runs the program, and returns what it says in JSON."""
        where = ["--show", self.root] if show else []
        line = [self.program, *where, "--json", *args]
        done = subprocess.run([str(part) for part in line], capture_output=True, text=True)
        assert done.returncode == 0, f"{args}: {done.stdout}{done.stderr}"
        return json.loads(done.stdout)

    def tone(self, name, pitch, seconds):
        """Makes a recording."""
        file = self.work / f"{name}.wav"
        ffmpeg(f"sine=frequency={pitch}:duration={seconds}", "-ac", "2", file)
        return file

    def add(self, title, *args, recording=None, **meant):
        """Adds an episode; what is not said otherwise is meant as it usually is."""
        recording = recording or self.tone(f"tone-{len(self.added)}", 400 + len(self.added), 2)
        self.say("add", recording, "--title", title, *args)
        handle = meant.pop("handle", None) or str(meant["number"])
        usual = {
            **dict.fromkeys(("explicit", "season", "season_name", "chapters", "list", "transcript")),
            **dict.fromkeys(("licence", "location", "description")),
            **{"title": title, "itunes_title": title, "duration": 2, "kind": "full", "number": None},
            **{"persons": [], "soundbites": []},
        }
        self.added.append((handle, usual | meant))

    def make(self):
        """Fills the show: an episode with everything, the titles that break feeds, and what is not public yet."""
        chapters, transcript = self.work / "chapters.txt", self.work / "transcript.vtt"
        chapters.write_text("".join(f"0:{at:02} {title}\n" for at, title in CHAPTERS))
        transcript.write_text(TRANSCRIPT)
        self.add(
            'Om "æøå" & <tags> ]]> \'🎉\'',
            *("--notes", "Vi åbner & lukker.\n\n- Én\n- [To](https://example.org/?a=1&b=2)"),
            *("--date", "2026-09-01 18:00", "--season", "1", "--explicit", "yes"),
            *("--person", "Cecilie & Dam, guest", "--soundbite", "0:03-0:10 Derfor læser vi & ler"),
            *("--licence", "cc-by-nc-4.0", "--times", "episode"),
            *("--chapters", chapters, "--transcript", transcript),
            recording=self.work / "long.wav",
            date="2026-09-01T18:00:00+00:00",
            description='<p>Vi åbner &amp; lukker.</p><ul><li>Én</li><li><a href="https://example.org/?a=1&amp;b=2">'
            "To</a></li></ul><p>0:00 Velkommen<br>0:05 Øl &amp; &lt;brød&gt;<br>0:12 Farvel 🎉</p>",
            **{"duration": 20, "number": 1, "season": 1, "season_name": "Begyndelsen & <enden>", "explicit": True},
            **{"persons": [HOST, SOUND, GUEST], "licence": "cc-by-nc-4.0"},
            soundbites=[{"start": 3, "length": 7, "title": "Derfor læser vi & ler"}],
            list=[{"start": at, "title": title} for at, title in CHAPTERS],
            chapters=("json", "application/json+chapters"),
            transcript=("vtt", "text/vtt"),
        )
        self.add("Om os", "--type", "trailer", "--date", "2026-09-02 18:00", "--season", "1", handle="trailer-1",
                 kind="trailer", season=1, season_name="Begyndelsen & <enden>", date="2026-09-02T18:00:00+00:00")
        self.add("1984: en samtale", "--date", "2026-09-03", number=2, date="2026-09-03T08:00:00+00:00")
        self.add("Læs højt: “Ærø” – 100 % & mere", "--type", "bonus", "--date", "2026-09-04 07:30",
                 handle="bonus-1", kind="bonus", date="2026-09-04T07:30:00+00:00")
        self.add("En kladde", "--draft", number=3, date=None)
        self.add("I fremtiden", "--date", "2096-01-01 08:00", number=4, date=None)

    def public(self):
        """Returns the episodes that listeners have, newest first, each as it was told and as it lies on the disk."""
        there = {digest(file): file for file in (self.feed / "media").iterdir()}
        items = []
        for handle, meant in self.added:
            told = self.say("show", handle)["episode"]
            if meant["date"] is None:
                continue
            file = there[told["sound"]["sha256"]]
            beside = {
                other.suffix[1:]: other for other in (self.feed / "media").iterdir()
                if other.name.startswith(f"{file.stem}.") and other != file
            }
            page = f"episodes/{file.stem}/index.html"
            assert (self.feed / page).is_file(), page
            item = meant | {"guid": told["guid"], "link": f"{self.link}/{page}", "date": moment(meant["date"])}
            item["enclosure"] = {"url": self.address(file), "length": file.stat().st_size, "type": "audio/mpeg"}
            for name in ("chapters", "transcript"):
                if meant[name]:
                    ending, kind = meant[name]
                    item[name] = {"url": self.address(beside[ending]), "type": kind}
            if item["transcript"]:
                item["transcript"] |= {"language": "da", "rel": "captions"}
            items.append(item)
        return sorted(items, key=lambda item: item["date"], reverse=True)

    def address(self, file):
        """Returns the address of a file below feed/."""
        return f"{self.link}/{file.relative_to(self.feed)}"

    def meant(self):
        """Returns what readers are to read."""
        items = self.public()
        guid = re.search(r'(?m)^guid = "(.+)"$', (self.root / "episodes/show.toml").read_text())[1]
        trailer = next(item for item in items if item["kind"] == "trailer")
        show = {
            "title": "Æbler & <pærer>",
            "link": self.link,
            "self": f"{self.link}/feed.xml",
            "description": "Samtaler om bøger & mennesker på øen.",
            "language": "da",
            "copyright": "© 2026 Randers Bibliotek",
            "author": "Randers Bibliotek & venner",
            "owner": {"name": "Randers Bibliotek & venner", "email": "podcast@example.org"},
            "image": self.address(next(self.feed.glob("artwork-*.png"))),
            "categories": ["Arts", "Books"],
            "explicit": False,
            "kind": "episodic",
            "guid": guid,
            "locked": True,
            "locked_owner": "podcast@example.org",
            "medium": "audiobook",
            "licence": "cc-by-4.0",
            "persons": [HOST, SOUND],
            "location": {"name": "Randers Å", "geo": "geo:56.4607,10.0364", "osm": "R2186660"},
            "funding": [{"url": "https://example.org/ven?a=1&b=2", "title": "Bliv ven & støt"}],
            "trailers": [{"title": "Om os", "date": trailer["date"], "season": 1} | trailer["enclosure"]],
            "notes": [
                {"purpose": "ai-content", "text": "Afskriften er lavet af en maskine & læst af os."},
                {"purpose": "applepodcastsverify", "text": "S6lpp-7ZCn8-dZfGc-OoyaG"},
            ],
            "update": {"text": "Hver anden tirsdag", "rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"},
        }
        return {"show": show, "items": items}


def digest(file):
    """Returns the sha256 of a file."""
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()


def moment(text):
    """Returns seconds since 1970."""
    return int(datetime.fromisoformat(text).timestamp())


def ffmpeg(source, *rest):
    """Makes a sound or a picture by formula."""
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, *map(str, rest)], check=True)
