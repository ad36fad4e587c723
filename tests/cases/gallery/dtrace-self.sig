probe begin { self->x = 1 }
