function run() { system("echo no") }
probe begin { run() exit() }
