probe begin { println(`x`) }
