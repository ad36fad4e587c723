# What is taken where no backend is asked for: eBPF, whose prebuilt collector this kernel's verifier accepts.
/bin/sigscript -v -c true -e 'probe signal.send { if (sig == 64) println(pid()) }' 2>&1 | grep '^backend'
