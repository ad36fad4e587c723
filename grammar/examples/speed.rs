use sigscript_grammar::*;
fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut sources = Sources::new();
        let n = text.len();
        let file = sources.add(path.clone(), text);
        let env = Environment::default();
        let mut best = f64::MAX;
        for _ in 0..50 {
            let t = std::time::Instant::now();
            let r = parse(&sources, file, &env);
            assert!(r.is_ok(), "{r:?}");
            best = best.min(t.elapsed().as_secs_f64());
        }
        println!(
            "{path} {n} bytes best {:.3} ms = {:.3} ms/10KB",
            best * 1e3,
            best * 1e3 * 10000.0 / n as f64
        );
    }
}
