x = 5
probe begin { }
fucntion f() { }
probe begin { }
}
probe begin { }
else
