import os
probe begin { println("x") }
