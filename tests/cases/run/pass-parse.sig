// -p 1 prints the tree, and runs nothing.
global n
probe begin { if (1 + 2 * 3 > n) println("x") else exit() }
