// Apples: what is private here has other values in the file of pears.
private global price = 3, sold
private function label() { return "apple" }

// Sells so many apples.
function sell_apples(count) { sold += count; return sprintf("%d %s: %d", count, label(), count * price) }

// How many were sold.
function apples_sold() { return sold }

/* probe shop.apples - a day in the shop */
probe shop.apples = begin { price = price + 1; day = label() }
