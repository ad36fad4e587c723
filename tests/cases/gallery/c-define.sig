#define LIMIT 10
probe begin { println(LIMIT) }
