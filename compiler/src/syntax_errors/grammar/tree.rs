//! What has been matched: nodes over tokens, and what CPython calls them.

use super::notation::{Kind, Targets};

/// A part of a match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Nothing,
    /// A token.
    Token(u32),
    /// A node, by number.
    Node(u32),
}

/// A node: the tokens from `start` up to `end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) start: u32,
    pub(super) end: u32,
    first: u32,
    count: u32,
}

/// All nodes.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    children: Vec<Part>,
}

impl Tree {
    pub(super) fn add(&mut self, kind: Kind, start: u32, end: u32, children: &[Part]) -> Part {
        let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let (first, count) = (number(self.children.len()), number(children.len()));
        self.children.extend_from_slice(children);
        self.nodes.push(Node { kind, start, end, first, count });
        Part::Node(number(self.nodes.len() - 1))
    }

    pub(super) fn clear(&mut self) {
        self.nodes.clear();
        self.children.clear();
    }

    pub(super) fn node(&self, part: Part) -> Option<Node> {
        match part {
            Part::Node(number) => self.nodes.get(number as usize).copied(),
            _ => None,
        }
    }

    pub(super) fn kind(&self, part: Part) -> Kind {
        self.node(part).map_or(Kind::Other, |node| node.kind)
    }

    pub(super) fn children(&self, node: Node) -> &[Part] {
        self.children
            .get(node.first as usize..(node.first + node.count) as usize)
            .unwrap_or_default()
    }

    /// The tokens of a part, the last not included.
    pub(super) fn span(&self, part: Part) -> Option<(u32, u32)> {
        match part {
            Part::Nothing => None,
            Part::Token(token) => Some((token, token + 1)),
            Part::Node(_) => self.node(part).map(|node| (node.start, node.end)),
        }
    }

    /// The parts that have names of their own in a part, in order.
    pub(super) fn elements(&self, part: Part) -> Vec<Part> {
        let mut found = Vec::new();
        let mut pending: Vec<Part> = match self.node(part) {
            Some(node) => self.children(node).iter().rev().copied().collect(),
            None => Vec::new(),
        };
        while let Some(part) = pending.pop() {
            match self.node(part) {
                Some(node) if node.kind == Kind::Other => {
                    pending.extend(self.children(node).iter().rev());
                }
                Some(_) => found.push(part),
                None => {}
            }
        }
        found
    }

    /// What cannot be a target in a part.
    pub(super) fn invalid_target(&self, part: Part, targets: Targets) -> Option<Part> {
        let mut pending = vec![part];
        while let Some(part) = pending.pop() {
            match self.kind(part) {
                Kind::List | Kind::Tuple => pending.extend(self.elements(part).into_iter().rev()),
                Kind::Starred if targets != Targets::Del => pending.extend(self.elements(part)),
                Kind::Comparison if targets == Targets::For => {
                    if let [left, operator, ..] = self.elements(part).as_slice()
                        && self.kind(*operator) == Kind::In
                    {
                        pending.push(*left);
                    }
                }
                Kind::Name | Kind::Subscript | Kind::Attribute => {}
                _ => return Some(part),
            }
        }
        None
    }
}

/// What CPython calls an expression.
pub(super) fn describe(kind: Kind) -> &'static str {
    match kind {
        Kind::Attribute => "attribute",
        Kind::Subscript => "subscript",
        Kind::Starred => "starred",
        Kind::Name => "name",
        Kind::List => "list",
        Kind::Tuple => "tuple",
        Kind::Lambda => "lambda",
        Kind::Call => "function call",
        Kind::Generator => "generator expression",
        Kind::Yield => "yield expression",
        Kind::Await => "await expression",
        Kind::ListComprehension => "list comprehension",
        Kind::SetComprehension => "set comprehension",
        Kind::DictComprehension => "dict comprehension",
        Kind::Dict => "dict literal",
        Kind::Set => "set display",
        Kind::FString => "f-string expression",
        Kind::Literal | Kind::Number => "literal",
        Kind::True => "True",
        Kind::False => "False",
        Kind::None => "None",
        Kind::Ellipsis => "ellipsis",
        Kind::Comparison => "comparison",
        Kind::If => "conditional expression",
        Kind::Named => "named expression",
        _ => "expression",
    }
}
