# What a command does, recorded and replayed: alone, then while a script prints it. It is always the ftrace backend.
command='sh -c "kill -URG \$\$; (kill -URG \$PPID); true"'
script='probe signal.send { if (sig == 23) println(execname(), " ", sig_name, " ", pid() == sig_pid, " ", pid() == tid()) }'
/bin/sigscript --record trace.dat -l signal.send -c "$command" 2>&1 | sed 's/ [0-9]* events/ N events/'
/bin/sigscript --replay trace.dat -e "$script"
/bin/sigscript --record trace.dat -e "$script" -c "$command"
/bin/sigscript --replay trace.dat -e "$script"
ls -A
