global x
probe signal.send { x <<< sig }
probe end { printf("%s\n", @hist_log(x)) }
