// What end probes write is shown too; a negative number and an empty text.
global late, text = "was", number
probe begin { exit() }
probe end { late = 1  text = ""  number = -3 }
