probe timer.s(x) { }
probe timer.s( { }
probe .begin { }
probe begin. { }
probe begin end { }
probe
