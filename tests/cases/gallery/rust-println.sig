probe begin { println!("x") }
