// Terminals.

// The terminal of the current process, `pts/3` or `tty1`; empty without one.
function tty_name:string()
{
  return @cast(task_current(), "task_struct")->signal->tty
    ? _tty_word(@cast(task_current(), "task_struct")->signal->tty->name) : ""
}

// The kernel writes `pts3` where everybody else writes `pts/3`.
function _tty_word:string(name:string)
{
  return isinstr(name, "pts") == 1 && !isinstr(name, "/") ? "pts/" . substr(name, 3, strlen(name)) : name
}
