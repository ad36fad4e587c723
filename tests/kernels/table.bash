# The table: what came of each case, on each kernel, by each backend; sourced by `run`.

backends=(ebpf ftrace ptrace)
releases=()
declare -A cells

# Judges what a kernel's cases printed, and gives it a column.
column() {
  local release=$1 folder=$2 name backend cell
  releases+=("$release")
  for name in $(cases); do
    cell=
    for backend in "${backends[@]}"; do cell+=", $backend $(judge "$folder/$name.$backend" "$name" "$backend")"; done
    cells[$release/$name]=${cell#, }
  done
}

cases() { (cd $here/cases && ls -- *.sh | sed 's/\.sh$//'); }

# What became of a case: `passes`, `[N]` where the backend says rightly that it cannot, for a reason below the table, `FAILS`, or `LOST` where
# its machine did not come to its end.
judge() {
  local got=$1 name=$2 backend=$3 expected reason
  [ -e "$got" ] || { echo LOST; return; }
  [ -z "$bless" ] || bless "$@"
  expected=$here/cases/$name.$backend.$architecture.out
  [ -e "$expected" ] || expected=$here/cases/$name.$backend.out
  [ -e "$expected" ] || expected=$here/cases/$name.out
  if ! cmp -s "$got" "$expected"; then
    echo FAILS
    { echo "$name on $backend, $release:"; diff -u --label expected --label got "$expected" "$got" || true; } >> "$work/differences"
  elif reason=$(sed -n 's/^error: \(the .* backend cannot\)/\1/p' "$got" | head -1) && [ -n "$reason" ]; then
    grep -qxF "$reason" "$work/reasons" || echo "$reason" >> "$work/reasons"
    echo "[$(grep -nxF "$reason" "$work/reasons" | cut -d: -f1)]"
  else
    echo passes
  fi
}

# Writes what came: as the case's output, or as that of a backend that differs from eBPF, or of an architecture that differs from amd64.
bless() {
  local common=$here/cases/$2.out own=$here/cases/$2.$3.$architecture.out
  if [ "$architecture" != amd64 ]; then
    [ ! -e "$here/cases/$2.$3.out" ] || common=$here/cases/$2.$3.out
    if cmp -s "$1" "$common"; then rm -f "$own"; else cp "$1" "$own"; fi
    return
  fi
  if [ "$3" = ebpf ]; then cp "$1" "$common"; fi
  if cmp -s "$1" "$common"; then rm -f "$here/cases/$2.$3.out"; else cp "$1" "$here/cases/$2.$3.out"; fi
}

# Prints it, with the reasons below.
table() {
  local name release
  if [ ${#releases[@]} -gt 0 ]; then
    printf '| case |'; printf ' %s |' "${releases[@]}"; echo
    printf '|---|'; printf -- '---|%.0s' "${releases[@]}"; echo
    for name in $(cases); do
      printf '| %s |' "$name"
      for release in "${releases[@]}"; do printf ' %s |' "${cells[$release/$name]}"; done
      echo
    done
    echo
  fi
  awk '{ printf "- [%d] %s\n", NR, $0 }' "$work/reasons"
  sed 's/^/kernels: /' "$work/skipped"
}

# Puts the table into the page, between its marks.
write_table() {
  sed -i -e '/^<!-- table -->$/,/^<!-- end -->$/ { /^<!--/!d }' -e "/^<!-- table -->\$/r $work/table" $here/README.md
}
