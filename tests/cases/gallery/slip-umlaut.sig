probe begin { größe = 5 println(größe) }
