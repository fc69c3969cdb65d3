//! Several ways to one object: what is written by one of them is read by another.
//!
//! Loads of fields and items are forwarded, and objects that nobody else knows are not made. Both go by what may be the same object
//! and by what others may have done to it, so programs have objects with two names, indices that are equal now and then, and objects that others come to know.

use super::kind::{Item, Kind};
use super::{Generator, line};

impl Generator {
    /// Statements about an object that is reached by two ways.
    pub(super) fn aliasing(&mut self) -> bool {
        if self.frame.room(12) == 0 {
            return false;
        }
        match self.rng.u32(0..10) {
            0 | 1 => self.one_of_two_instances(),
            2 => self.one_of_two_lists(),
            3 | 4 => self.known_to_others(),
            5 => return self.read_around_a_call(),
            6 => self.instances_in_a_display(),
            7 => self.two_indices(),
            8 => self.displays_in_a_display(),
            _ => return self.carried(),
        }
        self.frame.pay(8);
        true
    }

    /// Makes something of an int that the rest of the program sees.
    fn observe(&mut self, value: &str) {
        match self.target(|it| it == Kind::Int) {
            Some((name, _)) => line!(self, "{name} = clip({name} + {value})"),
            None => line!(self, "show({value})"),
        }
    }

    /// A variable for `value`.
    fn bind(&mut self, kind: Kind, value: &str) -> String {
        let name = self.name("v");
        line!(self, "{name} = {value}");
        self.declare(name.clone(), kind);
        name
    }

    /// A variable of `kind`, which may be new.
    fn bound(&mut self, kind: Kind) -> String {
        match self.variable(kind) {
            Some(name) => name,
            None => {
                let value = self.fresh(kind);
                self.bind(kind, &value)
            }
        }
    }

    fn one_of_two_instances(&mut self) {
        let (one, other) = (self.bound(Kind::Instance), self.bound(Kind::Instance));
        let condition = self.condition(0);
        let third = self.bind(Kind::Instance, &format!("{one} if {condition} else {other}"));
        let ways = [one, other, third];
        for _ in 0..self.rng.usize(1..=3) {
            let at = self.rng.usize(0..3);
            let operator = self.choose(&["=", "+=", "-="]);
            let value = self.stored(Kind::Int, 1);
            line!(self, "{}.x {operator} {value}", ways[at]);
            let read = format!("{}.x", ways[self.rng.usize(0..3)]);
            self.observe(&read);
        }
    }

    fn one_of_two_lists(&mut self) {
        let kind = Kind::List(Item::Int);
        let (one, other) = (self.bound(kind), self.bound(kind));
        let condition = self.condition(0);
        let third = self.bind(kind, &format!("{one} if {condition} else {other}"));
        let ways = [one, other, third];
        line!(self, "if {} and {}:", ways[0], ways[1]);
        self.block(|it| {
            for _ in 0..it.rng.usize(1..=2) {
                let (to, from) = (it.rng.usize(0..3), it.rng.usize(0..3));
                let (index, value) = (it.choose(&["0", "-1"]), it.stored(Kind::Int, 1));
                line!(it, "{}[{index}] = {value}", ways[to]);
                let index = it.choose(&["0", "-1"]);
                it.observe(&format!("{}[{index}]", ways[from]));
            }
            if it.chance(1, 3) {
                let to = it.rng.usize(0..3);
                line!(it, "{}[:2] = [7]", ways[to]);
                let from = it.rng.usize(0..3);
                it.observe(&format!("len({})", ways[from]));
            }
        });
    }

    /// A new object that others come to know, now or under a condition.
    fn known_to_others(&mut self) {
        let value = self.construction(1);
        let new = self.bind(Kind::Instance, &value);
        let holder = self.bound(Kind::Instance);
        let way = match self.rng.u32(0..4) {
            0 => format!("{holder}.z"),
            1 => {
                let list = self.bind(Kind::List(Item::Instance), &format!("[{new}, {holder}]"));
                format!("{list}[0]")
            }
            2 => match self.target(|it| it == Kind::Instance) {
                Some((name, _)) => name,
                None => format!("{holder}.z"),
            },
            _ => {
                let list = self.of(Kind::List(Item::Instance));
                let list = self.bind(Kind::List(Item::Instance), &format!("{list}[:3] + [None]"));
                format!("{list}[-1]")
            }
        };
        let condition = self.chance(1, 3).then(|| self.condition(0));
        match &condition {
            Some(condition) => {
                line!(self, "if {condition}:");
                line!(self, "    {way} = {new}");
            }
            None => line!(self, "{way} = {new}"),
        }
        let (mut first, mut second) = (new.clone(), way);
        if condition.is_some() {
            second = new;
        } else if self.chance(1, 2) {
            std::mem::swap(&mut first, &mut second);
        }
        let value = self.stored(Kind::Int, 1);
        line!(self, "{first}.x = {value}");
        self.observe(&format!("{second}.x"));
        if self.frame.calls && self.chance(1, 3) {
            line!(self, "{first}.x += 1");
            line!(self, "{second}.m0(3)");
        }
        self.observe(&format!("{first}.x"));
    }

    /// What is read again after a call may have changed.
    fn read_around_a_call(&mut self) -> bool {
        let instance = self.bound(Kind::Instance);
        let kind = self.any_kind();
        let Some(call) = self.call(kind, 1) else { return false };
        let before = self.bind(Kind::Int, &format!("{instance}.x"));
        let list = self.variable(Kind::List(Item::Int));
        if let Some(list) = &list {
            self.observe(&format!("len({list})"));
        }
        line!(self, "{call}");
        self.observe(&format!("({instance}.x - {before})"));
        if let Some(list) = &list {
            self.observe(&format!("len({list})"));
        }
        self.frame.pay(8);
        true
    }

    fn instances_in_a_display(&mut self) {
        let (one, other) = (self.bound(Kind::Instance), self.bound(Kind::Instance));
        let index = self.leaf(Kind::Int);
        let (open, close) = self.choose(&[("[", "]"), ("(", ")")]);
        let ways = self.name("v");
        line!(self, "{ways} = {open}{one}, {other}{close}");
        let value = self.stored(Kind::Int, 1);
        line!(self, "{ways}[{index} & 1].x = {value}");
        let read = [one, other, format!("{ways}[0]")][self.rng.usize(0..3)].clone();
        self.observe(&format!("{read}.x"));
    }

    fn two_indices(&mut self) {
        let list = self.bound(Kind::List(Item::Int));
        let (one, other) = (self.leaf(Kind::Int), self.leaf(Kind::Int));
        line!(self, "if {list}:");
        self.block(|it| {
            let one = it.bind(Kind::Int, &format!("{one} % len({list})"));
            let other = it.bind(Kind::Int, &format!("{other} % len({list})"));
            let values = [0; 2].map(|_| it.stored(Kind::Int, 1));
            line!(it, "{list}[{one}] = {}", values[0]);
            line!(it, "{list}[{other}] = {}", values[1]);
            it.observe(&format!("{list}[{one}]"));
            if it.chance(1, 2) {
                line!(it, "{list}[{one}], {list}[{other}] = {list}[{other}], {list}[{one}]");
                it.observe(&format!("{list}[{one}]"));
            }
        });
    }

    fn displays_in_a_display(&mut self) {
        let (one, other) = (self.leaf(Kind::Int), self.leaf(Kind::Int));
        let index = self.leaf(Kind::Int);
        let (outer, inner) = (self.name("v"), self.name("v"));
        line!(self, "{inner} = [{one}]");
        line!(self, "{outer} = [{inner}, [{other}], {inner}]");
        let value = self.stored(Kind::Int, 1);
        line!(self, "{outer}[{index} % 3][0] = {value}");
        if self.chance(1, 3) {
            let condition = self.condition(0);
            line!(self, "if {condition}:");
            line!(self, "    show({outer})");
        }
        let at = self.rng.u32(0..3);
        self.observe(&format!("({outer}[{at}][0] - {inner}[0])"));
    }

    /// An object of one iteration that the next one still has.
    fn carried(&mut self) -> bool {
        let Some((old, _)) = self.target(|it| it == Kind::Instance) else { return false };
        let value = self.construction(1);
        let new = self.bind(Kind::Instance, &value);
        self.observe(&format!("{old}.x"));
        if self.chance(1, 2) {
            line!(self, "{old}.x += 1");
        }
        line!(self, "{new}.x = {old}.x & 255");
        if self.chance(1, 4) {
            line!(self, "{new}.z = {old}");
        }
        line!(self, "{old} = {new}");
        self.frame.pay(8);
        true
    }
}
