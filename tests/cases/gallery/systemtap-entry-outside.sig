probe signal.send { println(@entry(pid())) }
