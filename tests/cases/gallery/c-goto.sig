probe begin { again: println("x") goto again }
