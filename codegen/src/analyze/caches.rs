//! Inline-cache fields: their types, their sizes, and where a family lays them out.

use std::collections::BTreeMap;

use super::types::{Place, scalar};
use super::{Analyzer, ERROR};
use crate::ast::{TypeExpr, TypeExprKind};
use crate::diagnostics::codes;
use crate::model::{CacheField, CacheSlot, OpId, Scalar, Ty};
use crate::source::{Name, Span};

impl Analyzer {
    /// The cache fields of an op.
    pub(super) fn cache_fields(&mut self, fields: &[(Name, TypeExpr)]) -> Vec<CacheField> {
        let mut caches: Vec<CacheField> = Vec::new();
        for (name, ty) in fields {
            self.check_reserved(name);
            if let Some(first) = caches.iter().find(|cache| cache.name.text == name.text) {
                let first = first.name.span;
                self.report(codes::duplicate(name.span, "cache fields", &name.text, first));
                continue;
            }
            let ty = self.cache_field(ty);
            caches.push(CacheField { name: name.clone(), ty });
        }
        caches
    }

    fn cache_field(&mut self, written: &TypeExpr) -> Ty {
        let ty = self.resolve_type(written, Place::Memory);
        let is_scalar = match &written.kind {
            TypeExprKind::Names(names, false) => {
                names.len() == 1 && scalar(&names[0].text).is_some()
            }
            _ => false,
        };
        let fits = match &ty {
            Ty::Scalar(Scalar::Bool | Scalar::Uint(16 | 32 | 64) | Scalar::Int(62))
            | Ty::Object(_) => true,
            Ty::Value(_) => !is_scalar,
            _ => false,
        };
        if fits {
            return ty;
        }
        let found = self.program.type_name(&ty);
        let message = format!("a cache field cannot be `{found}`");
        let help = "a cache holds `bool`, `u16`, `u32`, `u64`, `i62`, an object or a `Value`";
        self.report(codes::misplaced_type(written.span, &message, help));
        ERROR
    }
}

/// The size of a cache field in units.
fn units(ty: &Ty) -> u32 {
    match ty {
        Ty::Scalar(Scalar::Bool | Scalar::Uint(16 | 32)) => 1,
        _ => 2,
    }
}

/// The caches of the instructions that share a layout, by name.
#[derive(Default)]
pub(super) struct Layout {
    /// Name, type and where it was first declared.
    fields: Vec<(String, Ty, Span)>,
    index: BTreeMap<String, usize>,
    /// The fields of each instruction.
    members: Vec<Vec<usize>>,
}

impl Layout {
    /// Adds an instruction with its ops.
    pub(super) fn add(&mut self, analyzer: &mut Analyzer, ops: &[OpId]) {
        let mut used = Vec::new();
        for op in ops {
            let caches = analyzer.program.ops[*op].caches.clone();
            for cache in caches {
                let field = self.field(analyzer, &cache);
                if !used.contains(&field) {
                    used.push(field);
                }
            }
        }
        self.members.push(used);
    }

    fn field(&mut self, analyzer: &mut Analyzer, cache: &CacheField) -> usize {
        let name = &cache.name.text;
        let Some(field) = self.index.get(name).copied() else {
            self.index.insert(name.clone(), self.fields.len());
            self.fields.push((name.clone(), cache.ty.clone(), cache.name.span));
            return self.fields.len() - 1;
        };
        let (_, ty, first) = &self.fields[field];
        if *ty != cache.ty && *ty != ERROR && cache.ty != ERROR {
            let (found, first_ty) =
                (analyzer.program.type_name(&cache.ty), analyzer.program.type_name(ty));
            let diagnostic = codes::cache_layout(cache.name.span, name, &found, *first, &first_ty);
            analyzer.report(diagnostic);
        }
        field
    }

    /// The slots of each instruction, in the order that they were added, and the end of the longest.
    ///
    /// Fields go, in order of their first use, to the lowest place that no field of a common instruction has.
    pub(super) fn place(self, first_unit: u32) -> (Vec<Vec<CacheSlot>>, u32) {
        let mut offsets: Vec<u32> = Vec::new();
        for (field, (_, ty, _)) in self.fields.iter().enumerate() {
            let together = |other: usize| {
                self.members.iter().any(|member| member.contains(&field) && member.contains(&other))
            };
            let taken: Vec<(u32, u32)> = (0..field)
                .filter(|other| together(*other))
                .map(|other| (offsets[other], offsets[other] + units(&self.fields[other].1)))
                .collect();
            let mut offset = first_unit;
            while let Some((_, end)) =
                taken.iter().find(|(start, end)| offset < *end && *start < offset + units(ty))
            {
                offset = *end;
            }
            offsets.push(offset);
        }
        let slot = |field: usize| {
            let (name, ty, _) = &self.fields[field];
            CacheSlot {
                name: name.clone(),
                ty: ty.clone(),
                offset: offsets[field],
                units: units(ty),
            }
        };
        let mut end = first_unit;
        let mut members: Vec<Vec<CacheSlot>> = Vec::new();
        for member in &self.members {
            let mut slots: Vec<CacheSlot> = member.iter().map(|field| slot(*field)).collect();
            slots.sort_by_key(|slot| slot.offset);
            end = slots.iter().fold(end, |end, slot| end.max(slot.offset + slot.units));
            members.push(slots);
        }
        (members, end)
    }
}
