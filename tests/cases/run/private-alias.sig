// The alias changes the price of its own file, not the handler's.
probe shop.apples {
  price = 50
  println(price, " ", day)
  println(sell_apples(1))
  exit()
}
