# What a tracer may still do when it traces: as root, the capability to read its maps at the most; nothing new comes by a program that it starts.
sigscript -c 'grep -E "^(CapPrm|CapEff|NoNewPrivs)" /proc/$PPID/status' -e 'probe signal.send { if (sig == 64) println(pid()) }'
