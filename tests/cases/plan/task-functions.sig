// Functions that read through their parameter are read at the event.
function group(task) { return task_pid(task_parent(task)) }
probe signal.send { if (group(task) == 5) println(task_execname(task_parent(task)), task_nice(task)) }
