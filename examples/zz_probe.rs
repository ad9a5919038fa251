use outcrop::detect::lexical::Lexicon;
use std::io::*;
fn main(){ let t=std::time::Instant::now(); let l=Lexicon::shared(); eprintln!("load {:?}",t.elapsed());
 let names=["Given","Family","FullName","Honorific","City","Region","Country","Street","Address","Postcode","Org","CommonWords","Gender","CardBrand","Enumeration","Calendar"];
 let mode=std::env::args().nth(1).unwrap_or_default();
 let mut b=Vec::new(); stdin().read_to_end(&mut b).unwrap();
 let vals:Vec<&[u8]>=b.split(|c|*c==b'\n').filter(|v|!v.is_empty()).collect();
 if mode=="bench"{ for _ in 0..3{ let t=std::time::Instant::now(); let mut s=0u64; let n=2_000_000/vals.len().max(1)+1; for _ in 0..n { for v in &vals { s+=l.classify(v) as u64; } } println!("{} values {:.0} ns/value {s}",vals.len(), t.elapsed().as_nanos() as f64/(n*vals.len()) as f64);} return;}
 if mode=="show"{ for v in &vals { let s=l.classify(v); let c:Vec<_>=(0..16).filter(|i|s>>i&1==1).map(|i|names[i]).collect(); println!("{}\t{}",String::from_utf8_lossy(v),c.join("|")); } return; }
 let mut n=[0usize;16]; let mut any=0; for v in &vals { let s=l.classify(v); for i in 0..16 { n[i]+=(s>>i&1) as usize;} if s&7!=0 {any+=1} }
 print!("n={} name={}% ",vals.len(), any*100/vals.len().max(1)); for i in 0..16 { if n[i]>0 { print!("{}={}% ",names[i],n[i]*100/vals.len()); } } println!();
}
