#!/usr/bin/env python3
"""Read-only FAT12/16/32 image reader (no dependencies) and dm-log-writes replayer.

Used by vfat.sh.  Unlike a mounted view it shows the RAW
directory-entry order (= play order of cheap players), the 8.3 alias, deleted
slots, and works on a bytearray, so that thousands of crash points can be looked
at without mounting anything.

  fatimg.py ls    IMG            raw order, 8.3 alias, size, mtime, sha256
  fatimg.py sweep BASE LOG [-n POINTS] [--drop N] [--seed S] [--ext mp3] [--fsck N]
                                 every crash point of a logged run (see vfat.sh)
  fatimg.py cut   BASE LOG PART OUT
                                 the image as it is when that part of the writes (0 to 1) has arrived
"""
import sys, struct, hashlib, os, re, subprocess, tempfile, random, json, datetime

ATTR_RO, ATTR_HID, ATTR_SYS, ATTR_VOL, ATTR_DIR, ATTR_ARC = 1, 2, 4, 8, 16, 32


class Entry:
    __slots__ = ("name", "short", "attr", "size", "cluster", "mtime", "ctime", "slot",
                 "path", "children", "lfn", "crt10ms", "lfn_bad")

    @property
    def is_dir(self): return bool(self.attr & ATTR_DIR)


class FatImage:
    def __init__(self, data, offset=None):
        self.d = data
        self.errors = []
        if offset is None:
            offset = 0
            # MBR with a FAT partition?
            if data[510:512] == b"\x55\xaa" and data[0] not in (0xEB, 0xE9):
                for i in range(4):
                    p = data[446 + 16 * i:462 + 16 * i]
                    if p[4] in (1, 4, 6, 0xB, 0xC, 0xE):
                        offset = struct.unpack_from("<I", p, 8)[0] * 512
                        break
        self.off = offset
        b = bytes(data[offset:offset + 512])
        (self.bps, self.spc, self.rsvd, self.nfats, self.rootents, ts16, self.media,
         spf16) = struct.unpack_from("<HBHBHHBH", b, 11)
        if self.bps not in (512, 1024, 2048, 4096) or self.spc == 0 or self.nfats == 0:
            raise ValueError("not a FAT boot sector")
        ts32, spf32 = struct.unpack_from("<I", b, 32)[0], struct.unpack_from("<I", b, 36)[0]
        self.spf = spf16 or spf32
        self.total = ts16 or ts32
        self.rootsecs = (self.rootents * 32 + self.bps - 1) // self.bps
        self.first_data = self.rsvd + self.nfats * self.spf + self.rootsecs
        self.nclus = (self.total - self.first_data) // self.spc
        self.bits = 12 if self.nclus < 4085 else 16 if self.nclus < 65525 else 32
        self.root_clus = struct.unpack_from("<I", b, 44)[0] if self.bits == 32 else 0
        self.clsize = self.spc * self.bps
        self.fat_off = offset + self.rsvd * self.bps
        self.serial = struct.unpack_from("<I", b, 67 if self.bits == 32 else 39)[0]
        self.label = None
        self.root = None

    def fat(self, c):
        o = self.fat_off
        if self.bits == 12:
            v = struct.unpack_from("<H", self.d, o + c + c // 2)[0]
            return v >> 4 if c & 1 else v & 0xFFF
        if self.bits == 16:
            return struct.unpack_from("<H", self.d, o + 2 * c)[0]
        return struct.unpack_from("<I", self.d, o + 4 * c)[0] & 0x0FFFFFFF

    def chain(self, c):
        eoc = {12: 0xFF8, 16: 0xFFF8, 32: 0x0FFFFFF8}[self.bits]
        seen = set()
        while 2 <= c < self.nclus + 2:
            if c in seen:
                self.errors.append("FAT loop at cluster %d" % c)
                return
            seen.add(c)
            yield c
            c = self.fat(c)
            if c >= eoc:
                return
        if c != 0 or seen:
            self.errors.append("chain ends in cluster value %#x" % c)

    def clus_off(self, c):
        return self.off + (self.first_data + (c - 2) * self.spc) * self.bps

    def chain_bytes(self, c):
        return b"".join(bytes(self.d[self.clus_off(k):self.clus_off(k) + self.clsize]) for k in self.chain(c))

    def read(self, e):
        data = self.chain_bytes(e.cluster) if e.cluster else b""
        return data[:e.size] if not e.is_dir else data

    def chain_len(self, e):
        return sum(1 for _ in self.chain(e.cluster)) * self.clsize if e.cluster else 0

    def _parse(self, raw, path):
        out, lfn, slot = [], [], -1
        for i in range(0, len(raw), 32):
            slot += 1
            r = raw[i:i + 32]
            if len(r) < 32 or r[0] == 0:
                break
            if r[0] == 0xE5:
                lfn = []
                continue
            if r[11] & 0x3F == 0x0F:
                if r[0] & 0x40:
                    lfn = []
                lfn.append((r[0] & 0x1F, r[13], r[1:11] + r[14:26] + r[28:32]))
                continue
            short = r[:11]
            s0 = (b"\xE5" if short[0] == 5 else short[:1]) + short[1:]
            base = s0[:8].decode("cp437").rstrip(" ")
            ext = s0[8:11].decode("cp437").rstrip(" ")
            sname = base + ("." + ext if ext else "")
            if r[11] & ATTR_VOL:
                if path == "":
                    self.label = s0.decode("cp437").rstrip()
                lfn = []
                continue
            e = Entry()
            e.short, e.attr, e.slot = sname, r[11], slot
            e.size = struct.unpack_from("<I", r, 28)[0]
            hi = struct.unpack_from("<H", r, 20)[0] if self.bits == 32 else 0
            e.cluster = hi << 16 | struct.unpack_from("<H", r, 26)[0]
            e.mtime = _dt(*struct.unpack_from("<HH", r, 22))
            e.ctime = _dt(*struct.unpack_from("<HH", r, 14))
            e.crt10ms = r[13]
            e.lfn, e.lfn_bad, e.children = None, False, None
            if lfn:
                ck = 0
                for ch in short:
                    ck = (((ck & 1) << 7) + (ck >> 1) + ch) & 0xFF
                nums = [n for n, _, _ in lfn]
                if nums == list(range(len(lfn), 0, -1)) and all(c == ck for _, c, _ in lfn):
                    u = b"".join(x for _, _, x in reversed(lfn)).decode("utf-16-le", "surrogatepass")
                    e.lfn = u.split("\0")[0]
                else:
                    e.lfn_bad = True
                    self.errors.append("orphan long-name slots before %s/%s" % (path, sname))
            # lower-case flags of NT (byte 12)
            if e.lfn is None:
                b2 = base.lower() if r[12] & 8 else base
                e2 = ext.lower() if r[12] & 16 else ext
                sname = b2 + ("." + e2 if e2 else "")
            e.name = e.lfn if e.lfn is not None else sname
            e.path = path + "/" + e.name
            lfn = []
            if e.name in (".", ".."):
                continue
            out.append(e)
        return out

    def tree(self, depth=16):
        if self.root is None:
            if self.bits == 32:
                raw = self.chain_bytes(self.root_clus)
            else:
                o = self.off + (self.rsvd + self.nfats * self.spf) * self.bps
                raw = bytes(self.d[o:o + self.rootents * 32])
            self.root = self._parse(raw, "")
            self._walk(self.root, depth, set())
        return self.root

    def _walk(self, es, depth, seen):
        for e in es:
            if e.is_dir:
                if depth == 0 or e.cluster in seen:
                    self.errors.append("directory loop at " + e.path)
                    e.children = []
                    continue
                seen.add(e.cluster)
                e.children = self._parse(self.chain_bytes(e.cluster), e.path) if e.cluster else []
                self._walk(e.children, depth - 1, seen)

    def files(self, es=None):
        for e in (self.tree() if es is None else es):
            if e.is_dir:
                yield from self.files(e.children)
            else:
                yield e

    def all(self, es=None):
        for e in (self.tree() if es is None else es):
            yield e
            if e.is_dir:
                yield from self.all(e.children)

    def free_clusters(self):
        return sum(1 for c in range(2, self.nclus + 2) if self.fat(c) == 0)


def _dt(t, d):
    try:
        return datetime.datetime(1980 + (d >> 9), d >> 5 & 15, d & 31, t >> 11, t >> 5 & 63, 2 * (t & 31))
    except ValueError:
        return None


def load(path):
    with open(path, "rb") as f:
        return FatImage(bytearray(f.read()))


# ---- dm-log-writes (QEMU's blklogwrites driver writes the same format) ----
FLUSH, FUA, DISCARD, MARK = 1, 2, 4, 8


def read_log(path):
    with open(path, "rb") as f:
        magic, ver, n, ss = struct.unpack("<QQQI", f.read(28))
        if magic != 0x6A736677736872:
            raise SystemExit("not a write log: " + path)
        pos = ss
        for _ in range(n):
            f.seek(pos)
            sec, nsec, flags, dlen = struct.unpack("<QQQQ", f.read(32))
            pos += ss
            data = None
            if flags & MARK:
                pos += (dlen + ss - 1) // ss * ss
            elif not flags & DISCARD and nsec:
                f.seek(pos)
                data = f.read(nsec * ss)
                pos += nsec * ss
            yield sec * ss, nsec * ss, flags, data


def snapshot(buf):
    """name -> sha256 for all files; None on structural errors"""
    im = FatImage(buf)
    out = {}
    for e in im.files():
        data = im.read(e)
        out[e.path] = (e.size, hashlib.sha256(data).hexdigest() if len(data) == e.size else "SHORT")
    return im, out


def fsck(buf, tmp):
    with open(tmp, "wb") as f:
        f.write(buf)
    p = subprocess.run(["fsck.vfat", "-n", tmp], capture_output=True, text=True, errors="replace")
    return p.returncode, [l.strip() for l in p.stdout.splitlines()[1:] if l.strip()]


def classify(lines):
    """harmless: dirty bit, lost clusters (space only), free-cluster summary; the rest is damage.
    fsck.vfat names the file on a line of its own, then says what is wrong with it."""
    bad, lost, cur = [], 0, None
    for l in lines:
        if l.startswith("/"):
            cur = l
            continue
        if "Dirty bit" in l or "dirty" in l.lower() or "Automatically removing" in l:
            continue
        if "Reclaim" in l or "unused cluster" in l.lower():
            lost += 1
            continue
        if "Leaving filesystem unchanged" in l or " files, " in l or "Free cluster summary" in l \
           or "Auto-correcting" in l or "Free cluster summary wrong" in l or "backup" in l.lower():
            continue
        l = re.sub(r"[0-9]+", "N", l)
        bad.append((cur, l))
    return bad, lost


def sweep(base, log, points, drop, seed, ext, nfsck):
    rnd = random.Random(seed)
    buf0 = bytearray(open(base, "rb").read())
    ents = list(read_log(log))
    writes = [i for i, e in enumerate(ents) if e[3] is not None]
    # final state = truth
    fin = bytearray(buf0)
    for o, n, fl, d in ents:
        if d is not None:
            fin[o:o + n] = d
    _, final = snapshot(fin)
    _, start = snapshot(buf0)
    # files that no sync may touch; what lies in these two folders is ours in these tests
    user = {p: h for p, h in start.items() if final.get(p) == h and not p.startswith(("/PODCASTS/", "/.podcast/"))}
    touched = {p: (start[p], final.get(p)) for p in start if final.get(p) != start[p]}
    known = set(start.values()) | set(final.values())
    exts = tuple("." + x.lower() for x in ext.split(","))
    rep = {"log_entries": len(ents), "writes": len(writes),
           "flushes": sum(1 for e in ents if e[2] & FLUSH or e[2] & FUA),
           "bytes": sum(len(e[3]) for e in ents if e[3] is not None),
           "user_files": len(user), "changed_preexisting": sorted(touched),
           "points": 0, "torn": 0, "torn_worst": [], "user_damage": [], "struct_errors": 0,
           "fsck_runs": 0, "fsck_damage": {}, "fsck_lost": 0, "examples": []}
    pick = writes if points <= 0 or len(writes) <= points else \
        sorted(set(rnd.sample(writes, points)) | set(writes[-5:]))
    fs_every = max(1, len(pick) // max(1, nfsck))
    tmp = tempfile.mktemp(suffix=".img")
    buf, last, lastflush = bytearray(buf0), -1, -1
    for k, i in enumerate(pick):
        for j in range(last + 1, i + 1):
            o, n, fl, d = ents[j]
            if fl & (FLUSH | FUA):
                lastflush = j
            if d is not None:
                buf[o:o + n] = d
        last = i
        cases = [("prefix", buf)]
        # reordering device cache: of the writes since the last flush only a random subset arrived
        for r in range(drop):
            b2 = bytearray(buf0)
            for j in range(0, i + 1):
                o, n, fl, d = ents[j]
                if d is None:
                    continue
                if j > lastflush and rnd.random() < 0.5:
                    continue
                b2[o:o + n] = d
            cases.append(("subset", b2))
        for kind, b in cases:
            rep["points"] += 1
            try:
                im, snap = snapshot(b)
            except Exception as ex:
                rep["struct_errors"] += 1
                rep["examples"].append("write %d %s: unreadable: %s" % (i, kind, ex))
                continue
            torn = [p for p, h in snap.items() if p.lower().endswith(exts) and p in final and p not in user
                    and h != final[p] and h != start.get(p)]
            # while names are put in order, whole files are for a moment in a folder of another name
            torn += [p for p, h in snap.items() if p.lower().endswith(exts) and p not in final and p not in start
                     and h not in known]
            if torn:
                rep["torn"] += 1
                if len(rep["torn_worst"]) < 8:
                    rep["torn_worst"].append("write %d %s: %s" % (i, kind, ", ".join(
                        "%s (%d of %d bytes)" % (p, snap[p][0], final.get(p, (0,))[0]) for p in torn[:3])))
            hurt = [p for p, h in user.items() if snap.get(p) != h]
            if hurt:
                rep["user_damage"].append("write %d %s: %s" % (i, kind, hurt[:3]))
            if k % fs_every == 0 or torn:
                if rep["fsck_runs"] < nfsck * (1 + drop):
                    rep["fsck_runs"] += 1
                    rc, lines = fsck(b, tmp)
                    bad, lost = classify(lines)
                    rep["fsck_lost"] += bool(lost)
                    for key in sorted({"%s: %s: %s" % (kind, "-" if not f else os.path.splitext(f)[1].lower() or "no extension", l)
                                       for f, l in bad}):
                        rep["fsck_damage"][key] = rep["fsck_damage"].get(key, 0) + 1
    if os.path.exists(tmp):
        os.unlink(tmp)
    rep["user_damage_count"] = len(rep["user_damage"])
    rep["user_damage"] = rep["user_damage"][:5]
    rep["examples"] = rep["examples"][:5]
    rep["fsck_damage"] = dict(sorted(rep["fsck_damage"].items(), key=lambda kv: -kv[1])[:12])
    return rep


def main(a):
    if len(a) >= 2 and a[0] == "ls":
        im = load(a[1])
        print("FAT%d cluster %d, serial %04X-%04X, label %s, root limit %s, free %d clusters" % (
            im.bits, im.clsize, im.serial >> 16, im.serial & 0xFFFF, (im.tree(), im.label)[1],
            im.rootents or "none", im.free_clusters()))
        for e in im.all():
            h = "-" if e.is_dir else hashlib.sha256(im.read(e)).hexdigest()[:16]
            print("%4d %-12s %10d %s %s %s" % (e.slot, e.short, e.size, e.mtime, h, e.path + ("/" if e.is_dir else "")))
        for x in im.errors:
            print("ERROR", x)
        return 1 if im.errors else 0
    if len(a) >= 3 and a[0] == "sweep":
        o = {"-n": 0, "--drop": 0, "--seed": 1, "--ext": "mp3", "--fsck": 30}
        r = a[3:]
        while r:
            k = r.pop(0)
            o[k] = type(o[k])(r.pop(0))
        rep = sweep(a[1], a[2], o["-n"], o["--drop"], o["--seed"], o["--ext"], o["--fsck"])
        print(json.dumps(rep, indent=1, ensure_ascii=False))
        return 1 if rep["torn"] or rep["user_damage_count"] or rep["struct_errors"] else 0
    if len(a) == 5 and a[0] == "cut":
        buf = bytearray(open(a[1], "rb").read())
        writes = [(o, n, d) for o, n, f, d in read_log(a[2]) if d is not None]
        for o, n, d in writes[:int(len(writes) * float(a[3]))]:
            buf[o:o + n] = d
        open(a[4], "wb").write(buf)
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
