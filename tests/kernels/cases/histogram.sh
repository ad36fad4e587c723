# Statistics and a histogram, kept where the events happen.
sigscript -c 'i=0; while [ $i -lt 300 ]; do kill -URG $$; [ $((i % 3)) != 0 ] || kill -CONT $$; i=$((i+1)); done' -e '
  global numbers
  probe signal.send { if ((sig == 18 || sig == 23) && sig_pid == target()) numbers[pid_name] <<< sig }
  probe end {
    foreach (who in numbers) {
      printf("%s: %d signals, sum %d, from %d to %d\n", who, @count(numbers[who]), @sum(numbers[who]), @min(numbers[who]), @max(numbers[who]))
      print(@hist_linear(numbers[who], 16, 24, 2))
    }
  }'
