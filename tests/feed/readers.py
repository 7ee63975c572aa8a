"""Readers of feeds: what each of them reads, put into one form, and held against what was meant.

An adapter names what its reader understands, and nothing else. What is not there is None.
"""

import calendar
import io
import json
import subprocess
import urllib.request

import feedparser
import podcastparser


def by_feedparser(address):
    """Returns what feedparser reads. Of tags that stand several times it keeps the last one only, and of explicit
    it knows but the old answers, so those are not asked of it."""
    read = feedparser.parse(address)
    assert not read.bozo, read.bozo_exception
    feed = read.feed
    document = lambda entry, name: dict(entry[name]) if name in entry else None
    number = lambda entry, name: int(entry[name]) if name in entry else None
    seconds = lambda entry: calendar.timegm(entry.published_parsed)

    def enclosure(entry):
        link = next(link for link in entry.links if link.rel == "enclosure")
        return {"url": link.href, "length": int(link.length), "type": link.type}

    def chapters(entry):
        told = entry.get("psc_chapters")
        return told and [{"start": one.start_parsed.seconds, "title": one.title} for one in told.chapters]

    return {
        "show": {
            **{"title": feed.title, "link": feed.link, "description": feed.subtitle, "language": feed.language},
            **{"copyright": feed.rights, "author": feed.author, "owner": dict(feed.publisher_detail)},
            **{"image": feed.image.href, "kind": feed.itunes_type, "categories": [tag.term for tag in feed.tags]},
            "self": next(link.href for link in feed.links if link.rel == "self"),
            **{"guid": feed.podcast_guid, "medium": feed.podcast_medium, "licence": feed.podcast_license},
            "locked_owner": feed.podcast_locked["owner"],
        },
        "items": [
            {
                **{"title": entry.title, "itunes_title": entry.itunes_title, "link": entry.link, "guid": entry.id},
                **{"date": seconds(entry), "enclosure": enclosure(entry), "duration": int(entry.itunes_duration)},
                # It writes every tag that closes itself in its own way.
                "description": entry.summary.replace("<br />", "<br>") if "summary" in entry else None,
                **{"number": number(entry, "itunes_episode"), "season": number(entry, "itunes_season")},
                **{"kind": entry.itunes_episodetype, "licence": entry.get("podcast_license")},
                "chapters": document(entry, "podcast_chapters"),
                "transcript": document(entry, "podcast_transcript"),
                "list": chapters(entry),
            }
            for entry in read.entries
        ],
    }


def over_pages(address):
    """Returns the GUIDs that podcastparser gets where it follows the pages of a feed (RFC 5005), by document."""
    documents = []
    while address:
        page = podcastparser.parse(address, io.BytesIO(fetched(address)))
        documents.append([item["guid"] for item in page["episodes"]])
        address = page.get("paged_feed_next")
        assert len(documents) < 10, "the pages have no end"
    return documents


def by_podcastparser(address):
    """Returns what podcastparser reads, the parser of gPodder. It knows the podcast tags by the name that their name
    space had before it was given the one that feeds must have now, so they are not asked of it."""
    read = podcastparser.parse(address, io.BytesIO(fetched(address)))

    def enclosure(episode):
        (one,) = episode["enclosures"]
        return {"url": one["url"], "length": one["file_size"], "type": one["mime_type"]}

    return {
        "show": {
            **{name: read[name] for name in ("title", "link", "description", "language", "explicit")},
            **{"author": read["itunes_author"], "owner": read["itunes_owner"], "image": read["cover_url"]},
            **{"kind": read["type"], "categories": [name for group in read["itunes_categories"] for name in group]},
        },
        "items": [
            {
                **{name: episode[name] for name in ("title", "link", "guid")},
                **{"date": episode["published"], "enclosure": enclosure(episode), "kind": episode["type"]},
                **{"duration": episode["total_time"], "description": episode.get("description_html")},
                **{"number": episode.get("number"), "season": episode.get("season")},
                **{"explicit": episode.get("explicit"), "list": episode.get("chapters")},
            }
            for episode in read["episodes"]
        ],
    }


def from_npm(address, tools):
    """Returns what the readers from npm read, by their names."""
    line = ["node", str(tools / "readers.mjs"), address]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    # One of them speaks on the same line of output; ours is the last.
    return json.loads(done.stdout.splitlines()[-1])


def fetched(address):
    """Returns what is served under the address."""
    with urllib.request.urlopen(address) as answer:
        return answer.read()


def differences(read, meant):
    """Returns how many values were read, and each that is not what was meant."""
    pairs = [("show", read["show"], meant["show"])]
    count, wrong = 0, []
    if len(read["items"]) != len(meant["items"]):
        wrong.append(f"{len(read['items'])} episodes, not {len(meant['items'])}")
    pairs += [(item["title"], *pair) for item, pair in zip(meant["items"], zip(read["items"], meant["items"]))]
    for what, found, wanted in pairs:
        for name, value in found.items():
            count += 1
            if value != wanted[name]:
                wrong.append(f"{what}: {name} is {value!r}, not {wanted[name]!r}")
    return count, wrong
