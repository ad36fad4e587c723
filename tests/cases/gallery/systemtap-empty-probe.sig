probe begin { }
