//! Paths: the place of a value in its record, as a small number.
//!
//! A table's paths are a tree of nodes. A reader steps from a node to its child once a key; keys mostly come in the
//! order of the record before, so that the child is found by one comparison and no text is built or hashed.

use std::collections::HashMap;

use crate::model::ColumnKey;

/// The node of the record itself.
pub(crate) const ROOT: u32 = 0;
/// How many nodes a table's keys may make. Beyond it keys become `*`.
const MAX_NODES: usize = 20_000;
/// How many different keys one object may have before further ones become `*`.
const MAX_CHILDREN: usize = 1_000;
/// How deep, and how long in bytes, a path may become before what lies below is counted as its own.
const MAX_LEVELS: u16 = 64;
const MAX_PATH: usize = 512;
/// How many columns of a row are told apart by position.
const MAX_ORDINALS: u32 = 4_096;
/// Above this many children a node keeps an index.
const INDEXED: usize = 16;
const NONE: u32 = u32::MAX;

struct Node {
    key: ColumnKey,
    own: Box<[u8]>,
    level: u16,
    star: bool,
    children: Vec<u32>,
    index: HashMap<Box<[u8]>, u32>,
    items: u32,
    others: u32,
    keys: u32,
}

/// The paths of one table.
pub(crate) struct Paths {
    nodes: Vec<Node>,
    ordinals: Vec<u32>,
}

impl Paths {
    /// Paths that begin with `prefix`: empty for a table's own, `column!` for a document in a value.
    pub(crate) fn new(prefix: &[u8]) -> Self {
        let mut paths = Self { nodes: Vec::new(), ordinals: Vec::new() };
        paths.add(ColumnKey::Name(prefix.into()), b"", 0, false);
        paths
    }

    /// What the column of this node is called.
    pub(crate) fn key(&self, node: u32) -> &ColumnKey {
        &self.nodes[node as usize].key
    }

    /// The path of this node.
    pub(crate) fn path(&self, node: u32) -> &[u8] {
        match &self.nodes[node as usize].key {
            ColumnKey::Name(path) => path,
            ColumnKey::Ordinal(_) => b"",
        }
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether this node stands for keys that are values.
    pub(crate) fn is_star(&self, node: u32) -> bool {
        self.nodes[node as usize].star
    }

    /// The member `key` of an object. `turn` is the object's place in the order of its children. The second answer says
    /// that the key is a value itself and must be examined as one.
    pub(crate) fn child(&mut self, parent: u32, key: &[u8], turn: &mut u32) -> (u32, bool) {
        let node = &self.nodes[parent as usize];
        if let Some(&next) = node.children.get(*turn as usize)
            && *self.nodes[next as usize].own == *key
        {
            *turn += 1;
            return (next, false);
        }
        self.find(parent, key, turn)
    }

    fn find(&mut self, parent: u32, key: &[u8], turn: &mut u32) -> (u32, bool) {
        if parent != ROOT && is_wrapper(key) {
            return (parent, false);
        }
        let node = &self.nodes[parent as usize];
        let place = if node.children.len() > INDEXED {
            node.index.get(key).copied()
        } else {
            let own = |&&c: &&u32| *self.nodes[c as usize].own == *key;
            node.children.iter().find(own).and_then(|c| node.children.iter().position(|x| x == c)).map(|n| n as u32)
        };
        if let Some(place) = place
            && let Some(&child) = node.children.get(place as usize)
        {
            *turn = place + 1;
            return (child, false);
        }
        let full = self.nodes.len() >= MAX_NODES || node.children.len() >= MAX_CHILDREN;
        if full || !is_name(key) {
            return (self.star(parent), true);
        }
        match self.below(parent, ".", key, false) {
            Some(child) => {
                self.adopt(parent, child, key);
                *turn = self.nodes[parent as usize].children.len() as u32;
                (child, false)
            }
            None => (parent, true),
        }
    }

    fn adopt(&mut self, parent: u32, child: u32, key: &[u8]) {
        let place = self.nodes[parent as usize].children.len() as u32;
        self.nodes[parent as usize].children.push(child);
        if place as usize == INDEXED {
            let all: Vec<(Box<[u8]>, u32)> =
                (0..).zip(&self.nodes[parent as usize].children).map(|(n, &c)| (self.nodes[c as usize].own.clone(), n)).collect();
            self.nodes[parent as usize].index.extend(all);
        } else if place as usize > INDEXED {
            self.nodes[parent as usize].index.insert(key.into(), place);
        }
    }

    /// The node of all keys of an object that are no names.
    pub(crate) fn star(&mut self, parent: u32) -> u32 {
        if self.nodes[parent as usize].others == NONE {
            let made = self.below(parent, ".", b"*", true).unwrap_or(parent);
            self.nodes[parent as usize].others = made;
        }
        self.nodes[parent as usize].others
    }

    /// The node of an array's elements.
    pub(crate) fn items(&mut self, parent: u32) -> u32 {
        if self.nodes[parent as usize].items == NONE {
            let made = self.below(parent, "", b"[]", false).unwrap_or(parent);
            self.nodes[parent as usize].items = made;
        }
        self.nodes[parent as usize].items
    }

    /// The column in which the keys that lead to `node` are examined: `<path>#key`.
    pub(crate) fn keys(&mut self, node: u32) -> u32 {
        if self.nodes[node as usize].keys == NONE {
            let path = [self.path(node), b"#key"].concat();
            let made = self.add(ColumnKey::Name(path.into()), b"", 0, true);
            self.nodes[node as usize].keys = made;
        }
        self.nodes[node as usize].keys
    }

    /// The n-th column of a row. Scalars in it are told by position, what lies deeper by `[n].path`.
    pub(crate) fn ordinal(&mut self, n: u32, scalar: bool) -> u32 {
        if n >= MAX_ORDINALS {
            return self.items(ROOT);
        }
        let slot = 2 * n as usize + usize::from(!scalar);
        if self.ordinals.len() <= slot {
            self.ordinals.resize(slot + 1, NONE);
        }
        if self.ordinals[slot] == NONE {
            let key = if scalar { ColumnKey::Ordinal(n) } else { ColumnKey::Name(format!("[{n}]").into_bytes().into()) };
            self.ordinals[slot] = self.add(key, b"", 1, false);
        }
        self.ordinals[slot]
    }

    fn below(&mut self, parent: u32, joint: &str, own: &[u8], star: bool) -> Option<u32> {
        let above = &self.nodes[parent as usize];
        let path = self.path(parent);
        let joint = if parent == ROOT { "" } else { joint };
        if above.level >= MAX_LEVELS || path.len() + own.len() >= MAX_PATH || self.nodes.len() >= 2 * MAX_NODES {
            return None;
        }
        let path = [path, joint.as_bytes(), own].concat();
        Some(self.add(ColumnKey::Name(path.into()), own, above.level + 1, star))
    }

    fn add(&mut self, key: ColumnKey, own: &[u8], level: u16, star: bool) -> u32 {
        self.nodes.push(Node {
            key,
            own: own.into(),
            level,
            star,
            children: Vec::new(),
            index: HashMap::new(),
            items: NONE,
            others: NONE,
            keys: NONE,
        });
        self.nodes.len() as u32 - 1
    }
}

/// Keys of MongoDB Extended JSON (v1 and v2) that only tell the type of the value they hold.
fn is_wrapper(key: &[u8]) -> bool {
    matches!(
        key,
        b"$oid"
            | b"$date"
            | b"$numberLong"
            | b"$numberInt"
            | b"$numberDouble"
            | b"$numberDecimal"
            | b"$uuid"
            | b"$binary"
            | b"$timestamp"
            | b"$symbol"
            | b"$code"
            | b"$regex"
            | b"$regularExpression"
    )
}

/// Whether a key names a field, rather than being a value: an id, an address, a date.
pub(crate) fn is_name(key: &[u8]) -> bool {
    let letters = key.iter().filter(|b| b.is_ascii_alphabetic() || **b >= 0x80).count();
    if key.len() > 64 || letters == 0 || key.iter().skip(1).any(|&b| b == b'@') {
        return false;
    }
    let hex = key.iter().filter(|b| b.is_ascii_hexdigit()).count();
    let dashes = key.iter().filter(|&&b| b == b'-').count();
    if key.len() >= 16 && hex + dashes == key.len() && hex > letters {
        return false;
    }
    let runs = key.split(|b| !b.is_ascii_digit()).filter(|run| !run.is_empty());
    // Push ids and tokens: long, and letters and digits take turns.
    !(key.len() >= 20 && runs.count() >= 3 && !key.contains(&b' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_values() {
        for name in ["email", "First Name", "@type", "address_line_2", "x", "naïve", "city-code", "decade", "v1"] {
            assert!(is_name(name.as_bytes()), "{name}");
        }
        for value in [
            "",
            "12345",
            "2024-01-02",
            "bob@example.com",
            "+1 555 010 0199",
            "-Kabc1DEf2ghIJk3lmNO",
            "550e8400-e29b-41d4-a716-446655440000",
            "507f1f77bcf86cd799439011",
            "10.0.0.1",
        ] {
            assert!(!is_name(value.as_bytes()), "{value}");
        }
        assert!(!is_name(&[b'a'; 65]));
    }

    #[test]
    fn the_same_path_is_the_same_node_in_any_order() {
        let mut paths = Paths::new(b"");
        let mut turn = 0;
        let a = paths.child(ROOT, b"address", &mut turn).0;
        let b = paths.child(ROOT, b"b", &mut turn).0;
        let street = paths.child(a, b"street", &mut 0).0;
        assert_eq!(paths.path(street), b"address.street");
        assert_eq!(paths.child(ROOT, b"b", &mut 0), (b, false));
        assert_eq!(paths.child(ROOT, b"address", &mut 2), (a, false));
        let items = paths.items(street);
        assert_eq!(paths.path(items), b"address.street[]");
        assert_eq!(paths.child(a, b"$oid", &mut 0), (a, false));
        let (star, is_value) = paths.child(a, b"12", &mut 0);
        let keys = paths.keys(star);
        assert!(is_value && paths.path(keys) == b"address.*#key");
    }

    #[test]
    fn many_keys_and_deep_paths_stay_bounded() {
        let mut paths = Paths::new(b"");
        for n in 0..50_000 {
            let (node, value) = paths.child(ROOT, format!("k{n}").as_bytes(), &mut 0);
            assert!(value == (n >= MAX_CHILDREN) && (!value || paths.path(node) == b"*"));
        }
        let mut node = ROOT;
        for _ in 0..100_000 {
            node = paths.child(node, b"deep", &mut 0).0;
            node = paths.items(node);
        }
        assert!(paths.len() < 2_000 && paths.path(node).len() <= MAX_PATH);
        assert_eq!(paths.child(ROOT, b"k17", &mut 0), (paths.child(ROOT, b"k17", &mut 17).0, false));
    }
}
