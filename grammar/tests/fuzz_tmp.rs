use sigscript_grammar::*;
#[test]
fn fuzz() {
    let mut texts: Vec<String> = vec![];
    for d in ["run", "reject/parse", "reject/check"] {
        for e in std::fs::read_dir(format!("/work/shared/conformance/{d}")).unwrap() {
            let p = e.unwrap().path();
            if p.extension().is_some_and(|x| x == "sig") { texts.push(std::fs::read_to_string(p).unwrap()); }
        }
    }
    texts.push(include_str!("printed/everything.sig").into());
    let mut seed = 987654321u64;
    let mut rnd = move || { seed ^= seed << 13; seed ^= seed >> 7; seed ^= seed << 17; seed as usize };
    let bits = ["%(", "%)", "%?", "%:", "@define x %( ", "\"", "{", "}", "(", ")", "$1", "@1", "ö", "/*", "*/", "#", "\n", "@hist_log(x)", "in", " =~ ", "[*]", "%{", "%}", "?", ":", "'", "\\", "probe ", "@", "$", "->", "if", "0x", "\0", "a.{b,c}"];
    let env = Environment { arguments: vec!["a b".into(), "@2".into()], ..Default::default() };
    let mut worst = (std::time::Duration::ZERO, String::new());
    let (mut ok, mut rt) = (0, 0);
    for round in 0..60000 {
        let t = &texts[rnd() % texts.len()];
        let mut c: Vec<char> = t.chars().collect();
        for _ in 0..1 + rnd() % 4 {
            let at = rnd() % c.len();
            match rnd() % 4 {
                0 => { c.remove(at); if c.is_empty() { c.push(' ') } }
                1 => { for x in bits[rnd() % bits.len()].chars().rev() { c.insert(at, x) } }
                2 => { let o = rnd() % c.len(); c.swap(at, o) }
                _ => { let n = (rnd() % 20).min(c.len() - at); let p: Vec<char> = c[at..at + n].to_vec(); let to = rnd() % c.len(); for x in p.into_iter().rev() { c.insert(to, x) } }
            }
        }
        let s: String = c.into_iter().collect();
        let mut sources = Sources::new();
        let f = sources.add("x", s.as_str());
        let start = std::time::Instant::now();
        let r = parse(&sources, f, &env);
        let _ = definitions(&s);
        if start.elapsed() > worst.0 { worst = (start.elapsed(), s.clone()); }
        match r {
            Ok(p) => { ok += 1; let text = p.script.to_string();
                if !p.script.functions.is_empty() || !p.script.probes.is_empty() || !p.script.globals.is_empty() || !p.script.aliases.is_empty() {
                let mut sources = Sources::new(); let f = sources.add("y", text.as_str());
                let again = parse(&sources, f, &env).unwrap_or_else(|e| panic!("round {round}\n{s}\n=====\n{text}\n{e:#?}"));
                assert_eq!(again.script.to_string(), text, "{s}"); rt += 1;
                let strip = |s: &syntax::Script| { let t = format!("{s:?}"); let mut o = String::new(); for (i, p) in t.split("Span {").enumerate() { if i == 0 { o += p } else { o += p.split_once('}').unwrap().1 } } o };
                assert_eq!(strip(&p.script), strip(&again.script), "{s}\n====\n{text}"); } }
            Err(e) => { for d in e.diagnostics { for l in d.labels { assert!(s.get(l.span.start as usize..l.span.end as usize).is_some(), "{s}\n{} {:?}", d.message, l.span); let _ = sources.position(l.span); } } }
        }
    }
    println!("ok {ok} roundtrip {rt} worst {:?}\n{}", worst.0, worst.1);
}
