# Time, and what the tracer is asked to do at its end.
sigscript -c 'sleep 0.5' -e 'global n
  probe timer.ms(50) { n++ }
  probe end { println(n >= 5) }'
