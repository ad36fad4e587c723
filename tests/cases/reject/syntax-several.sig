probe begin { x = = 1 }
probe end { y = ) }
