#!/usr/bin/env sigscript
# Every construct once; the printed text is the canonical form.
private global hidden = "a\tb\\c\"\001", another
global counts[1000], ring%[5], wrapped%, start = -5, big = 18446744073709551615
private one_more

# Adds two numbers.
#
#   indented
function add:long (a:long, b) :2 { return a + b }

/*
 * A block comment
 * as documentation.
 */
private function say (text:string) { println(text) return; }

// An alias.
probe my.alias = kernel.trace("signal_generate") !, my.other(-1).{a,b}.**.end? { sig = $sig }, { println(sig) }
probe an.epilogue += begin { exit() }
probe one = two = begin(-5) { }

probe begin, timer.{s(1),ms(500)} if (counts[1] > 2), syscall.{open,close}*.return
{
  if (a) b else if (c) { d } else e
  if (a) if (b) c else d
  if (a) { if (b) c } else d
  while (x < 10) x++
  for (;;) break
  for (i = 0; i < 5; i++) { continue; }
  foreach (k in counts) delete counts[k]
  foreach (v = [a+, b] in ring[1, *] limit 5 + 5) ;
  foreach (v- = k in ring) next
  foreach (k in counts @avg -) println(@avg(counts[k]))
  foreach (k in counts- limit 3) { }
  foreach (b in @hist_linear(s, -5, 10, 1)) println(@hist_linear(s, -5, 10, 1)[b])
  try { error("x") } catch (m) { println(m) }
  try { } catch { }
  delete counts
  delete ring[*, "x"]
  ;;
  a; -b
  a; (b)
  a; ++b
  "a"; "b"
  a = b = c ? d : e ? f : g
  (a = b) + 1
  (a ? b : c) ? d : (e = f)
  x = (1 + 2) * 3 - (4 - 5) - 6 % (7 / 8)
  x = a || b && c | d ^ e & f == g << h . i + j * k
  x = !(a in counts) && ([a, b] in ring) || (a in counts) == 0
  x = "a" . "b" =~ "^a" && !(s !~ "b+")
  x = - -a + -(-b) - +c + ~d + !e
  x = -(a++) + (-a)++ + ++a[1] - --b
  s <<< 5
  t .= "x" . sprintf("%s", "y")
  y = $task->signal->shared_pending[i + 1]->next$$ . $$parms$ . $$vars
  y = &$task->comm + @cast(p, "struct task_struct", "kernel")->pid + @var("jiffies@kernel/time.c")
  y = &@cast(p, "type")[3]
  y = @defined($x) ? @choose_defined($x, 1) : @entry(gettimeofday_ns())
  y = @count(s) + @variance(s, 2) + @sum(counts["a", 1])
  print(@hist_log(s))
  print_char(65)
  printf("%5d %-*s\n", 1, 2, "x" /* between */ "y")
  printd(",", 1, 2) printdln(" ", "a", "b") println()
  z = sprint("ö", "\377") . sprintln(1)
  z = 0xffffffffffffffff - 010
  z = f() . g(1, "2")
}
