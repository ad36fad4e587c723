function f:long() %{ STAP_RETURN(1); %}
probe begin { println(f()) }
