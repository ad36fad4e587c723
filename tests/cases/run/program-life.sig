// Four steps of a glider in the game of life.
global alive, around, born
probe begin
{
  alive[1, 0] = 1  alive[2, 1] = 1  alive[0, 2] = 1  alive[1, 2] = 1  alive[2, 2] = 1
  for (step = 0; step < 4; step++) {
    foreach ([x, y] in alive) for (dx = -1; dx <= 1; dx++) for (dy = -1; dy <= 1; dy++) if (dx || dy) around[x + dx, y + dy]++
    foreach ([x, y] in around) if (around[x, y] == 3 || around[x, y] == 2 && [x, y] in alive) born[x, y] = 1
    delete alive
    foreach ([x, y] in born) alive[x, y] = 1
    delete born
    delete around
  }
  for (y = 0; y < 5; y++) { for (x = 0; x < 5; x++) print([x, y] in alive ? "#" : ".")  println() }
  exit()
}
