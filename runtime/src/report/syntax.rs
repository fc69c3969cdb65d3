//! How a SyntaxError is shown: the place in the file, the line, carets.

use crate::machine::Value;
use trefoil_objects::exception::{Exception, field};
use trefoil_objects::string::StrObject;

/// A field that is text.
fn text(error: Exception, index: usize) -> Option<String> {
    error.field(index).cast::<StrObject>().map(|text| text.as_str().to_owned())
}
/// A field that is a number.
fn number(error: Exception, index: usize) -> Option<i64> {
    let value: Value = error.field(index);
    value.is_int().then(|| value.int())
}

/// The lines of a SyntaxError whose class is called `class`.
pub(super) fn format(error: Exception, class: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let filename = text(error, field::SYNTAX_FILENAME);
    let line = number(error, field::SYNTAX_LINENO);
    let mut suffix = String::new();
    match (line, &filename) {
        (Some(line), filename) => {
            let filename =
                filename.as_deref().filter(|name| !name.is_empty()).unwrap_or("<string>");
            lines.push(format!("  File \"{filename}\", line {line}"));
        }
        (None, Some(filename)) => suffix = format!(" ({filename})"),
        (None, None) => {}
    }
    if let Some(text) = text(error, field::SYNTAX_TEXT) {
        push_source(&mut lines, error, &text);
    }
    let message = text(error, field::SYNTAX_MSG).filter(|message| !message.is_empty());
    let message = message.unwrap_or_else(|| match error.field(field::SYNTAX_MSG).is_none() {
        true => "None".to_owned(),
        false => "<no detail available>".to_owned(),
    });
    lines.push(format!("{class}: {message}{suffix}"));
    lines
}

fn push_source(lines: &mut Vec<String>, error: Exception, text: &str) {
    let right: Vec<char> = text.trim_end_matches('\n').chars().collect();
    let spaces = right.iter().take_while(|c| matches!(c, ' ' | '\n' | '\x0c')).count();
    let shown: String = right[spaces..].iter().collect();
    let offset = number(error, field::SYNTAX_OFFSET);
    if offset.is_some() || error.field(field::SYNTAX_OFFSET).is_none() {
        lines.push(format!("    {shown}"));
    }
    let Some(mut offset) = offset else { return };
    let (length, text_length) = (right.len() as i64, text.chars().count() as i64);
    let same_line = number(error, field::SYNTAX_LINENO) == number(error, field::SYNTAX_END_LINENO);
    let mut end = if same_line {
        number(error, field::SYNTAX_END_OFFSET).filter(|end| *end != 0).unwrap_or(offset)
    } else {
        length + 1
    };
    if text_length > 0 {
        offset = if offset > text_length { length + 1 } else { offset };
        end = if end > text_length { length + 1 } else { end };
    }
    if offset >= end || end < 0 {
        end = offset + 1;
    }
    let column = offset - 1 - spaces as i64;
    if column < 0 {
        return;
    }
    // Blanks other than spaces stay, so that the carets stand below what they mark.
    let blanks: String = shown
        .chars()
        .take(column as usize)
        .map(|c| if c.is_whitespace() { c } else { ' ' })
        .collect();
    lines.push(format!("    {blanks}{}", "^".repeat((end - offset) as usize)));
}
