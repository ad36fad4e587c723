probe end { }
