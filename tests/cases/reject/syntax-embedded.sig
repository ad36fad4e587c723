%{ #include <linux/sched.h> %}
probe begin { exit() }
