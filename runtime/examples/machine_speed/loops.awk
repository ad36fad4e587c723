# The loops of loops.rs in gawk: milliseconds of one run each.
@load "time"

function report(name, start) { printf "%-28s\t%7.1f\n", name, (gettimeofday() - start) * 1000 }
function f(n) { return n + 1 }
function additions(    i, s) { while (i < 10000000) { i = i + 1; s = s + i } }
function calls(    i) { while (i < 10000000) { i = i + 1; f(i) } }
function prints(    i) { while (i < 10000000) { i = i + 1; printf "n %d\n", i > "/dev/null" } }
function numbers(    i, k) { while (i < 5000000) { i = i + 1; k = i % 1000; a[k]++ } }
function strings(    i, k) { while (i < 5000000) { i = i + 1; k = names[i % 1000]; b[k]++ } }
function mixed(    i, k) { while (i < 5000000) { i = i + 1; k = i % 1000; c[k, names[k]]++ } }
function formats(    i, t) { while (i < 2000000) { i = i + 1; t = sprintf("%s %d", "test_sender", i) } }
function joins(    i, t) { while (i < 2000000) { i = i + 1; t = names[i % 1000] " and more of it" } }
function deletes(    i) { while (i < 1000000) { i = i + 1; d[i] = i; delete d[i - 100] } }
function sorts(    k, s) { PROCINFO["sorted_in"] = "@val_num_desc"; for (k in e) s += k }

BEGIN {
  for (k = 0; k < 1000; k++) names[k] = "name " k
  for (i = 1; i <= 1000000; i++) e[i] = i * 7368787 % 1000003
  t = gettimeofday(); additions(); report("10M additions", t)
  t = gettimeofday(); while (g < 10000000) { g = g + 1; sum = sum + g }; report("10M additions to a global", t)
  t = gettimeofday(); calls(); report("10M calls of a function", t)
  t = gettimeofday(); prints(); report("10M printf(\"n %d\\n\", i)", t)
  t = gettimeofday(); numbers(); report("5M a[number]++", t)
  t = gettimeofday(); strings(); report("5M a[string]++", t)
  t = gettimeofday(); mixed(); report("5M a[number, string]++", t)
  t = gettimeofday(); formats(); report("2M sprintf(\"%s %d\", s, i)", t)
  t = gettimeofday(); joins(); report("2M concatenations", t)
  t = gettimeofday(); deletes(); report("1M made and deleted", t)
  t = gettimeofday(); sorts(); report("1M elements sorted, walked", t)
}
