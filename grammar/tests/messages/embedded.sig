%{ #include <linux/sched.h> %}
function f:long(x:long) %{ STAP_RETVALUE = 1; %}
probe begin { %{ x(); %} }
probe begin { println(%{ 1 %}) }
