# Virtual machines: boots them, keeps what they print, and tells how they ended; sourced by `run`.

# Only emulation: it runs everywhere, also where KVM is missing or does not know this guest.
declare -A machine=(
  [amd64]="qemu-system-x86_64 -cpu max"
  [arm64]="qemu-system-aarch64 -machine virt -cpu cortex-a72")
declare -A console=([amd64]=ttyS0 [arm64]=ttyAMA0)

# How long a machine may print nothing, in seconds: on a busy computer the slowest case takes half a minute.
patience=300

# One thread emulates all processors. With a thread for each, QEMU 7.2 may still run a breakpoint that another processor has put into the
# kernel's code and taken out again, as is done when an event is enabled: the guest's kernel panics (`Oops: int3`), sigscript or not.
# `loglevel=1` shows a panic and nothing else; at 0 the kernel dies in silence.
start() {
  ${machine[$1]} -accel tcg,thread=single -m 1024 -smp 2 -nographic -no-reboot -nodefaults -serial stdio -kernel "$2" -initrd "$3" \
    -append "console=${console[$1]} quiet loglevel=1 oops=panic panic=-1" < /dev/null > "$4" 2>&1 &
  process=$!
}

# Ends the machine that runs, if one does.
end() { [ -z "${process:-}" ] || kill "$process" 2> /dev/null || true; }

# Boots a kernel of an architecture with a first file system; what it prints goes into a file. `ending` tells how it ended.
boot() {
  local log=$4 size=-1 quiet=0 status=0 since=$SECONDS
  start "$@"
  while sleep 1 && kill -0 "$process" 2> /dev/null; do
    quiet=$((quiet + 1))
    [ "$(stat -c %s "$log")" = "$size" ] || quiet=0
    size=$(stat -c %s "$log")
    [ $quiet -lt $patience ] || kill "$process"
  done
  wait "$process" || status=$?
  process=
  ending="after $((SECONDS - since)) s it"
  if [ $quiet -ge $patience ]; then
    ending+=" was ended: it had printed nothing for $patience s"
  elif [ $status -eq 0 ]; then
    ending+=" went down by itself: a panic, or a reset"
  else
    ending+=" was gone: ${machine[$1]%% *} ended with status $status"
  fi
}

# Splits what a machine printed into `CASE.BACKEND` files. The one that was not finished is left out, and `unfinished` tells its name.
split() {
  tr -d '\r' < "$1" | awk -v folder="$2" '
    /^@kernel / { print $2 > (folder "/kernel") }
    /^@case / { close(file); file = folder "/" $2 "." $3; printf "" > file; next }
    /^@end/ { print "ended" > (folder "/ended") }
    /^@/ { file = ""; next }
    # Files of the library have other lines from time to time.
    file { sub(/\.sig:[0-9]+:[0-9]+/, ".sig:LINE"); if (index($0, "│")) sub(/^ *[0-9]+ /, "# "); print > file }'
  unfinished=
  [ ! -e "$2/ended" ] || return 0
  unfinished=$(sed -n 's/^@case \([^ ]*\) \([a-z]*\).*/\1.\2/p' "$1" | tail -1)
  rm -f "$2/${unfinished:-none}"
}
