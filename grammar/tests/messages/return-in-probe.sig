probe begin { return }
probe begin { return 5 }
function f() { return 5 }
