// Counting alone is no reading.
global hits
probe begin { hits++; ++hits; hits += 3; exit() }
