// An array whose place and length the record tells.
probe kernel.tracepoint("ipi:ipi_send_cpumask") { println($$parms, " ", $cpumask$, " ", $cpumask[0]) }
