//! What the generator knows of a value: its kind.
//!
//! Kinds are rough on purpose. They keep most statements from raising, so that loops get hot; they do not say which class an instance
//! has, and [`Kind::Num`] and [`Kind::Mixed`] promise little, which is what makes traces leave.

/// What a variable, an attribute or a result may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// An int of any size, or a bool.
    Int,
    /// A float, not a number and infinities among them.
    Float,
    /// A bool.
    Bool,
    /// A text of up to some dozens of characters.
    Str,
    /// An int, a float or a bool: which one changes while the program runs.
    Num,
    /// A number, a text, `None`, an instance, a list of ints. Changes while the program runs.
    Mixed,
    /// An instance of one of the program's classes.
    Instance,
    /// A list.
    List(Item),
    /// A tuple of at least one item.
    Tuple(Item),
    /// A dict with small ints as keys.
    Dict(Item),
    /// A set of small ints: the order of texts would depend on how they hash.
    Set,
}

/// What a container holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Item {
    /// As [`Kind::Int`].
    Int,
    /// As [`Kind::Float`].
    Float,
    /// As [`Kind::Str`].
    Str,
    /// As [`Kind::Num`].
    Num,
    /// As [`Kind::Mixed`].
    Mixed,
    /// As [`Kind::Instance`].
    Instance,
}

impl Item {
    /// All of them, the common ones more often.
    pub const CHOICES: &'static [Item] = &[
        Item::Int,
        Item::Int,
        Item::Int,
        Item::Float,
        Item::Str,
        Item::Num,
        Item::Mixed,
        Item::Instance,
    ];

    /// The kind of an item.
    pub fn kind(self) -> Kind {
        match self {
            Item::Int => Kind::Int,
            Item::Float => Kind::Float,
            Item::Str => Kind::Str,
            Item::Num => Kind::Num,
            Item::Mixed => Kind::Mixed,
            Item::Instance => Kind::Instance,
        }
    }
}

impl Kind {
    /// Whether every value of this kind can stand where `wanted` is asked for.
    pub fn fits(self, wanted: Kind) -> bool {
        match wanted {
            Kind::Int => matches!(self, Kind::Int | Kind::Bool),
            Kind::Num => matches!(self, Kind::Int | Kind::Bool | Kind::Float | Kind::Num),
            // Containers stay apart, so that none comes to hold itself.
            Kind::Mixed => matches!(
                self,
                Kind::Int
                    | Kind::Bool
                    | Kind::Float
                    | Kind::Num
                    | Kind::Str
                    | Kind::Instance
                    | Kind::Mixed
            ),
            _ => self == wanted,
        }
    }
}
