// Declared types of parameters and results.
function a:long(t:string) { return strlen(t) }
function b:string(n:long, t) { return sprintf("%d", n) . t }
function c:string() { }
function d:long(n) { if (n > 1) return n }
probe begin { println(a("four"), b(5, "six"), "[", c(), "]", d(2), d(1))  exit() }
