//! f-strings.

use ruff_python_ast::{
    self as ast, ConversionFlag, FStringPart, InterpolatedElement, InterpolatedStringElement,
    InterpolatedStringElements,
};

use super::{Compiler, Emit};
use crate::code::{Const, Position};
use crate::intrinsics::Conversion;
use crate::literal;
use crate::opcode as op;

/// Most pieces of a string on the stack at once.
const ON_STACK: usize = 1000;

/// Pieces of a string that is being built: adjacent literals are merged.
#[derive(Default)]
struct Pieces {
    literal: Vec<u8>,
    literal_position: Position,
    count: usize,
}

impl<'a> Compiler<'a> {
    pub(crate) fn fstring(&mut self, node: &'a ast::ExprFString) -> Emit {
        let position = self.at(node);
        let mut pieces = Pieces { literal_position: position, ..Pieces::default() };
        for part in &node.value {
            match part {
                FStringPart::Literal(literal) => {
                    pieces.literal.extend(literal::string_part(literal, self.source));
                }
                FStringPart::FString(string) => {
                    let is_raw = string.flags.prefix().is_raw();
                    self.elements(&string.elements, is_raw, &mut pieces, position)?;
                }
            }
        }
        self.finish(pieces, position)
    }

    fn elements(
        &mut self,
        elements: &'a InterpolatedStringElements,
        is_raw: bool,
        pieces: &mut Pieces,
        position: Position,
    ) -> Emit {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => {
                    pieces.literal_position = self.at(literal);
                    pieces.literal.extend(literal::fstring_literal(literal, is_raw, self.source));
                }
                InterpolatedStringElement::Interpolation(field) => {
                    if let Some(debug) = &field.debug_text {
                        pieces.literal.extend_from_slice(debug.as_str().as_bytes());
                    }
                    self.flush(pieces, position)?;
                    self.field(field, is_raw)?;
                    pieces.count += 1;
                }
            }
        }
        Ok(())
    }

    /// Pushes the literal text gathered so far.
    fn flush(&mut self, pieces: &mut Pieces, position: Position) -> Emit {
        if pieces.count >= ON_STACK {
            self.emit_count(op::BUILD_STRING, pieces.count, position)?;
            pieces.count = 1;
        }
        if !pieces.literal.is_empty() {
            let text = std::mem::take(&mut pieces.literal);
            self.load_const(Const::Str(text.into()), pieces.literal_position);
            pieces.count += 1;
        }
        Ok(())
    }

    fn finish(&mut self, mut pieces: Pieces, position: Position) -> Emit {
        self.flush(&mut pieces, position)?;
        match pieces.count {
            0 => self.load_str("", position),
            1 => {}
            count => self.emit_count(op::BUILD_STRING, count, position)?,
        }
        Ok(())
    }

    fn field(&mut self, field: &'a InterpolatedElement, is_raw: bool) -> Emit {
        let position = self.at(field);
        self.expr(&field.expression)?;
        let conversion = match field.conversion {
            ConversionFlag::Str => Some(Conversion::Str),
            ConversionFlag::Repr => Some(Conversion::Repr),
            ConversionFlag::Ascii => Some(Conversion::Ascii),
            ConversionFlag::None => (field.debug_text.is_some() && field.format_spec.is_none())
                .then_some(Conversion::Repr),
        };
        if let Some(conversion) = conversion {
            self.emit_arg(op::CONVERT_VALUE, conversion.number(), position);
        }
        match &field.format_spec {
            Some(spec) => {
                let at_spec = self.at(&**spec);
                let mut pieces = Pieces { literal_position: at_spec, ..Pieces::default() };
                self.elements(&spec.elements, is_raw, &mut pieces, at_spec)?;
                self.finish(pieces, at_spec)?;
                self.emit(op::FORMAT_WITH_SPEC, position);
            }
            None => self.emit(op::FORMAT_SIMPLE, position),
        }
        Ok(())
    }
}
