// Signals as the stops of a traced process show them: `signal.send` and `signal.handle` of the ptrace backend.

// The current process is the sender, where a process sent it; else the receiver.
probe _signal_send_stop = process.signal
{
  name = "signal_generate"
  sig = $sig
  sig_name = sig_name(sig)
  sig_pid = $receiver
  sig_tid = $receiver_tid
  sig_uid = $receiver_uid
  sig_ppid = $receiver_ppid
  pid_name = _proc_name($receiver_tid)
  sender_tid = tid()
  sender_uid = uid()
  sender_ppid = ppid()
  sender_exe = _proc_exe(pid())
  sender_cmdline = _proc_cmdline(pid())
  sender_ancestry = sprintf("%s(%d)%s", execname(), pid(), _proc_lineage(pid()))
  sender_cgroup = _proc_cgroup(pid())
  sender_container = _container_of(_proc_cgroup(pid()))
  sender_tty = _proc_tty(pid())
  receiver_exe = _proc_exe($receiver)
  receiver_cmdline = _proc_cmdline($receiver)
  receiver_ancestry = sprintf("%s(%d)%s", _proc_name($receiver), $receiver, _proc_lineage($receiver))
  receiver_cgroup = _proc_cgroup($receiver)
  receiver_container = _container_of(_proc_cgroup($receiver))
  receiver_tty = _proc_tty($receiver)
  si_code = _signal_si_code($code == 128)
  code = $code
  code_name = _signal_code_name($sig, $code)
  si_value = $value
  origin = _signal_origin_stop($sig, $code, $pid == $receiver)
  origin_text =
      origin == "user" ? sprintf("sent by %s(%d)", execname(), pid())
    : origin == "terminal" ? _signal_terminal($sig, str_replace(_proc_tty($receiver), "/", ""))
    : origin == "fault" ? sprintf("fault at 0x%x", $address)
    : origin == "child" ? _signal_child($pid, $code, $status)
    : origin == "timer" ? "timer of the process itself"
    : _signal_origin_words(origin)
}

// The current process is the receiver.
probe _signal_handle_stop = process.delivery
{
  name = "signal_deliver"
  sig = $sig
  sig_name = sig_name(sig)
  sig_code = $code
  code = $code
  code_name = _signal_code_name($sig, $code)
  si_pid = $pid
  si_uid = $uid
}

// The origin that a siginfo tells: without one, a process's own broken pipe or file too large is made out to be sent by itself.
function _signal_origin_stop:string(sig:long, code:long, self:long)
{
  return code == 0 && self && (sig == 13 || sig == 25) ? _signal_origin_plain(sig, self)
       : code == 128 && !(sig == 11 || sig == 7 || sig == 8 || sig == 4 || sig == 5) ? _signal_origin_kernel(sig, self, -1)
       : _signal_origin_info(sig, code)
}
