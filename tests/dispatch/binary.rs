//! Reads an ELF executable: functions by address, slots that the loader fills, and the table of handlers.

use std::collections::BTreeMap;
use std::path::Path;

use object::{Object, ObjectSection, ObjectSymbol, RelocationTarget, SymbolKind};

use super::audit::Program;
use super::code::Image;

/// What the symbol of the table of handlers contains, whatever the mangling.
const TABLE: &str = "11interpreter8HANDLERS";

/// An executable.
pub struct Binary {
    /// Sections by address.
    sections: BTreeMap<u64, Vec<u8>>,
    /// Functions by address: size and symbol.
    functions: BTreeMap<u64, (u64, String)>,
    /// Relocated words by their address.
    pointers: BTreeMap<u64, u64>,
    /// The table of handlers: address and size in bytes.
    table: Option<(u64, u64)>,
}

impl Binary {
    /// Reads an executable.
    ///
    /// # Errors
    /// Says why the file cannot be read, or is no executable of a known form.
    pub fn read(path: &Path) -> Result<Binary, String> {
        let data = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let file =
            object::File::parse(&*data).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut binary = Binary {
            sections: BTreeMap::new(),
            functions: BTreeMap::new(),
            pointers: BTreeMap::new(),
            table: None,
        };
        for section in file.sections().filter(|section| section.address() != 0) {
            if let Ok(bytes) = section.data() {
                binary.sections.insert(section.address(), bytes.to_vec());
            }
        }
        for symbol in file.symbols().filter(ObjectSymbol::is_definition) {
            let Ok(name) = symbol.name() else { continue };
            if symbol.kind() == SymbolKind::Text && symbol.size() != 0 {
                binary.functions.insert(symbol.address(), (symbol.size(), name.to_string()));
            } else if name.contains(TABLE) {
                binary.table = Some((symbol.address(), symbol.size()));
            }
        }
        for (address, relocation) in file.dynamic_relocations().into_iter().flatten() {
            if relocation.target() == RelocationTarget::Absolute {
                binary.pointers.insert(address, relocation.addend() as u64);
            }
        }
        Ok(binary)
    }

    /// The addresses of all handlers by opcode.
    ///
    /// # Errors
    /// Says what is missing: symbols, or entries.
    pub fn handlers(&self) -> Result<Vec<u64>, String> {
        let (address, size) =
            self.table.ok_or("no table of handlers: has the executable been stripped?")?;
        let entry = |index: u64| {
            let slot = address + 8 * index;
            self.pointers
                .get(&slot)
                .copied()
                .or_else(|| self.word(slot))
                .filter(|target| self.functions.contains_key(target))
                .ok_or_else(|| format!("entry {index} of the table of handlers is no function"))
        };
        (0..size / 8).map(entry).collect()
    }

    fn word(&self, address: u64) -> Option<u64> {
        let bytes = self.bytes(address, 8)?;
        Some(u64::from_le_bytes(bytes.try_into().ok()?))
    }

    fn bytes(&self, address: u64, len: u64) -> Option<&[u8]> {
        let (start, section) = self.sections.range(..=address).next_back()?;
        let from = (address - start) as usize;
        section.get(from..from + len as usize)
    }
}

impl Image for Binary {
    fn pointer_at(&self, address: u64) -> Option<u64> {
        self.pointers.get(&address).copied()
    }
    fn offset_at(&self, address: u64) -> Option<i32> {
        Some(i32::from_le_bytes(self.bytes(address, 4)?.try_into().ok()?))
    }
}

impl Program for Binary {
    fn function_at(&self, address: u64) -> Option<(&[u8], &str)> {
        let (size, name) = self.functions.get(&address)?;
        Some((self.bytes(address, *size)?, name))
    }
}
