//! Each rule of the verifier is broken once, and says so; so does what is not the text of a trace.
//!
//! `broken/loop.trace` is a trace that satisfies all rules; `broken/rules.txt` and `broken/texts.txt` have lines to replace in it. Orders,
//! which have no text, are broken here.

mod definitions;

use definitions::TORTURE;
use std::collections::BTreeSet;
use trefoil_optimizer::semantics::Semantics;
use trefoil_optimizer::trace::lower::{Action, Schedule, schedule};
use trefoil_optimizer::trace::verify::{Broken, Rule, Stage, verify, verify_schedule};
use trefoil_optimizer::trace::{Trace, text};

const SEM: &Semantics = TORTURE.sem;
const LOOP: &str = include_str!("broken/loop.trace");
const RULES: &str = include_str!("broken/rules.txt");
const TEXTS: &str = include_str!("broken/texts.txt");

fn read(text: &str) -> Trace {
    text::parse(SEM, text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn verified(trace: &Trace) -> Result<(), Broken> {
    verify(SEM, trace, Stage::Finished)?;
    // Only while all events are there is it known what partial terms are behind.
    verify(SEM, trace, Stage::Built)
}

/// `loop.trace` with a line replaced.
fn edited(old: &str, new: &str) -> String {
    let same = |line: &str| line.trim() == old.trim();
    assert_eq!(LOOP.lines().filter(|line| same(line)).count(), 1, "no such line, or more: {old}");
    let lines = LOOP.lines().map(|line| if same(line) { new } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// Breaks of the trace: what is expected, and the text.
fn breaks(edits: &'static str) -> Vec<(&'static str, String)> {
    let parts =
        edits.split("\n\n").filter(|part| !part.starts_with('#') && !part.trim().is_empty());
    let one = |part: &'static str| {
        let mut lines = part.trim().lines();
        let expected = lines.next().unwrap_or_default();
        let mut old = lines.clone().filter_map(|line| line.strip_prefix("- "));
        let mut new = lines.filter_map(|line| line.strip_prefix("+ "));
        let (Some(old), Some(new)) = (old.next(), new.next()) else { panic!("no edit: {part}") };
        (expected, edited(old, new))
    };
    parts.map(one).collect()
}

/// The rules of orders.
const OF_ORDER: [Rule; 3] = [Rule::Scheduled, Rule::ComputedOnce, Rule::ComputedBefore];

#[test]
fn what_is_not_broken_is_fine() {
    let trace = read(LOOP);
    assert_eq!(verified(&trace), Ok(()));
    assert_eq!(verify_schedule(&trace, &schedule(&trace)), Ok(()));
}

#[test]
fn every_rule_can_be_broken() {
    let mut seen: BTreeSet<Rule> = OF_ORDER.into_iter().collect();
    let mut wrong = Vec::new();
    for (expected, text) in breaks(RULES) {
        let found = match verified(&read(&text)) {
            Ok(()) => "nothing".to_string(),
            Err(broken) => {
                seen.insert(broken.rule);
                format!("{:?}: {}", broken.rule, broken.at)
            }
        };
        if found != expected {
            wrong.push(format!("{expected}, but {found} was found"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let all: BTreeSet<Rule> = Rule::ALL.iter().copied().collect();
    assert_eq!(seen, all, "each rule is broken by an edit");
}

#[test]
fn a_rule_says_what_holds() {
    let (_, text) = breaks(RULES).remove(2);
    let broken = verified(&read(&text)).expect_err("it is broken");
    assert_eq!(broken.to_string(), "term 8: Arity: a primitive has as many arguments as it takes");
}

/// The rule that an order of the loop breaks.
fn broken_order(change: impl FnOnce(&mut Schedule)) -> Option<Rule> {
    let trace = read(LOOP);
    let mut order = schedule(&trace);
    change(&mut order);
    verify_schedule(&trace, &order).err().map(|it| it.rule)
}

fn first_computed(actions: &[Action]) -> usize {
    let is = |it: &Action| matches!(it, Action::Compute(_));
    actions.iter().position(is).expect("something is computed")
}

#[test]
fn orders_can_be_broken() {
    let swapped = broken_order(|order| {
        let last = order.body.len() - 1;
        order.body.swap(last, last - 1);
    });
    assert_eq!(swapped, Some(Rule::Scheduled));
    let short = broken_order(|order| {
        order.head.pop();
    });
    assert_eq!(short, Some(Rule::Scheduled));
    let again = broken_order(|order| {
        let at = first_computed(&order.head);
        order.body.insert(0, order.head[at]);
    });
    assert_eq!(again, Some(Rule::ComputedOnce));
    let missing = broken_order(|order| {
        let at = first_computed(&order.head);
        order.head.remove(at);
    });
    assert_eq!(missing, Some(Rule::ComputedBefore));
    let late = broken_order(|order| {
        let at = first_computed(&order.body);
        order.body.swap(at, at + 1);
    });
    assert_eq!(late, Some(Rule::ComputedBefore));
}

#[test]
fn what_is_no_trace_is_said_with_its_place() {
    let mut wrong = Vec::new();
    for (expected, text) in breaks(TEXTS) {
        let found = text::parse(SEM, &text).map_or_else(|error| error.to_string(), |_| "-".into());
        if found != expected {
            wrong.push(format!("{expected}, but this was said: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let empty = text::parse(SEM, "").expect_err("there is nothing");
    assert_eq!(empty.to_string(), "1:1: no line says `trace`");
}
