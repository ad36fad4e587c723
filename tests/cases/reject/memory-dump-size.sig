probe kernel.trace("signal_generate") {
  n = 4
  printf("%.*m %.8192m %.0m\n", n++, $task, $task, $task)
}
