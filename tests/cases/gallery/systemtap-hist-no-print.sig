global x
probe signal.send { x <<< sig }
probe end { @hist_log(x) }
