// What surrounds a handler, after SystemTap's context tapset. No point is a function's, so what only functions have is not there.

// 0: no point is the return of a function, and system calls do not count as one.
function is_return:long() { return 0 }

// 0: no point brings the registers of the processor.
function registers_valid:long() { return 0 }

// 0: every point lies in the kernel.
function user_mode:long() { return 0 }

// The number of the current processor, by its older name.
function cpuid:long() { return cpu() }

// -1: the session is not run from another machine.
function remote_id:long() { return -1 }

// Empty: the session is not run from another machine.
function remote_uri:string() { return "" }

// A name that no other running session has.
function module_name:string() { return sprintf("sigscript_%d", stp_pid()) }

// The current process's arguments from number `n` to `m` (-1: to the last), 0 being the program, with `delimiter` between; of long
// command lines, the first 4096 bytes are looked at.
function cmdline_args:string(n:long, m:long, delimiter:string)
{
  return @cast(task_current(), "task_struct")->mm
    ? __arguments(_user_bytes(@cast(task_current(), "task_struct")->mm->arg_start, 4096),
                  @cast(task_current(), "task_struct")->mm->arg_end - @cast(task_current(), "task_struct")->mm->arg_start,
                  n, m, delimiter)
    : ""
}

// Argument number `n` of the current process, 0 being the program; empty where there is none.
function cmdline_arg:string(n:long) { return cmdline_args(n, n, "") }

// The value of a variable in the environment that the current process was started with; empty where there is none in the first 4096
// bytes.
function env_var:string(name:string)
{
  return @cast(task_current(), "task_struct")->mm
    ? __environment_value(_user_bytes(@cast(task_current(), "task_struct")->mm->env_start, 4096),
                          @cast(task_current(), "task_struct")->mm->env_end - @cast(task_current(), "task_struct")->mm->env_start, name)
    : ""
}
