//! `import` and `from ... import`.

use std::rc::Rc;

use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::{Compiler, Emit};
use crate::code::{Const, Position};
use crate::failure::Failure;
use crate::intrinsics::Intrinsic1;
use crate::opcode as op;

impl<'a> Compiler<'a> {
    pub(crate) fn import_stmt(&mut self, node: &'a ast::StmtImport) -> Emit {
        let position = self.at(node);
        for alias in &node.names {
            self.emit_arg(op::LOAD_SMALL_INT, 0, position);
            self.load_none(position);
            self.emit_plain_name(op::IMPORT_NAME, &alias.name, position);
            let mut parts = alias.name.split('.');
            let first = parts.next().unwrap_or_default();
            let Some(asname) = &alias.asname else {
                self.store_name(first, position)?;
                continue;
            };
            for part in parts {
                self.emit_plain_name(op::IMPORT_FROM, part, position);
                self.emit_arg(op::SWAP, 2, position);
                self.emit(op::POP_TOP, position);
            }
            self.store_name(asname, position)?;
        }
        Ok(())
    }

    pub(crate) fn import_from(&mut self, node: &'a ast::StmtImportFrom) -> Emit {
        let position = self.at(node);
        let module = node.module.as_ref().map_or("", |module| module.as_str());
        if module == "__future__" && node.level == 0 && u32::from(node.start()) >= self.features.end
        {
            let message = "from __future__ imports must occur at the beginning of the file";
            return Err(Failure::syntax(message, node.range()));
        }
        self.load_const(Const::Int(node.level.into()), position);
        let names: Vec<Const> = node.names.iter().map(|alias| Const::str(&alias.name)).collect();
        self.load_const(Const::Tuple(names.into()), position);
        self.emit_plain_name(op::IMPORT_NAME, module, position);
        for alias in &node.names {
            if alias.name.as_str() == "*" {
                self.intrinsic_1(Intrinsic1::ImportStar, position);
                self.emit(op::POP_TOP, Position::NONE);
                return Ok(());
            }
            self.emit_plain_name(op::IMPORT_FROM, &alias.name, position);
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name), position)?;
        }
        self.emit(op::POP_TOP, position);
        Ok(())
    }

    /// Emits an instruction with a name that is not mangled.
    fn emit_plain_name(&mut self, op: u16, name: &str, position: Position) {
        let name: Rc<str> = name.into();
        self.emit_name(op, &name, position);
    }
}
