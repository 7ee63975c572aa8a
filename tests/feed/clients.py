"""Has readers of feeds read the feed of a show, and clients subscribe to it. See clients.sh."""

import http.server
import importlib.metadata
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import apps
import readers
from show import TRANSCRIPT, CHAPTERS, Show, digest


class Shelf(http.server.SimpleHTTPRequestHandler):
    """The folder feed/ as any web server has it. It notes what is asked for, and how it answered."""

    def log_request(self, code="-", size="-"):
        self.server.asked.append((self.command, self.path, int(code)))

    def log_message(self, *args):
        pass


def served(folder):
    """Starts a web server of this computer, whose folder need not be there yet."""
    handler = lambda *args: Shelf(*args, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def try_readers(show, tools, node):
    """Has every reader read the feed, and the documents beside it; returns a row for each."""
    address = f"{show.link}/feed.xml"
    meant = show.meant()
    read = {"feedparser": readers.by_feedparser(address), "podcastparser": readers.by_podcastparser(address)}
    version = importlib.metadata.version
    named = {name: f"{name} {version(name)}" for name in read}
    if node:
        read |= readers.from_npm(address, tools)
        pinned = json.loads((tools / "package.json").read_text())["dependencies"]
        named |= {name: f"{name} {number}" for name, number in pinned.items()}
    rows = []
    for name, form in read.items():
        count, wrong = readers.differences(form, meant)
        rows.append((named[name], f"{count} values", wrong))

    told = next(item for item in meant["items"] if item["chapters"])
    chapters = json.loads(readers.fetched(told["chapters"]["url"]))["chapters"]
    wrong = [] if [(one["startTime"], one["title"]) for one in chapters] == CHAPTERS else [str(chapters)]
    transcript = readers.fetched(told["transcript"]["url"]).decode()
    # Written as WebVTT wants it.
    wrong += [] if transcript == TRANSCRIPT.replace("& ", "&amp; ") else [transcript]
    return [*rows, ("chapters and transcript", "2 documents", wrong)]


def try_pages(show):
    """Puts the older episodes into pages of their own, and returns a row for a reader that follows them."""
    show.say("add", *(show.tone(f"mere-{n:02}", 600 + n, 1) for n in range(20)))
    address = f"{show.link}/feed.xml"
    [whole] = readers.over_pages(address)
    show.set("feed_page", 10)
    show.say("build")
    newest, *older = readers.over_pages(address)
    wrong = [] if sorted(newest + sum(older, [])) == sorted(whole) else [f"other episodes: {newest} {older}"]
    wrong += [] if [len(page) for page in older] == [10] else [f"other pages: {older}"]
    return ("podcastparser, in pages", f"{len(newest)} and {sum(map(len, older))} of {len(whole)} items", wrong)


def try_clients(show, server, work):
    """Has every client that is there subscribe, and fetch what is new after each change; returns a row for each."""
    clients = [kind(work / kind.__name__) for kind in apps.ALL if apps.is_there(kind)]
    rows = {client: [client.named(), [], []] for client in clients}

    def all_fetch(what, expected):
        # A web server tells by whole seconds when a file changed.
        time.sleep(1.1)
        ours = sorted(digest(show.feed / "media" / Path(item["enclosure"]["url"]).name) for item in show.public())
        for client in clients:
            _, cells, wrong = rows[client]
            server.asked.clear()
            try:
                client.fetch()
            except (AssertionError, subprocess.TimeoutExpired) as err:
                wrong.append(f"{what}: {err}")
            got = [path for method, path, code in server.asked
                   if method == "GET" and path.endswith(".mp3") and code == 200]
            refused = [line for line in server.asked if line[2] not in (200, 206, 304)]
            unchanged = any(code == 304 for _, _, code in server.asked)
            cells.append(f"{what}: {len(got)}{' (304)' if unchanged else ''}")
            if len(got) != expected or len(set(got)) != expected:
                wrong.append(f"{what}: fetched {got}, not {expected}")
            if sorted(digest(file) for file in client.files()) != ours:
                wrong.append(f"{what}: the files are not those of feed/media: {client.files()}")
            wrong.extend(f"{what}: {line}" for line in refused if not client.may_miss(line[1]))

    for client in clients:
        client.subscribe(f"{show.link}/feed.xml")
    all_fetch("first", len(show.public()))
    show.add("En mere: “Ål & øl” 🎧", number=5, date="2026-10-03T10:00:00+02:00")
    all_fetch("after add", 1)
    before = (show.feed / "feed.xml").read_bytes()
    show.say("build")
    assert (show.feed / "feed.xml").read_bytes() == before, "a plain build changes nothing"
    all_fetch("after build", 0)
    show.say("edit", "1", "--title", "Et andet navn & <mere>")
    assert (show.feed / "feed.xml").read_bytes() != before, "an edit is in the feed"
    all_fetch("after edit", 0)
    return [(name, ", ".join(cells), wrong) for name, cells, wrong in rows.values()]


def main(program, tools, node):
    """Tries all, prints what came of it, and returns whether all was well."""
    began = time.monotonic()
    os.environ |= {"SOURCE_DATE_EPOCH": "1791014400", "LOG": "silent"}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        server = served(work / "show/feed")
        show = Show(program, work, f"http://127.0.0.1:{server.server_port}")
        show.make()
        rows = try_readers(show, tools, node) + try_clients(show, server, work) + [try_pages(show)]
    print("\nThe feed as others meet it:")
    for name, what, wrong in rows:
        print(f"  {'FAULT' if wrong else 'fine'}  {name:<24} {what}")
        for line in wrong:
            print(f"           {line}")
    missing = apps.missing() + ([] if node else ["node and npm"])
    if missing:
        print(f"  not installed, passed over: {', '.join(missing)}")
    print(f"  {time.monotonic() - began:.0f} seconds")
    compulsory = bool(missing) and "PODCAST_PEERS" in os.environ
    return not compulsory and not any(wrong for _, _, wrong in rows)


if __name__ == "__main__":
    sys.exit(0 if main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "node") else 1)
