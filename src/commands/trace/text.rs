//! Traces for people: below each source line the micro-ops as recorded, beside each what is left of it, and why the rest is not there.

use anstyle::{AnsiColor, Effects, Style};
use std::collections::HashMap;
use std::fmt::Write;
use trefoil_runtime::tier2::report::{Exit, Removed, Row, Step, TraceView, View};

const TITLE: Style = Style::new().bold();
const SOURCE: Style = AnsiColor::Cyan.on_default();
const DIM: Style = Style::new().dimmed();
const GONE: Style = Style::new().dimmed().effects(Effects::DIMMED.insert(Effects::STRIKETHROUGH));
const GUARD: Style = AnsiColor::Yellow.on_default();
const REASON: Style = AnsiColor::Green.on_default().dimmed();

/// Columns where nothing says how many there are, and the most that lines are made for.
const USUAL: usize = 120;
const NARROWEST: usize = 60;

/// Columns to fill.
pub fn width() -> usize {
    let wanted = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    wanted.or_else(terminal).unwrap_or(USUAL).clamp(NARROWEST, USUAL)
}

#[cfg(unix)]
fn terminal() -> Option<usize> {
    let mut size = libc::winsize { ws_row: 0, ws_col: 0, ws_xpixel: 0, ws_ypixel: 0 };
    // SAFETY: the call writes a `winsize` where it is told to, if standard output is a terminal.
    let done = unsafe { libc::ioctl(1, libc::TIOCGWINSZ, &raw mut size) };
    (done == 0 && size.ws_col > 0).then_some(size.ws_col.into())
}

#[cfg(not(unix))]
fn terminal() -> Option<usize> {
    None
}

/// The traces, in lines of at most `width` columns. With `heads`, of loops the first iteration too.
pub fn render(view: &View, width: usize, heads: bool) -> String {
    let mut page = Page { text: String::new(), width, files: HashMap::new() };
    for trace in &view.traces {
        page.trace(trace, heads);
    }
    for (what, rows) in [("recordings given up", &view.given_up), ("traces dropped", &view.dropped)]
    {
        if !rows.is_empty() {
            let _ = writeln!(page.text, "{TITLE}{what}{TITLE:#}");
        }
        for (reason, count) in rows {
            let _ = writeln!(page.text, "  {count:>5} × {reason}");
        }
    }
    page.text
}

struct Page {
    text: String,
    width: usize,
    /// The lines of files that were looked at.
    files: HashMap<String, Vec<String>>,
}

fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

/// At most so many columns of a text.
fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}

/// A text in lines of at most so many columns, broken at blanks.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.len() - 1;
        let used = columns(&lines[last]);
        if used > 0 && used + 1 + columns(word) > width {
            lines.push(cut(word, width));
        } else {
            if used > 0 {
                lines[last].push(' ');
            }
            lines[last].push_str(&cut(word, width));
        }
    }
    lines
}

fn times(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

impl Page {
    fn trace(&mut self, trace: &TraceView, heads: bool) {
        self.title(trace);
        if heads && trace.body.is_some() {
            self.part(trace, &trace.head, "first iteration, once for each entry");
        }
        match &trace.body {
            Some(body) => self.part(trace, body, "what is left in the loop"),
            None => self.part(trace, &trace.head, "what is left"),
        }
        self.exits(trace);
        self.text.push('\n');
    }

    fn title(&mut self, trace: &TraceView) {
        let kind = match trace.parent {
            None => "trace".to_owned(),
            Some((parent, exit)) => format!("side trace of trace {parent}, exit {exit}:"),
        };
        let (first, last) = trace.lines;
        let lines =
            if first == last { format!("line {first}") } else { format!("lines {first}-{last}") };
        let name = format!("{} {kind} {}, {lines}", trace.number, trace.function);
        let end = match (trace.end, trace.linked) {
            ("loop", _) => "a loop".to_owned(),
            ("header", Some(root)) => format!("goes on in the loop of trace {root}"),
            (_, Some(root)) => format!("goes on at the start of trace {root}"),
            _ if trace.stopped.is_empty() => "leaves at its end".to_owned(),
            _ => format!("leaves at its end: {}", trace.stopped),
        };
        let valid = if trace.valid { "" } else { ", invalid" };
        let rule = "─".repeat(self.width.saturating_sub(columns(&name) + 4));
        let _ = writeln!(self.text, "{DIM}──{DIM:#} {TITLE}{name}{TITLE:#} {DIM}{rule}{DIM:#}");
        let iterations = match trace.body {
            Some(_) => format!(", {} iterations", times(trace.iterations)),
            None => String::new(),
        };
        let entered = times(trace.entered);
        let _ = writeln!(self.text, "   {end}{valid}; entered {entered} ×{iterations}");
        let each = if trace.body.is_some() { " per iteration" } else { "" };
        let micros = trace.nanoseconds as f64 / 1000.0;
        let _ = writeln!(
            self.text,
            "   guards {} recorded → {} left{each}; {} micro-ops, optimized in {micros:.0} µs",
            trace.guards_recorded, trace.guards_left, trace.ops
        );
    }

    /// The columns of the left side.
    fn left(&self) -> usize {
        (self.width * 2 / 5).min(44)
    }

    fn part(&mut self, trace: &TraceView, rows: &[Row], title: &str) {
        let left = self.left();
        let _ = writeln!(
            self.text,
            "\n   {DIM}{:<rest$}{title}{DIM:#}",
            "recorded",
            rest = left.saturating_sub(3)
        );
        let mut at: Option<(&Step, usize)> = None;
        let mut silent: Vec<String> = Vec::new();
        for row in rows {
            let Some(step) = trace.steps.get(row.step) else { continue };
            let same = at.is_some_and(|(it, _)| {
                it.line == step.line && it.function == step.function && it.depth == step.depth
            });
            if !same {
                self.silent(&mut silent, at.map_or(0, |it| it.1));
                self.source(step, at.is_none_or(|it| it.0.function != step.function));
            }
            at = Some((step, step.depth));
            let name = if row.operand.is_empty() {
                row.op.to_owned()
            } else {
                format!("{} {}", row.op, row.operand)
            };
            if row.left.is_empty() && row.removed.is_empty() {
                if !row.op.is_empty() {
                    silent.push(name);
                }
                continue;
            }
            self.silent(&mut silent, step.depth);
            self.row(row, &name, step.depth, trace);
        }
        self.silent(&mut silent, at.map_or(0, |it| it.1));
    }

    /// A source line, with the name of the function where it is another one than before.
    fn source(&mut self, step: &Step, named: bool) {
        let lines = self.files.entry(step.file.clone()).or_insert_with(|| {
            let text = std::fs::read_to_string(&step.file).unwrap_or_default();
            text.lines().map(str::to_owned).collect()
        });
        let source = lines.get((step.line as usize).saturating_sub(1)).cloned().unwrap_or_default();
        let indent = "  ".repeat(step.depth);
        let name = if named && step.depth > 0 {
            format!("{indent}in {}\n", step.function)
        } else {
            String::new()
        };
        if !name.is_empty() {
            let _ = write!(self.text, "       {}", styled(DIM, &name));
        }
        let source =
            cut(&source.replace('\t', "    "), self.width.saturating_sub(7 + indent.len()));
        let _ = writeln!(
            self.text,
            "{DIM}{:>5}{DIM:#}  {indent}{}",
            step.line,
            styled(SOURCE, source.trim_end())
        );
    }

    /// Micro-ops of which nothing is left and that needed nothing: they move values.
    fn silent(&mut self, names: &mut Vec<String>, depth: usize) {
        if names.is_empty() {
            return;
        }
        let indent = " ".repeat(9 + 2 * depth);
        let text = std::mem::take(names).join(", ");
        for line in wrapped(&text, self.width.saturating_sub(indent.len())) {
            let _ = writeln!(self.text, "{indent}{}", styled(DIM, &line));
        }
    }

    fn row(&mut self, row: &Row, name: &str, depth: usize, trace: &TraceView) {
        let start = self.left();
        let indent = 9 + 2 * depth;
        let name = cut(name, start.saturating_sub(indent + 1));
        let gone = row.left.is_empty();
        let mut left = format!(
            "{}{}{}",
            " ".repeat(indent),
            if gone { styled(GONE, &name) } else { name.clone() },
            " ".repeat(start.saturating_sub(indent + columns(&name)))
        );
        let room = self.width.saturating_sub(start + 2);
        let mut lines: Vec<(Style, String)> = Vec::new();
        for it in &row.left {
            let style = if it.exit.is_some() { GUARD } else { Style::new() };
            let text = match it.exit.and_then(|number| exit_of(trace, number)) {
                Some(exit) => format!("{}   → {}", it.text, exit_note(exit)),
                None => it.text.clone(),
            };
            lines.extend(wrapped(&text, room).into_iter().map(|line| (style, line)));
        }
        for it in &row.removed {
            let what = if it.name.is_empty() {
                format!("no {}", it.what)
            } else {
                format!("no {} {}", it.what, it.name)
            };
            let same = |other: &&Removed| other.what == it.what && other.reason == it.reason;
            let all = row.removed.iter().filter(same).count();
            if row.removed.iter().find(same).is_some_and(|first| !std::ptr::eq(first, it)) {
                continue;
            }
            let times = if all > 1 { format!(" ({all} ×)") } else { String::new() };
            let text = format!("{what}: {}{times}", it.reason);
            lines.extend(wrapped(&text, room).into_iter().map(|line| (REASON, line)));
        }
        for (style, line) in lines {
            let _ = writeln!(self.text, "{left}{DIM}│{DIM:#} {}", styled(style, &line));
            left = " ".repeat(start);
        }
    }

    /// The exits that were taken, and how many were not.
    fn exits(&mut self, trace: &TraceView) {
        let taken: Vec<&Exit> = trace.exits.iter().filter(|it| it.taken > 0).collect();
        let never = trace.exits.len() - taken.len();
        if trace.exits.is_empty() {
            return;
        }
        let _ = writeln!(self.text, "\n   {DIM}exits taken{DIM:#}");
        for exit in taken {
            let place = match (trace.body.is_some(), exit.in_loop) {
                (true, false) => " before the loop",
                _ => "",
            };
            let op = if exit.op.is_empty() { exit.cause } else { exit.op };
            let to = match exit.side {
                Some(side) => format!("side trace {side}"),
                None => format!("tier 1, {} line {}", exit.function, exit.line),
            };
            let text = format!(
                "exit {:<3} {:>9} ×  {op} ({}){place} → {to}",
                exit.number,
                times(exit.taken),
                exit.cause
            );
            let _ = writeln!(self.text, "     {}", cut(&text, self.width.saturating_sub(5)));
        }
        if never > 0 {
            let _ = writeln!(self.text, "     {DIM}{never} others never{DIM:#}");
        }
    }
}

fn exit_of(trace: &TraceView, number: u32) -> Option<&Exit> {
    trace.exits.iter().find(|it| it.number == number)
}

fn exit_note(exit: &Exit) -> String {
    let side = exit.side.map_or(String::new(), |side| format!(", side trace {side}"));
    match exit.taken {
        0 => format!("{} never", exit.number),
        taken => format!("{} taken {} ×{side}", exit.number, times(taken)),
    }
}
