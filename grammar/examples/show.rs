use sigscript_grammar::*;
fn main() {
    for path in std::env::args().skip(1) {
        let mut sources = Sources::new();
        let text = std::fs::read_to_string(&path).unwrap();
        let file = sources.add(path.clone(), text);
        let t = std::time::Instant::now();
        let r = parse(&sources, file, &Environment::default());
        let t = t.elapsed();
        println!("== {path} {t:?}");
        match r {
            Ok(p) => println!("{}", p.script),
            Err(f) => {
                for d in f.diagnostics {
                    let (l, c) = sources.position(d.labels[0].span);
                    println!(
                        "{l}:{c}: {} [{}]{}",
                        d.message,
                        sources.snippet(d.labels[0].span),
                        if f.incomplete { " (incomplete)" } else { "" }
                    );
                    for l in &d.labels {
                        if !l.message.is_empty() {
                            println!("    [{}] {}", sources.snippet(l.span), l.message)
                        }
                    }
                    for h in d.help {
                        println!("    help: {h}")
                    }
                }
            }
        }
    }
}
