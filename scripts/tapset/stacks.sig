// Stacks and symbols, after SystemTap's context tapsets. Stacks are texts of hexadecimal addresses, innermost first.
//
// Symbols of a process come from the files that it has mapped. Of one that had ended before its first event was handled only
// the program's own are known, other addresses stay bare. Without frame pointers the stack of a process ends early.

// The symbol at an address of the current process, or the address itself in hexadecimal: "main".
function usymname:string(addr:long) { return __usymname(pid(), __memory(), current_exe_file(), __code(), __code_end(), addr) }

// The same with offset, size and file: "main+0x1d/0x2e [/usr/bin/foo]".
function usymdata:string(addr:long) { return __usymdata(pid(), __memory(), current_exe_file(), __code(), __code_end(), addr) }

// The name of the file mapped at an address of the current process, without its folder. An error where there is none.
function umodname:string(addr:long) { return __umodname(pid(), __memory(), current_exe_file(), __code(), __code_end(), addr) }

// The kernel's stack with the names of functions, one line each.
function print_backtrace() { print_stack(__event_stack(backtrace())) }

// The same as text: the functions with offsets and modules.
function sprint_backtrace:string() { return sprint_stack(__event_stack(backtrace())) }

// The current process's stack with the names of functions, one line each.
function print_ubacktrace() { print_ustack(ubacktrace()) }

// The same as text: the functions with offsets and files.
function sprint_ubacktrace:string() { return sprint_ustack(ubacktrace()) }

// The current process's stack, only the functions with offsets.
function print_ubacktrace_brief() { ustack = __ustack(pid(), __memory(), current_exe_file(), __code(), __code_end(), ubacktrace(), 3)  print(ustack) }

// A stack of the kernel with the names of functions, one line each.
function print_stack(stk:string) { stack = __stack(stk, 0)  print(stack) }

// The same as text: the functions with offsets and modules.
function sprint_stack:string(stk:string) { return __stack(stk, 2) }

// A stack of the current process with the names of functions, one line each.
function print_ustack(stk:string) { ustack = __ustack(pid(), __memory(), current_exe_file(), __code(), __code_end(), stk, 0)  print(ustack) }

// The same as text: the functions with offsets and files.
function sprint_ustack:string(stk:string) { return __ustack(pid(), __memory(), current_exe_file(), __code(), __code_end(), stk, 2) }

// Addresses of the kernel with their `symdata()`, one line each.
function print_syms(callers:string) { print_stack(callers) }

// The same as text.
function sprint_syms:string(callers:string) { return __stack(callers, 1) }

// Addresses of the current process with their `usymdata()`, one line each.
function print_usyms(callers:string) { print_ustack(callers) }

// The same as text.
function sprint_usyms:string(callers:string) { return __ustack(pid(), __memory(), current_exe_file(), __code(), __code_end(), callers, 1) }

// The address at level `n` of the kernel's stack; 0 is where the event happened, 1 its caller.
function stack:long(n:long) { return __address(__event_stack(backtrace()), n) }

// The address at level `n` of the current process's stack.
function ustack:long(n:long) { return __address(ubacktrace(), n) }

// The kernel's stack down to level `n`; all of it for -1.
function callers:string(n:long) { return __addresses(__event_stack(backtrace()), n) }

// The current process's stack down to level `n`; all of it for -1.
function ucallers:string(n:long) { return __addresses(ubacktrace(), n) }

// The address in the kernel where the event happened.
function addr:long() { return stack(0) }

// The address in the current process where the event happened, or where it went into the kernel.
function uaddr:long() { return ustack(0) }

// The function of the kernel in which the event happened.
function probefunc:string() { return symname(addr()) }

// The address to which that function returns.
function caller_addr:long() { return stack(1) }

// The function to which that function returns, and the address there.
function caller:string() { return sprintf("%s 0x%x", symname(caller_addr()), caller_addr()) }

// The function in the concrete probe point; empty where none is named there.
function ppfunc:string()
{
  start = strpos(pp(), "function(\"")
  if (start < 0) return ""
  name = substr(pp(), start + 10, strlen(pp()))
  file = strpos(name, "@")
  return substr(name, 0, file < 0 ? strpos(name, "\"") : file)
}
