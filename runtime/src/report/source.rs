//! Lines of source text: of files, read when first asked for, and of code that has none (`-c`), which the machine keeps.

use crate::machine::Vm;
use rustc_hash::FxHashMap;

/// Source lines by file name.
pub(super) struct Sources<'vm> {
    vm: &'vm Vm,
    files: FxHashMap<String, Vec<String>>,
}

impl<'vm> Sources<'vm> {
    pub(super) fn new(vm: &'vm Vm) -> Sources<'vm> {
        Sources { vm, files: FxHashMap::default() }
    }
    /// A line by its number from 1, without its end and trailing blanks; empty if there is none.
    pub(super) fn line(&mut self, filename: &str, number: u32) -> String {
        let lines =
            self.files.entry(filename.to_owned()).or_insert_with(|| read(self.vm, filename));
        let line = (number as usize).checked_sub(1).and_then(|index| lines.get(index));
        line.map_or_else(String::new, |line| line.trim_end().to_owned())
    }
}

fn read(vm: &Vm, filename: &str) -> Vec<String> {
    let kept = vm
        .sources
        .borrow()
        .iter()
        .rev()
        .find(|(name, _)| name == filename)
        .map(|(_, text)| text.clone());
    let bytes = match kept {
        Some(text) => text,
        None if filename.starts_with('<') => return Vec::new(),
        None => std::fs::read(filename).unwrap_or_default(),
    };
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    text.replace("\r\n", "\n").split(['\n', '\r']).map(str::to_owned).collect()
}
