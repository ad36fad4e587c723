probe begin { delete 5 }
