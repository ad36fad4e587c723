probe begin { struct task_struct *t = $task println(t) }
