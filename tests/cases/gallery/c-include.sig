#include <stdio.h>
probe begin { println("x") }
