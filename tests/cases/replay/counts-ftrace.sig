# How often each event was recorded.
global count
probe kernel.tracepoint("*:*") { count[pp()]++ }
probe end { foreach (event+ in count) printf("%s %d\n", event, count[event]) }
