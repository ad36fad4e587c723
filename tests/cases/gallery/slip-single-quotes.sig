probe begin { println('hello') }
