global n
function f() { return n }
