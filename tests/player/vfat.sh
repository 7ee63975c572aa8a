#!/bin/bash
# Syncs a player that is a REAL kernel-vfat disk, in a small QEMU machine (no KVM needed), and looks at the disk
# from outside: names, raw order in the folder, hashes, fsck.vfat. Then it pulls the plug: at a few moments of the
# clock, and, from a log of all writes, at every write there is. It is no part of the quick suite: it takes a few
# minutes, and needs what it names below.
#
#   tests/player/vfat.sh BINARY [once|cut|sweep|all]        default: all
#   tests/player/vfat.sh BINARY both                        all, on FAT16 and on FAT32, and once more from an older state
#
# BINARY is `podcast`, as cargo has built it. The show is made here, from the recording that comes with the source.
#
# Knobs (environment):
#   SHOWDIR    a folder with a show in `show/`, in place of the one made here
#   SYNC_CMD   the command, run in the show         default: PODCAST_SEED=1 podcast sync --init --yes /media/PLAYER
#              (the dice of a mark are the same in every run, so that images can be compared)
#   IMG_MB=32 FATBITS=16 SPC= (sectors per cluster)  LABEL=PLAYER   the disk to make
#   SEED_IMG   a copy of this image instead of a new one
#   MOPTS=utf8,shortname=mixed,codepage=437,flush    how it is mounted; this is what desktops do
#   BPS=6000000  write speed of the disk in bytes/s (0: unlimited)
#   CUTS="0.2 0.5 0.8"   when to pull the plug, as a part of the time of a whole sync
#   POINTS=400 DROP=1 FSCKS=40 EXT=mp3   the sweep: points looked at, reordered variants of each, runs of fsck
#   MENDS="0.15 0.35 0.55 0.75 0.95"     the sweep: after which part of the writes a second sync is tried
#   ACCEL=tcg CPU=max SMP=1 MEM=384 BOOT_S=120   the machine;  OUT=dir keeps images and logs there
#
# Needs (Debian): qemu-system-x86 busybox-static cpio dosfstools mtools kmod python3; the kernel comes from
# `apt-get download` of the linux-image-cloud-amd64 package on first use (26 MB, kept in $VFAT_CACHE).
# Only the machine's own process is ended, by its process id.
set -u
[ $# -ge 1 ] || { sed -n '2,30p' "$0"; exit 2; }
BIN=$(readlink -f "$1"); ACT=${2:-all}
HERE=$(cd "$(dirname "$0")" && pwd)
if [ "$ACT" = both ]; then
  FAILED=0; T=$(mktemp -d); trap 'rm -rf "$T"' EXIT
  for bits in 16 32; do
    mb=32; [ $bits = 32 ] && mb=64
    echo "== FAT$bits"; FATBITS=$bits IMG_MB=$mb OUT=$T/$bits "$0" "$BIN" all || FAILED=1
    echo "== FAT$bits, from an older state"; rm -rf "$T/new"; STATE=later SHOWDIR=$T/$bits/made SEED_IMG=$T/$bits/p.img OUT=$T/new "$0" "$BIN" sweep || FAILED=1
  done
  exit $FAILED
fi
: "${IMG_MB:=32}" "${FATBITS:=16}" "${SPC:=}" "${LABEL:=PLAYER}" "${BPS:=6000000}" "${SMP:=1}" "${MEM:=384}"
: "${ACCEL:=tcg}" "${CPU:=max}" "${STATE:=new}" "${MENDS:=0.15 0.35 0.55 0.75 0.95}" "${SHOWDIR:=}"
: "${MOPTS:=utf8,shortname=mixed,codepage=437,flush}" "${CUTS:=0.2 0.5 0.8}" "${BOOT_S:=120}"
: "${POINTS:=400}" "${DROP:=1}" "${FSCKS:=40}" "${EXT:=mp3}" "${EXTRA:=}" "${TZ:=Europe/Copenhagen}"
: "${SYNC_CMD:=PODCAST_SEED=1 $(basename "$BIN") sync --init --yes /media/PLAYER}" "${SEED_IMG:=}" "${VFAT_CACHE:=${XDG_CACHE_HOME:-$HOME/.cache}/vfat_vm}"
if [ -n "${OUT:-}" ]; then mkdir -p "$OUT"; W=$(readlink -f "$OUT"); else W=$(mktemp -d); trap 'rm -rf "$W"' EXIT; fi
say() { printf '%s\n' "$*"; }
FAILS=0; ok() { say "ok   $*"; }; bad() { say "FAIL $*"; FAILS=$((FAILS+1)); }

makeshow() {   # three short episodes; and from an older state: one goes, one is retitled, one comes, one is replaced
  local p=$BIN r=$HERE/../recordings s=$W/made/show
  if [ -n "$SHOWDIR" ]; then [ "$(readlink -f "$SHOWDIR")" = "$W/made" ] || cp -a "$SHOWDIR" "$W/made"; fi
  if [ ! -d "$s" ]; then
    mkdir -p "$W/made"; "$p" init "$s" --title "Vi læser" --author Biblioteket --language da >/dev/null </dev/null || exit 3
    "$p" --show "$s" add "$r/velkommen.flac" --title "Velkommen til æøå" >/dev/null || exit 3
    for n in 2 3; do "$p" --show "$s" add --again "$r/velkommen.flac" --title "Hvad? \"$n\": del / $n." >/dev/null || exit 3; done
  fi
  [ "$STATE" = later ] || return 0
  "$p" --show "$s" remove 1 >/dev/null && "$p" --show "$s" edit 2 --title "Et andet navn" >/dev/null &&
    "$p" --show "$s" edit 3 --title "Tre" --retag >/dev/null &&
    "$p" --show "$s" add --again "$r/velkommen.flac" --title "Ny" >/dev/null || exit 3
}

kernel() {   # an unpacked Debian kernel with vfat modules in $VFAT_CACHE/k
  [ -e "$VFAT_CACHE/k/ready" ] && return
  mkdir -p "$VFAT_CACHE/dl" "$VFAT_CACHE/k"
  ( cd "$VFAT_CACHE/dl" || exit 1
    p=$(apt-cache depends linux-image-cloud-amd64 2>/dev/null | awk '/Depends: linux-image-[0-9]/{print $2; exit}')
    apt-get download "${p:-linux-image-cloud-amd64}" 2>/dev/null || apt-get download "$p-unsigned" ) || exit 3
  dpkg-deb -x "$(ls -t "$VFAT_CACHE"/dl/linux-image-*.deb | head -1)" "$VFAT_CACHE/k" && touch "$VFAT_CACHE/k/ready"
}

initrd() {   # busybox + modules + BINARY (+EXTRA) with their shared libraries
  local R=$W/root V M m f l; rm -rf "$R"; mkdir -p "$R"/{bin,dev,proc,sys,media/PLAYER,tmp,lib/modules,show,usr/share}
  cp "$(command -v busybox)" "$R/bin/busybox"
  V=$(ls "$VFAT_CACHE/k/lib/modules" | head -1); M=$VFAT_CACHE/k/lib/modules/$V/kernel
  # modules with everything they depend on, in loading order (dependencies differ between kernel builds)
  : > "$R/lib/modules/order"
  addmod() { local m=$1 f d; grep -qx "$m" "$R/lib/modules/order" && return
    f=$(find "$M" -name "$m.ko*" -o -name "${m//_/-}.ko*" | head -1); [ -n "$f" ] || return 0
    for d in $(modinfo -F depends "$f" | tr ',' ' '); do addmod "$d"; done
    case "$f" in *.xz) xz -dc "$f" > "$R/lib/modules/$m.ko";; *.zst) zstd -qdc "$f" > "$R/lib/modules/$m.ko";; *) cp "$f" "$R/lib/modules/$m.ko";; esac
    echo "$m" >> "$R/lib/modules/order"; }
  for m in virtio_pci virtio_blk nls_cp437 nls_cp850 nls_cp865 nls_ascii nls_iso8859-1 nls_utf8 vfat; do addmod "$m"; done
  for f in "$BIN" $EXTRA; do
    cp "$f" "$R/bin/$(basename "$f")"; strip "$R/bin/$(basename "$f")" 2>/dev/null
    for l in $(ldd "$f" 2>/dev/null | grep -o '/[^ )]*'); do mkdir -p "$R$(dirname "$l")"; cp -Ln "$l" "$R$l" 2>/dev/null; done
  done
  [ -d /usr/share/zoneinfo ] && { mkdir -p "$R/usr/share/zoneinfo/$(dirname "$TZ")"; cp "/usr/share/zoneinfo/$TZ" "$R/usr/share/zoneinfo/$TZ" 2>/dev/null; }
  cat > "$R/init" <<INIT
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin HOME=/root TZ=$TZ LANG=C.UTF-8 LC_ALL=C.UTF-8 TERM=dumb NO_COLOR=1
mkdir -p /root /run
mount -t proc p /proc; mount -t sysfs s /sys; mount -t devtmpfs d /dev; mount -t tmpfs t /tmp
for m in \$(cat /lib/modules/order); do insmod /lib/modules/\$m.ko; done
tar -xf /dev/vdb -C /show || echo "@@TAR-FAIL"
mount -t vfat -o $MOPTS /dev/vda /media/PLAYER || { echo "@@MOUNT-FAIL"; poweroff -f; }
echo "@@MOUNTED \$(cat /proc/uptime) \$(grep /media/PLAYER /proc/mounts)"
cd /show; sleep 0.2
echo "@@SYNC-START \$(cut -d' ' -f1 /proc/uptime)"
cat > /tmp/cmd <<'CMD'
$SYNC_CMD
CMD
sh /tmp/cmd </dev/null; echo "@@SYNC-EXIT \$? \$(cut -d' ' -f1 /proc/uptime)"
cd /; df -P /media/PLAYER | tail -1
umount /media/PLAYER && echo "@@UMOUNTED \$(cut -d' ' -f1 /proc/uptime)"
tar -cf /dev/vdc -C /show . 2>/dev/null
sync; poweroff -f
INIT
  chmod +x "$R/init"; (cd "$R" && find . | cpio -o -H newc --quiet | gzip -1) > "$W/initrd.gz"; rm -rf "$R"
}

newimg() {   # a fresh "player" with a user's own files on it
  if [ -n "$SEED_IMG" ]; then cp "$SEED_IMG" "$1"; return; fi
  rm -f "$1"; truncate -s "${IMG_MB}M" "$1"
  mkfs.vfat -F "$FATBITS" ${SPC:+-s "$SPC"} -n "$LABEL" "$1" >/dev/null || exit 3
  local u=$W/user; mkdir -p "$u"; head -c 300000 /dev/urandom > "$u/Min sang æøå.mp3"; echo "do not touch" > "$u/NOTES.TXT"
  export MTOOLS_SKIP_CHECK=1
  LC_ALL=C.UTF-8 mmd -i "$1" ::Musik; LC_ALL=C.UTF-8 mcopy -i "$1" "$u/Min sang æøå.mp3" ::Musik/; mcopy -i "$1" "$u/NOTES.TXT" ::
}

showtar() { tar -cf "$W/show.tar" -C "$1" . && truncate -s %512 "$W/show.tar" && truncate -s +1M "$W/show.tar"; }

vm() {   # vm IMG SERIALLOG [cut_after_s] [writelog]   -> leaves the VM's exit in $?
  local img=$1 ser=$2 cut=${3:-} wlog=${4:-} blk pid t0 rc
  truncate -s 0 "$W/out.tar"; truncate -s $(( $(stat -c %s "$W/show.tar") + 16777216 )) "$W/out.tar"
  blk="-blockdev driver=file,node-name=f0,filename=$img"
  local top=f0
  if [ -n "$wlog" ]; then rm -f "$wlog"; truncate -s 4G "$wlog"; blk="$blk -blockdev driver=file,node-name=lf,filename=$wlog -blockdev driver=blklogwrites,node-name=lw,file=f0,log=lf"; top=lw; fi
  local obj=""
  if [ "$BPS" -gt 0 ]; then obj="-object throttle-group,id=tg,x-bps-write=$BPS"; blk="$blk -blockdev driver=throttle,node-name=th,throttle-group=tg,file=$top"; top=th; fi
  : > "$ser"
  qemu-system-x86_64 -M q35 -accel "$ACCEL" -cpu "$CPU" -smp "$SMP" -m "$MEM" \
    -nodefaults -no-user-config -display none -no-reboot -serial "file:$ser" \
    -kernel "$(ls "$VFAT_CACHE"/k/boot/vmlinuz-* | head -1)" -initrd "$W/initrd.gz" \
    -append "console=ttyS0 quiet panic=-1 reboot=t no_timer_check" $obj $blk -device virtio-blk-pci,drive=$top \
    -drive if=none,id=d1,file="$W/show.tar",format=raw,readonly=on -device virtio-blk-pci,drive=d1 \
    -drive if=none,id=d2,file="$W/out.tar",format=raw -device virtio-blk-pci,drive=d2 </dev/null >"$W/qemu.err" 2>&1 &
  pid=$!; t0=$SECONDS
  if [ -n "$cut" ]; then
    while kill -0 $pid 2>/dev/null && ! grep -q '@@SYNC-START' "$ser" && [ $((SECONDS-t0)) -lt "$BOOT_S" ]; do sleep 0.02; done
    sleep "$cut"; kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null; return 137
  fi
  while kill -0 $pid 2>/dev/null; do
    [ $((SECONDS-t0)) -ge "$BOOT_S" ] && { kill -9 $pid; wait $pid 2>/dev/null; say "VM: time limit"; tail -5 "$ser"; return 124; }
    sleep 0.05
  done
  wait $pid; rc=$?; [ -s "$W/qemu.err" ] && head -3 "$W/qemu.err"; return $rc
}
field() { tr -d '\r' < "$1" | awk -v k="$2" -v n="$3" '$1==k{print $n; exit}'; }
rc_of() { field "$1" @@SYNC-EXIT 2; }
secs_of() { awk -v a="$(field "$1" @@SYNC-START 2)" -v b="$(field "$1" @@SYNC-EXIT 3)" 'BEGIN{printf "%.2f", b-a}'; }
names() { python3 "$HERE/fatimg.py" ls "$1" | awk 'NR>1{h=$6; $1=$2=$3=$4=$5=$6=""; sub(/^ +/,""); print h, $0}' | sort; }
differs() {   # what of a list of names is not as in another, manifests left out. A sound that stays with older tags may have
  # been made anew with its own: then it is none that any other name had
  awk 'FILENAME==ARGV[1]{made[$1]=1; next} {h=$1; p=$0; sub(/^[^ ]+ /,"",p)} tolower(p) ~ /manifest/{next}
    FILENAME==ARGV[2]{was[p]=h; of[h]=1; next} {if (was[p]==h || (p in was) && (h in made) && !(h in of)) seen[p]=1; else print "> " $0}
    END{for (p in was) if (!(p in seen)) print "< " was[p] " " p}' "$W/made.txt" "$1" "$2"
}
usercheck() { local a b; a=$(names "$W/start.img" | grep -v '/$' | grep -v -E ' /(PODCASTS|\.podcast)/'); b=$(names "$1"); if [ -z "$(comm -23 <(echo "$a") <(echo "$b"))" ]; then ok "$2: the user's own files are untouched"; else bad "$2: the user's own files changed: $(comm -23 <(echo "$a") <(echo "$b") | head -3)"; fi; }
fsckcheck() { if fsck.vfat -n "$1" > "$W/fsck.txt" 2>&1; then ok "$2: fsck.vfat clean"; else bad "$2: fsck.vfat: $(grep -v -E '^fsck|Leaving|files,' "$W/fsck.txt" | tr '\n' ' ' | cut -c1-300)"; fi; }

again() {   # a second sync. A folder that was cut while it was made may have no cluster yet, as vfat writes it: the kernel
  # itself calls that damage, and lets nobody write. What is to be done is said by the program, and must help
  vm "$1" "$2" || bad "$3: second VM"
  [ "$(rc_of "$2")" = 1 ] && grep -q 'FAT-fs.*error' "$2" && grep -q 'fsck.vfat -a' "$2" || return 0
  say "     $3: a folder that was being made is damaged; repaired as the program says, and once more"
  local n; for n in 1 2 3 4; do fsck.vfat -a "$1" > "$W/fsck.txt" 2>&1 && break; done; usercheck "$1" "$3, repaired"
  vm "$1" "$2" || bad "$3: third VM"
}

makeshow; SHOW=$W/made/show; kernel; initrd; newimg "$W/start.img"; showtar "$SHOW"

# ---- 1. one whole sync, then a second one that must write nothing ----
cp "$W/start.img" "$W/p.img"; t=$(date +%s.%N)
vm "$W/p.img" "$W/run1.txt" || bad "run 1: the VM ended with $?"
say "run 1: VM $(awk -v a="$t" -v b="$(date +%s.%N)" 'BEGIN{printf "%.1f", b-a}') s in all, mounted after $(field "$W/run1.txt" @@MOUNTED 2) s, sync $(secs_of "$W/run1.txt") s, exit $(rc_of "$W/run1.txt")"
tr -d '\r' < "$W/run1.txt" | sed -n '/@@SYNC-START/,/@@SYNC-EXIT/p' | grep -v @@ | tail -12 | sed 's/^/  | /'
[ "$(rc_of "$W/run1.txt")" = 0 ] && ok "run 1: exit 0" || bad "run 1: exit $(rc_of "$W/run1.txt")"
fsckcheck "$W/p.img" "run 1"; usercheck "$W/p.img" "run 1"
names "$W/p.img" > "$W/names1"; python3 "$HERE/fatimg.py" ls "$W/p.img" | sed 's/^/  | /' | head -${LS:-25}
order=$(python3 "$HERE/fatimg.py" ls "$W/p.img" | grep -o '/PODCASTS/.*\.mp3$'); [ "$order" = "$(echo "$order" | sort)" ] && ok "run 1: raw order is name order" || bad "run 1: raw order: $order"
SHOW2=$W/show2; rm -rf "$SHOW2"; mkdir -p "$SHOW2"; tar -xf "$W/out.tar" -C "$SHOW2" 2>/dev/null || cp -a "$SHOW/." "$SHOW2/"
find "$SHOW2/episodes" -name '*.mp3' -exec sha256sum {} + | cut -c1-16 > "$W/made.txt"
if [ "$ACT" = once ] || [ "$ACT" = all ]; then
  showtar "$SHOW2"; vm "$W/p.img" "$W/run2.txt" "" "$W/log2" || bad "run 2: VM"
  names "$W/p.img" > "$W/names2"; [ "$(rc_of "$W/run2.txt")" = 0 ] || bad "run 2: exit $(rc_of "$W/run2.txt")"
  cmp -s "$W/names1" "$W/names2" && ok "run 2 (nothing new): same files" || bad "run 2 changed files: $(diff "$W/names1" "$W/names2" | head -4)"
  wr=$(python3 - "$HERE" "$W/log2" <<'P'
import sys; sys.path.insert(0, sys.argv[1]); import fatimg
print(sum(n for o, n, f, d in fatimg.read_log(sys.argv[2]) if d is not None))
P
); say "     run 2 wrote $wr bytes to the disk (mount, dirty bit and FSINFO alone: a few KB), $(secs_of "$W/run2.txt") s"
  [ "${wr:-999999999}" -lt $((200*1024)) ] && ok "run 2: no flash wear" || bad "run 2 rewrote $wr bytes"
  rm -f "$W/log2"; showtar "$SHOW"
fi

# ---- 2. power cut in the middle, fsck, second sync ----
if [ "$ACT" = cut ] || [ "$ACT" = all ]; then
  full=$(secs_of "$W/run1.txt")
  for c in $CUTS; do
    cp "$W/start.img" "$W/c.img"; at=$(awk -v f="$full" -v c="$c" 'BEGIN{printf "%.2f", f*c}')
    vm "$W/c.img" "$W/cut.txt" "$at"
    [ -n "$(rc_of "$W/cut.txt")" ] && say "     cut at $at s: the sync had already ended"
    fsck.vfat -n "$W/c.img" > "$W/fsck.txt" 2>&1
    say "     cut at $at s ($c): fsck says: $(grep -v -E '^fsck|Leaving|files,|^ *$' "$W/fsck.txt" | tr '\n' ' ' | cut -c1-220)"
    names "$W/c.img" > "$W/namesc"
    torn=$(awk 'NR==FNR{h[$0]=1; p=$0; sub(/^[^ ]+ /,"",p); f[p]=1; next} {p=$0; sub(/^[^ ]+ /,"",p); if (tolower(p) ~ /\.('"${EXT//,/|}"')$/ && !($0 in h)) print p}' "$W/names1" "$W/namesc")
    [ -z "$torn" ] && ok "cut at $c: no file with a final name has a wrong content" || bad "cut at $c: torn files: $(echo "$torn" | head -3 | tr '\n' ';')"
    usercheck "$W/c.img" "cut at $c"
    again "$W/c.img" "$W/cut2.txt" "cut at $c"
    [ "$(rc_of "$W/cut2.txt")" = 0 ] && ok "cut at $c: second sync exit 0" || bad "cut at $c: second sync exit $(rc_of "$W/cut2.txt")"
    names "$W/c.img" > "$W/namesc2"
    other=$(differs "$W/names1" "$W/namesc2"); [ -z "$other" ] && ok "cut at $c: after the second sync the player is as after an undisturbed one" \
      || bad "cut at $c: differs after the second sync: $(echo "$other" | head -4 | tr '\n' ';')"
    python3 "$HERE/fatimg.py" ls "$W/c.img" | awk 'NR>1{$1=$2=$3=$4=$5=$6=""; print}' > "$W/orderc"
    python3 "$HERE/fatimg.py" ls "$W/p.img" | awk 'NR>1{$1=$2=$3=$4=$5=$6=""; print}' > "$W/order1"
    cmp -s "$W/order1" "$W/orderc" && ok "cut at $c: same directory order" || bad "cut at $c: directory order differs: $(diff "$W/order1" "$W/orderc" | head -4 | tr '\n' ';')"
    fsck.vfat -a "$W/c.img" > "$W/fsck2.txt" 2>&1; say "     after the second sync fsck -a says: $(grep -v -E '^fsck|files,|^ *$' "$W/fsck2.txt" | tr '\n' ' ' | cut -c1-200)"
  done
fi

# ---- 3. every crash point of one logged run ----
if [ "$ACT" = sweep ] || [ "$ACT" = all ]; then
  cp "$W/start.img" "$W/s.img"; BPS0=$BPS; BPS=0; vm "$W/s.img" "$W/sweep.txt" "" "$W/log" || bad "sweep: VM"; BPS=$BPS0
  [ "$(rc_of "$W/sweep.txt")" = 0 ] || bad "sweep: the sync itself ended with $(rc_of "$W/sweep.txt")"
  if python3 "$HERE/fatimg.py" sweep "$W/start.img" "$W/log" -n "$POINTS" --drop "$DROP" --ext "$EXT" --fsck "$FSCKS" > "$W/sweep.json"; then ok "sweep: no torn file, no damage to the user's files"; else bad "sweep: see below"; fi
  sed 's/^/  | /' "$W/sweep.json"
  for part in $MENDS; do   # the second sync, on the disk as the cut left it
    python3 "$HERE/fatimg.py" cut "$W/start.img" "$W/log" "$part" "$W/m.img"
    again "$W/m.img" "$W/mend.txt" "mend after $part"
    [ "$(rc_of "$W/mend.txt")" = 0 ] && ok "mend after $part of the writes: exit 0" || { bad "mend after $part of the writes: exit $(rc_of "$W/mend.txt")"; tr -d '\r' < "$W/mend.txt" | sed -n '/@@SYNC-START/,/@@SYNC-EXIT/p' | tail -5; }
    names "$W/m.img" > "$W/namesm"; other=$(differs "$W/names1" "$W/namesm"); [ -z "$other" ] && ok "mend after $part: as after an undisturbed sync" || bad "mend after $part: $(echo "$other" | head -4 | tr '\n' ';')"
    fsck.vfat -n "$W/m.img" > "$W/fsck.txt" 2>&1; say "     fsck: $(grep -v -E '^fsck|Leaving|files,|^ *$' "$W/fsck.txt" | tr '\n' ' ' | cut -c1-200)"
  done
  rm -f "$W/log"
fi
say "$FAILS failures"; [ "$FAILS" = 0 ]
