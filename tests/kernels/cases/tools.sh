# Every shipped tool: it starts, watches a command and ends, or tells why it cannot.
for script in "$SCRIPTS"/*.sig; do
  case ${script##*/} in
    signal_sender.sig) set -- 9 1 ;;
    syslatency.sig) set -- read ;;
    who_killed.sig) set -- 1 ;;
    *) set -- ;;
  esac
  sigscript -c 'cat /dev/null; kill -CONT $$' "$script" "$@" > printed 2> errors
  echo "${script##*/}: status $?"
  grep '^error' errors | sort -u
done
