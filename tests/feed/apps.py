"""Clients that subscribe and download, each run as people run it, without a screen and with a home of its own."""

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import termios
import time

# Longer than any of them needs for a handful of small files.
PATIENCE = 120


class App:
    """One client."""

    program = ""
    package = ""

    def __init__(self, home):
        self.home = home
        home.mkdir()

    def named(self):
        """Returns its name and version, as Debian has them."""
        line = ["dpkg-query", "--show", "--showformat", "${Package} ${Version}", self.package]
        return subprocess.run(line, capture_output=True, text=True, check=False).stdout or self.package

    def environment(self):
        """Returns what it may know: nothing of whoever runs it."""
        return {"HOME": str(self.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm"}

    def run(self, *line):
        """Runs it, and says what it said if it fails."""
        done = subprocess.run(line, env=self.environment(), cwd=self.home, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False)
        assert done.returncode == 0, f"{line}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def files(self):
        """Returns the sounds that it has."""
        return sorted(self.home.rglob("*.mp3"))

    def may_miss(self, path):
        """Returns whether it asks for this by itself, though nobody said that it is there."""
        return path in ("/favicon.ico", "/robots.txt")


class GPodder(App):
    """gPodder, from its command line."""

    program, package = "gpo", "gpodder"

    def subscribe(self, address):
        self.run("gpo", "subscribe", address)

    def fetch(self):
        self.run("gpo", "update")
        self.run("gpo", "download")


class Newsboat(App):
    """Newsboat, which puts what is new in a queue, and podboat, which fetches it. Podboat wants a terminal."""

    program, package = "podboat", "newsboat"

    def subscribe(self, address):
        folder = self.home / ".newsboat"
        folder.mkdir()
        (folder / "urls").write_text(f"{address}\n")
        config = f'podcast-auto-enqueue yes\ndownload-path "{self.home}/sounds/"\ndownload-filename-format "%u"\n'
        (folder / "config").write_text(config)

    def fetch(self):
        self.run("newsboat", "-x", "reload")
        queue = self.home / ".newsboat/queue"
        wanted = re.findall(r'"(.+?)"', queue.read_text()) if queue.exists() else []
        there = lambda: all(os.path.exists(file) for file in wanted) and not list(self.home.rglob("*.part"))
        at_a_terminal(["podboat", "-a"], self.environment(), there)


class Podget(App):
    """Podget, a script around wget."""

    program, package = "podget", "podget"

    def subscribe(self, address):
        # Its settings must be of its own making, or it takes them for those of an older version.
        self.run("podget", "--create-config", "podgetrc")
        (self.home / ".config/podget/serverlist").write_text(f"{address} Bibliotek Show\n")

    def fetch(self):
        self.run("podget", "-v", "--no-playlist", "--library", f"{self.home}/sounds")


ALL = [GPodder, Newsboat, Podget]


def is_there(kind):
    """Returns whether a client is installed."""
    return shutil.which(kind.program) is not None


def missing():
    """Returns the clients that are not installed."""
    return [kind.package for kind in ALL if not is_there(kind)]


def at_a_terminal(line, environment, done):
    """Runs a program at a terminal that nobody looks at, and presses q when it is done."""
    keys, screen = pty.openpty()
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    program = subprocess.Popen(line, env=environment, stdin=screen, stdout=screen, stderr=screen,
                               start_new_session=True)
    os.close(screen)
    began = time.monotonic()
    asked = 0.0
    try:
        while program.poll() is None:
            now = time.monotonic()
            assert now - began < PATIENCE, f"{line} did not end"
            if select.select([keys], [], [], 0.1)[0]:
                try:
                    os.read(keys, 65536)
                except OSError:
                    continue
            # It must have drawn its screen before it hears a key.
            if now - began > 2 and now - asked > 1 and done():
                os.write(keys, b"q")
                asked = now
        assert program.returncode == 0, f"{line}: {program.returncode}"
    finally:
        if program.poll() is None:
            program.kill()
            program.wait()
        os.close(keys)
