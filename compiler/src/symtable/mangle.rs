//! Private names: `__x` in class `C` is `_C__x`.

use std::rc::Rc;

/// Returns the name that `name` stands for inside class `private`.
pub(crate) fn mangle(private: Option<&str>, name: &str) -> Rc<str> {
    let Some(class) = private else { return name.into() };
    let is_private = name.starts_with("__") && !name.ends_with("__") && !name.contains('.');
    let class = class.trim_start_matches('_');
    if !is_private || class.is_empty() {
        return name.into();
    }
    format!("_{class}{name}").into()
}
