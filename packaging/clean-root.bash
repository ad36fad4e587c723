# Clean Debian systems for the tests here; sourced by them.

# Runs the calling script again where its mounts are its own and end with it.
private_mounts() {
  [ -n "${CLEAN_ROOT_PRIVATE:-}" ] || CLEAN_ROOT_PRIVATE=1 exec unshare --mount --propagation private "$0" "$@"
}

# Says why there can be no clean root, and fails.
clean_root_missing() {
  if [ "$(id -u)" -ne 0 ]; then
    echo "root is needed"
  elif ! command -v debootstrap > /dev/null && ! [ -e "$(clean_root_archive)" ]; then
    echo "there is no debootstrap (apt-get install debootstrap)"
  elif ! unshare --mount --propagation private true 2> /dev/null; then
    echo "there can be no private mounts here"
  else
    return 1
  fi
}

clean_root_archive() { echo "${XDG_CACHE_HOME:-$HOME/.cache}/sigscript/bookworm-minbase.tar"; }

# Makes a minimal Debian 12 in a folder, with the kernel's file systems, from an archive that is made once (60 MB are downloaded).
clean_root() {
  local root=$1 archive
  archive=$(clean_root_archive)
  if ! [ -e "$archive" ]; then
    mkdir -p "$(dirname "$archive")"
    debootstrap --variant=minbase bookworm "$root.new" http://deb.debian.org/debian > "$root.log" 2>&1 || return 1
    rm -rf "$root.new"/var/cache/apt/archives/*.deb "$root.new"/dev
    mkdir "$root.new/dev"
    tar -C "$root.new" -cf "$archive.new" .
    mv "$archive.new" "$archive"
    rm -rf "$root.new"
  fi
  mkdir -p "$root"
  # A mount of its own, as the root of a container is: what unshares mounts in it makes it private.
  mount --bind "$root" "$root"
  tar -C "$root" -xf "$archive"
  mount -t proc proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount --rbind /dev "$root/dev"
  cp /etc/resolv.conf "$root/etc/resolv.conf"
}

# Runs a command in a clean root, with an environment of its own: in_clean_root ROOT [NAME=VALUE]... COMMAND [ARGUMENT]...
# It is the root of a mount namespace as in a container, so that the kernel tells names of files as they are inside; after a chroot it
# would tell them as they are outside.
in_clean_root() {
  unshare --mount --propagation private bash -euc 'cd "$0"; pivot_root . mnt; umount --lazy /mnt; cd /; exec env -i "$@"' "$@"
}

# Unmounts and removes a clean root; keeps it where something is still mounted in it.
remove_clean_root() {
  local mounted
  findmnt --raw --noheadings --output TARGET | grep -E "^$1(/|\$)" | sort -r | while read -r mounted; do umount "$mounted"; done
  ! findmnt --raw --noheadings --output TARGET | grep -qE "^$1(/|\$)" || return 1
  rm -rf --one-file-system "$1"
}
