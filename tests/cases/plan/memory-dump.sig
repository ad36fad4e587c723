probe kernel.trace("signal_generate") {
  printf("%.5m %.*M %#.16M\n", &$task->comm, 4, $task, $info)
}
