//! The reader: text to forms.

use crate::Error;

/// A form.
#[derive(Clone, PartialEq, Debug)]
pub enum Form {
    /// An integer.
    Int(i64),
    /// A float.
    Float(f64),
    /// A name.
    Name(String),
    /// A list.
    List(Vec<Form>),
}

/// Lists may nest this deep.
const MAX_DEPTH: usize = 200;

/// Reads all forms of a text. `;` starts a comment.
///
/// # Errors
/// If parentheses do not match.
pub fn read(text: &str) -> Result<Vec<Form>, Error> {
    let mut lists: Vec<Vec<Form>> = vec![Vec::new()];
    for line in text.lines() {
        let line = line.split(';').next().unwrap_or("");
        for word in line.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
            match word {
                "(" if lists.len() > MAX_DEPTH => {
                    return Err(Error("the program is nested too deeply".to_string()));
                }
                "(" => lists.push(Vec::new()),
                ")" => {
                    let list = lists.pop().unwrap_or_default();
                    match lists.last_mut() {
                        Some(outer) => outer.push(Form::List(list)),
                        None => return Err(Error("`)` without `(`".to_string())),
                    }
                }
                _ => {
                    if let Some(list) = lists.last_mut() {
                        list.push(atom(word));
                    }
                }
            }
        }
    }
    match (lists.pop(), lists.is_empty()) {
        (Some(forms), true) => Ok(forms),
        _ => Err(Error("`(` without `)`".to_string())),
    }
}

fn atom(word: &str) -> Form {
    if let Ok(value) = word.parse() {
        return Form::Int(value);
    }
    match word.parse() {
        Ok(value) if word.starts_with(|c: char| c.is_ascii_digit() || c == '-') => {
            Form::Float(value)
        }
        _ => Form::Name(word.to_string()),
    }
}
