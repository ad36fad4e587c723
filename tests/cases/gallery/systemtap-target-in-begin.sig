probe begin { println($task) }
