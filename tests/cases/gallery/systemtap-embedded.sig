%{ #include <linux/sched.h> %}
probe begin { println("x") }
