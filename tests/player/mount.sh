# Mounts FAT images through FUSE, for scripts: `. tests/player/mount.sh`. Needs /dev/fuse, fuse3 and mkfs.vfat
# (Debian: fuse3 dosfstools).
#
#   fat_new IMAGE MEGABYTES        makes an image
#   fat_mount IMAGE FOLDER [ro]    mounts it; FATMOUNT_BPS is the speed at which it writes
#   fat_server IMAGE               the process that serves it
#   fat_unmount FOLDER             and it is gone when this returns

fat_here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fat_target=$(cd "$fat_here/../.." && pwd)/target/fatmount
fat_program=$fat_target/release/fatmount

# The program that serves an image is built once, beside what cargo builds.
if [ ! -x "$fat_program" ] || [ "$fat_here/fatmount/src/main.rs" -nt "$fat_program" ]; then
  cargo build -q --release --locked --manifest-path "$fat_here/fatmount/Cargo.toml" --target-dir "$fat_target" || return 3
fi

fat_new() { rm -f "$1"; mkfs.vfat -C -F "${3:-16}" -n PLAYER "$1" $(($2 * 1024)) >/dev/null; }

fat_mount() {
  local n
  mkdir -p "$2"
  setsid "$fat_program" "$@" >/dev/null 2>"$1.log" </dev/null &
  echo $! >"$1.pid"
  for n in $(seq 100); do
    mountpoint -q "$2" && return 0
    sleep 0.1
  done
  cat "$1.log" >&2
  return 1
}

fat_server() { cat "$1.pid"; }

fat_unmount() {
  local n
  fusermount3 -u "$1" 2>/dev/null || fusermount3 -uz "$1" 2>/dev/null || umount -l "$1" 2>/dev/null || true
  for n in $(seq 100); do
    mountpoint -q "$1" || return 0
    sleep 0.1
  done
  return 1
}
