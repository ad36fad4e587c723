// Each file has its own `price`, `sold` and `label`.
private global price = 100
private function label() { return "mine" }
probe begin(1) {
  println(sell_apples(2))
  println(sell_pears(2))
  println(sell_pears(1))
  println(price, " ", label(), " ", apples_sold(), " ", pears_sold())
  sold = 7
  println(sold)
  exit()
}
