# Debian's kernels and its static busybox, for any architecture, unpacked into `$cache`; sourced by `run`.

# apt-get for an architecture, with lists of its own, so that this machine's are left alone.
apt_for() {
  local architecture=$1 folder=$cache/apt-$1
  shift
  mkdir -p "$folder"/{lists/partial,archives/partial}
  cat > "$folder/configuration" << CONFIGURATION
APT::Architecture "$architecture";
APT::Architectures { "$architecture"; };
APT::Sandbox::User "root";
Dir::State::lists "$folder/lists";
Dir::State::status "/dev/null";
Dir::Cache "$folder";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::sourcelist "$folder/debian.list";
CONFIGURATION
  printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/%s main\n' \
    "debian bookworm" "debian bookworm-backports" "debian-security bookworm-security" > "$folder/debian.list"
  APT_CONFIG=$folder/configuration "$@"
}

# Unpacks the files of a package that match a pattern into a folder, all or none.
unpack() {
  local architecture=$1 package=$2 pattern=$3 folder=$4 download
  download=$(mktemp -d)
  (cd "$download" && apt_for "$architecture" apt-get -qq download "$package" > /dev/null 2>&1) &&
    mkdir "$download/files" &&
    dpkg-deb --fsys-tarfile "$download"/*.deb | tar -x -C "$download/files" --transform='s,.*/,,' --wildcards "$pattern" &&
    mv "$download"/files/* "$folder/"
  local status=$?
  rm -rf "$download"
  return $status
}

newest_kernel() { find "$cache" -maxdepth 1 -name "vmlinuz-$1.*-cloud-$2" | sort -V | tail -1; }

# The newest kernel of a version: the cache's, else Debian's.
kernel() {
  local version=$1 architecture=$2 package
  if [ -z "$(newest_kernel "$version" "$architecture")" ]; then
    apt_for "$architecture" apt-get -qq update > /dev/null 2>&1 || true
    package=$(apt_for "$architecture" apt-cache search --names-only "^linux-image-${version//./\\.}\\.[0-9].*-cloud-$architecture\$" | cut -d' ' -f1 | sort -V | tail -1)
    [ -n "$package" ] || return 1
    unpack "$architecture" "$package" './boot/vmlinuz-*' "$cache" || return 1
  fi
  newest_kernel "$version" "$architecture"
}

# A static busybox: the cache's, else Debian's.
static_busybox() {
  local folder=$cache/busybox-$1
  if ! [ -e "$folder/busybox" ]; then
    mkdir -p "$folder"
    apt_for "$1" apt-get -qq update > /dev/null 2>&1 || true
    unpack "$1" busybox-static './bin/busybox' "$folder" || return 1
  fi
  echo "$folder/busybox"
}

# Debian's standard library of Rust for another architecture, as it belongs to this machine's `rustc-web`.
standard_library() {
  local version folder
  version=$(dpkg-query --show --showformat '${Version}' rustc-web 2> /dev/null) || return 1
  folder=$cache/rust-$1-$version
  if ! [ -e "$folder/complete" ]; then
    mkdir -p "$folder/lib/rustlib/$2/lib"
    apt_for "$1" apt-get -qq update > /dev/null 2>&1 || true
    unpack "$1" "libstd-rust-web-dev=$version" "./usr/lib/rustlib/$2/lib/*" "$folder/lib/rustlib/$2/lib" || return 1
    touch "$folder/complete"
  fi
  echo "$folder"
}

# The folder of the static binaries for an architecture, given or built; else an error that tells what is missing.
static_programs() {
  local target host sysroot programs
  declare -A targets=([amd64]=x86_64-unknown-linux-gnu [arm64]=aarch64-unknown-linux-gnu)
  target=${targets[$1]}
  programs=${SIGSCRIPT_STATIC:+$SIGSCRIPT_STATIC/$target/release}
  if [ -z "$programs" ] || [ ! -e "$programs/sigscript" ]; then
    sysroot=$(rustc --print sysroot)
    host=$(rustc -vV | sed -n 's/^host: //p')
    [ "$target" = "$host" ] || command -v "${target%%-*}-linux-gnu-gcc" > /dev/null || { echo "there is no ${target%%-*}-linux-gnu-gcc" >&2; return 1; }
    if ! [ -d "$sysroot/lib/rustlib/$target" ]; then
      sysroot=$(standard_library "$1" "$target") ||
        { echo "rustc has no standard library for $target (\`rustup target add\`), and Debian's rustc-web is not here or has none either" >&2; return 1; }
      export RUSTC=/usr/bin/rustc RUSTFLAGS=--sysroot=$sysroot
    fi
    programs=$(dirname "$(packaging/static "$target" --package sigscript --package sigscript-examples)") ||
      { echo "packaging/static $target failed" >&2; return 1; }
  fi
  # A program that needs a C library names the one that loads it.
  ! readelf --program-headers "$programs"/{sigscript,test_receiver,test_sender} | grep INTERP >&2 || return 1
  echo "$programs"
}
