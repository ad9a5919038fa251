//! Arguments in, exit status out: nothing else.
fn main() {
    let args: Vec<_> = std::env::args_os().skip(1).collect();
    let volumes = outcrop::source::volume::parse(&args).unwrap();
    let mut o = outcrop::scan::Options::new(volumes);
    if let Ok(s) = std::env::var("SPLIT") { o.split_size = s.parse().unwrap(); }
    if let Ok(s) = std::env::var("THREADS") { o.threads = Some(s.parse().unwrap()); }
    let r = outcrop::scan::scan(&o, &outcrop::scan::Meter::new()).unwrap();
    println!("{}", serde_json::to_string_pretty(&r).unwrap());
}
