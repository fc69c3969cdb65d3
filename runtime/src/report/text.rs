//! Layout of text: what `textwrap` does for tracebacks, and widths on a terminal.

use super::wide;

/// Columns that the first `count` characters of a line take.
pub(super) fn display_width(line: &[char], count: usize) -> usize {
    if line.iter().all(char::is_ascii) {
        return count;
    }
    line.iter().take(count).map(|c| wide::width(*c)).sum()
}

/// Lines without the blanks that all of them start with. Blank lines count for nothing and become empty.
pub(super) fn dedent(lines: &[String]) -> Vec<String> {
    let margin = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| indentation(line))
        .reduce(common_prefix)
        .unwrap_or("");
    lines
        .iter()
        .map(
            |line| {
                if line.trim().is_empty() { String::new() } else { line[margin.len()..].to_owned() }
            },
        )
        .collect()
}

/// The blanks that a line starts with.
fn indentation(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

fn common_prefix<'a>(a: &'a str, b: &'a str) -> &'a str {
    let length = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    &a[..length]
}

#[cfg(test)]
mod tests {
    use super::{dedent, display_width};

    #[test]
    fn common_blanks_go() {
        let lines = ["    a".to_owned(), String::new(), "   ".to_owned(), "      b".to_owned()];
        assert_eq!(dedent(&lines), ["a", "", "", "  b"]);
        assert_eq!(dedent(&["\ta".to_owned(), "    b".to_owned()]), ["\ta", "    b"]);
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let line: Vec<char> = "日本x".chars().collect();
        assert_eq!(display_width(&line, 3), 5);
        assert_eq!(display_width(&line, 1), 2);
    }
}
