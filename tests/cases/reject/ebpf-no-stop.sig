probe process.signal { println($sig) }
