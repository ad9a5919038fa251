//! Newline-delimited JSON. A column named `shipping.city` becomes a member of
//! the object `shipping`; columns of one object stand side by side.

/// What JSON has for a byte that may not stand in a string as it is (RFC 8259,
/// section 7). The data here has no other control characters.
pub fn escape(byte: u8) -> Option<&'static [u8]> {
    Some(match byte {
        b'"' => b"\\\"",
        b'\\' => b"\\\\",
        b'\n' => b"\\n",
        b'\r' => b"\\r",
        b'\t' => b"\\t",
        _ => return None,
    })
}

/// What stands before each cell: braces, names, commas; and the row's end.
pub fn leads(names: &[&str]) -> (Vec<Vec<u8>>, Vec<u8>) {
    let mut leads = Vec::with_capacity(names.len());
    let mut open = "";
    for (n, name) in names.iter().enumerate() {
        let (group, leaf) = name.rsplit_once('.').unwrap_or(("", name));
        let mut lead = String::new();
        if group != open && !open.is_empty() {
            lead.push('}');
        }
        lead.push(if n == 0 { '{' } else { ',' });
        if group != open && !group.is_empty() {
            lead.push_str(&["\"", group, "\":{"].concat());
        }
        if group == open && n == 0 && !group.is_empty() {
            lead.push('{');
        }
        lead.push_str(&["\"", leaf, "\":"].concat());
        open = group;
        leads.push(lead.into_bytes());
    }
    let end: &[u8] = if open.is_empty() { b"}\n" } else { b"}}\n" };
    (leads, end.to_vec())
}
