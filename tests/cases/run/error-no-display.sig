// Nothing is displayed after an error.
global n
probe begin { n = 1  error("stop") }
