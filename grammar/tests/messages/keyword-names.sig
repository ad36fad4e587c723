probe begin { next = 5 }
function delete() { }
global limit
probe begin { foreach (in in a) { } }
