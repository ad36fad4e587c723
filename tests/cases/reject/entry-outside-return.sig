probe kernel.syscall { println(@entry($arg1)) }
probe begin { println(@defined(@entry(1))) println(@entry(1)) }
function late() { return @entry(2) }
probe end { println(late()) }
