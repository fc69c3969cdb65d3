//! Types, objects, constants and helpers: everything that bodies refer to.

use std::collections::BTreeMap;

use super::types::{Place, scalar};
use super::{Analyzer, ERROR, similar};
use crate::ast::{
    Argument, Attribute, HelperItem, Item, ItemKind, ObjectItem, TypeExprKind, TypeItem,
};
use crate::diagnostics::codes;
use crate::model::{
    Const, Field, FieldId, Helper, HelperEffects, HelperId, Object, ObjectId, Repr, Scalar, Ty,
    Type, TypeId, TypeSet,
};
use crate::source::{Name, Span};

/// The most types that a type set holds.
const MAX_TYPES: usize = 64;

impl Analyzer {
    /// Declares all names first, so that the order of declarations does not matter.
    pub(super) fn declare(&mut self, items: &[Item]) {
        let objects = self.declare_object_names(items);
        for item in items {
            match &item.kind {
                ItemKind::Type(ty) => self.declare_type(item, ty, &objects),
                ItemKind::Const(name, value) => self.declare_const(item, name, value.value),
                _ => {}
            }
        }
        self.any = self.program.any();
        self.present = self.program.present();
        self.literal = self.literal_type();
        for (item, object) in objects.values() {
            self.declare_object(item, object);
        }
        for item in items {
            if let ItemKind::Helper(helper) = &item.kind {
                self.declare_helper(item, helper);
            }
        }
    }

    /// The objects by their ids, in definition order. The rows are made when the types are known.
    fn declare_object_names<'a>(
        &mut self,
        items: &'a [Item],
    ) -> BTreeMap<ObjectId, (&'a Item, &'a ObjectItem)> {
        let mut objects = BTreeMap::new();
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        for item in items {
            let ItemKind::Object(object) = &item.kind else { continue };
            self.check_reserved(&object.name);
            if let Some(first) = first.get(object.name.text.as_str()) {
                self.report(codes::duplicate(
                    object.name.span,
                    "objects",
                    &object.name.text,
                    *first,
                ));
                continue;
            }
            first.insert(&object.name.text, object.name.span);
            let id = crate::table::Id::from_index(objects.len());
            self.objects.insert(object.name.text.clone(), id);
            objects.insert(id, (item, object));
        }
        objects
    }

    fn literal_type(&self) -> Option<Scalar> {
        let mut ints = self.program.types.iter().filter_map(|(_, ty)| match ty.repr {
            Repr::Scalar(scalar) if scalar.is_int() => Some(scalar),
            _ => None,
        });
        let first = ints.next();
        if ints.next().is_some() { None } else { first }
    }

    fn declare_const(&mut self, item: &Item, name: &Name, value: i64) {
        self.check_reserved(name);
        if let Some(first) = self.consts.get(&name.text) {
            let first = self.program.consts[*first].name.span;
            return self.report(codes::duplicate(name.span, "constants", &name.text, first));
        }
        let row = Const { name: name.clone(), doc: item.doc.clone(), value };
        let id = self.program.consts.push(row);
        self.consts.insert(name.text.clone(), id);
    }

    fn declare_type(
        &mut self,
        item: &Item,
        ty: &TypeItem,
        objects: &BTreeMap<ObjectId, (&Item, &ObjectItem)>,
    ) {
        self.check_reserved(&ty.name);
        if let Some(first) = self.types.get(&ty.name.text) {
            let first = self.program.types[*first].name.span;
            return self.report(codes::duplicate(ty.name.span, "types", &ty.name.text, first));
        }
        if ty.name.text == "Value" || scalar(&ty.name.text).is_some() {
            let message = format!("`{}` is a type of the language", ty.name);
            return self.report(codes::type_declaration(
                ty.name.span,
                &message,
                "cannot be declared",
            ));
        }
        if self.program.types.len() == MAX_TYPES {
            return self.report(codes::too_many_types(ty.name.span, MAX_TYPES));
        }
        let Some(repr) = self.type_repr(ty, objects) else { return };
        let mut row = Type {
            name: ty.name.clone(),
            doc: item.doc.clone(),
            repr,
            test: Name { text: String::new(), span: ty.name.span },
            unbox: None,
            boxed: None,
            box_allocates: false,
            absent: false,
        };
        self.type_properties(ty, &mut row);
        for attribute in &ty.attributes {
            match attribute.name.text.as_str() {
                "absent" => row.absent = true,
                word => self.report(codes::unknown_word(
                    attribute.name.span,
                    "attribute",
                    word,
                    "`absent` for types",
                )),
            }
        }
        self.check_type(ty, &row);
        self.add_type(row);
    }

    fn add_type(&mut self, row: Type) {
        let (name, test, unit) = (row.name.clone(), row.test.clone(), row.repr == Repr::Unit);
        let id = self.program.types.push(row);
        self.types.insert(name.text.clone(), id);
        if let Some(first) = self.tests.get(&test.text) {
            let first = self.program.types[*first].test.span;
            self.report(codes::duplicate(test.span, "tests", &test.text, first));
        }
        self.tests.entry(test.text).or_insert(id);
        if unit {
            let short = name
                .text
                .strip_suffix("Type")
                .filter(|short| !short.is_empty())
                .unwrap_or(&name.text);
            self.units.insert(short.to_lowercase(), id);
        }
    }

    fn type_repr(
        &mut self,
        ty: &TypeItem,
        objects: &BTreeMap<ObjectId, (&Item, &ObjectItem)>,
    ) -> Option<Repr> {
        if ty.reference {
            let Some(object) = self.objects.get(&ty.repr.text).copied() else {
                self.unknown(&ty.repr, "object", |a| &a.objects);
                return None;
            };
            debug_assert!(objects.contains_key(&object));
            let same =
                self.program.types.iter().find(|(_, other)| other.repr == Repr::Object(object));
            if let Some((_, other)) = same {
                let diagnostic = codes::same_representation(
                    ty.repr.span,
                    &ty.name.text,
                    &other.name.text,
                    other.name.span,
                );
                self.report(diagnostic);
                return None;
            }
            return Some(Repr::Object(object));
        }
        if ty.repr.text == "unit" {
            return Some(Repr::Unit);
        }
        match scalar(&ty.repr.text) {
            Some(scalar) => {
                let same =
                    self.program.types.iter().find(|(_, other)| other.repr == Repr::Scalar(scalar));
                if let Some((_, other)) = same {
                    let diagnostic = codes::same_representation(
                        ty.repr.span,
                        &ty.name.text,
                        &other.name.text,
                        other.name.span,
                    );
                    self.report(diagnostic);
                    return None;
                }
                Some(Repr::Scalar(scalar))
            }
            None => {
                let help = "`bool`, `i2` to `i64`, `u1` to `u64`, `f64`, `unit`, and `&Object`";
                self.report(codes::unknown_word(
                    ty.repr.span,
                    "representation",
                    &ty.repr.text,
                    help,
                ));
                None
            }
        }
    }

    fn type_properties(&mut self, ty: &TypeItem, row: &mut Type) {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for (key, value, attributes) in &ty.properties {
            if let Some(first) = seen.insert(&key.text, key.span) {
                self.report(codes::duplicate(key.span, "properties", &key.text, first));
            }
            match key.text.as_str() {
                "test" => row.test = value.clone(),
                "unbox" => row.unbox = Some(value.clone()),
                "box" => row.boxed = Some(value.clone()),
                word => self.report(codes::unknown_word(
                    key.span,
                    "property",
                    word,
                    "`test`, `unbox` and `box`",
                )),
            }
            self.check_reserved(value);
            for attribute in attributes {
                match (key.text.as_str(), attribute.name.text.as_str()) {
                    ("box", "allocates") => row.box_allocates = true,
                    (_, word) => {
                        let help = "`allocates` for `box`";
                        self.report(codes::unknown_word(
                            attribute.name.span,
                            "attribute",
                            word,
                            help,
                        ));
                    }
                }
            }
        }
    }

    /// Reports properties that a representation needs, or has no use for.
    fn check_type(&mut self, ty: &TypeItem, row: &Type) {
        let span = ty.name.span;
        let has = |key: &str| {
            ty.properties.iter().find(|(name, _, _)| name.text == key).map(|(name, _, _)| name.span)
        };
        let (unbox, boxed) = match row.repr {
            Repr::Scalar(_) => (true, true),
            Repr::Unit => (false, true),
            Repr::Object(_) => (false, false),
        };
        for (key, wanted) in [("test", true), ("unbox", unbox), ("box", boxed)] {
            match (has(key), wanted) {
                (None, true) => {
                    let message = format!("type `{}` has no `{key}`", ty.name);
                    self.report(codes::type_declaration(
                        span,
                        &message,
                        "needed for this representation",
                    ));
                }
                (Some(span), false) => {
                    let message = format!("type `{}` has no use for `{key}`", ty.name);
                    self.report(codes::type_declaration(
                        span,
                        &message,
                        "not for this representation",
                    ));
                }
                _ => {}
            }
        }
        if row.absent && row.repr != Repr::Unit {
            let message = format!("absent type `{}` is not of one value", ty.name);
            self.report(codes::type_declaration(
                span,
                &message,
                "only a `unit` type marks an empty slot",
            ));
        }
    }

    fn declare_object(&mut self, item: &Item, object: &ObjectItem) {
        let id: ObjectId = crate::table::Id::from_index(self.program.objects.len());
        let ty =
            self.program.types.iter().find(|(_, ty)| ty.repr == Repr::Object(id)).map(|(id, _)| id);
        if ty.is_none() {
            let message = format!("no type refers to object `{}`", object.name);
            let diagnostic =
                codes::object_declaration(object.name.span, &message, "values cannot be one");
            self.report(diagnostic);
        }
        let fields = self.declare_fields(id, object);
        self.program.objects.push(Object {
            name: object.name.clone(),
            doc: item.doc.clone(),
            ty: ty.unwrap_or_else(|| <TypeId as crate::table::Id>::from_index(0)),
            fields,
            open: object.open,
        });
    }

    fn declare_fields(&mut self, id: ObjectId, object: &ObjectItem) -> Vec<FieldId> {
        let mut fields = Vec::new();
        for field in &object.fields {
            self.check_reserved(&field.name);
            if let Some(first) = self.fields.get(&(id, field.name.text.clone())) {
                let first = self.program.fields[*first].name.span;
                self.report(codes::duplicate(field.name.span, "fields", &field.name.text, first));
                continue;
            }
            let (array, len_name) = match &field.ty.kind {
                TypeExprKind::Array(_, len) => (true, len.as_ref()),
                _ => (false, None),
            };
            let ty = match self.resolve_type(&field.ty, Place::Field) {
                Ty::Array(item) => *item,
                ty => ty,
            };
            let len = len_name.and_then(|name| self.length_field(id, object, name));
            let mut row = Field {
                object: id,
                name: field.name.clone(),
                ty,
                len,
                array,
                mutable: false,
                watch: false,
                suspend: false,
                range: None,
            };
            self.field_attributes(&field.attributes, &mut row);
            let id_of_field = self.program.fields.push(row);
            self.fields.insert((id, field.name.text.clone()), id_of_field);
            fields.push(id_of_field);
        }
        fields
    }

    fn length_field(&mut self, id: ObjectId, object: &ObjectItem, name: &Name) -> Option<FieldId> {
        let found = self.fields.get(&(id, name.text.clone())).copied();
        let Some(field) = found else {
            let message = format!("length `{name}` is no field before it");
            self.report(codes::object_declaration(
                name.span,
                &message,
                "not declared before this field",
            ));
            return None;
        };
        let is_int = matches!(self.program.fields[field].ty, Ty::Scalar(scalar) if scalar.is_int());
        if !is_int && self.program.fields[field].ty != ERROR {
            let message = format!("length `{}.{name}` is not an integer", object.name);
            self.report(codes::object_declaration(name.span, &message, "a length is an integer"));
        }
        Some(field)
    }

    fn field_attributes(&mut self, attributes: &[Attribute], row: &mut Field) {
        for attribute in attributes {
            let span = attribute.name.span;
            match (attribute.name.text.as_str(), attribute.arguments.as_slice()) {
                ("mut", []) => row.mutable = true,
                ("watch", []) => row.watch = true,
                ("suspend", []) => row.suspend = true,
                ("range", [Argument::Integer(low), Argument::Integer(high)]) => {
                    row.range = Some((low.value, high.value));
                    self.check_range(row.range, &row.ty, super::join(low.span, high.span));
                }
                ("mut" | "watch" | "suspend" | "range", _) => {
                    let diagnostic = codes::argument_count(
                        span,
                        &attribute.name.text,
                        if attribute.name.text == "range" { "two integers" } else { "nothing" },
                        attribute.arguments.len(),
                        None,
                    );
                    self.report(diagnostic);
                }
                (word, _) => {
                    let help = "`mut`, `watch`, `suspend` and `range(low, high)` for fields";
                    self.report(codes::unknown_word(span, "attribute", word, help));
                }
            }
        }
    }

    fn check_range(&mut self, range: Option<(i64, i64)>, ty: &Ty, span: Span) {
        let Some((low, high)) = range else { return };
        if low > high {
            return self.report(codes::empty_range(span));
        }
        match ty {
            Ty::Scalar(scalar) if scalar.is_int() => {
                let fits = scalar
                    .range()
                    .is_some_and(|(min, max)| min <= low.into() && i128::from(high) <= max);
                if !fits {
                    self.report(codes::number_out_of_range(span, &format!("`{scalar}`")));
                }
            }
            _ if *ty == ERROR => {}
            _ => {
                let found = self.program.type_name(ty);
                self.report(codes::mismatch(span, "an integer type with a range", &found));
            }
        }
    }

    fn declare_helper(&mut self, item: &Item, helper: &HelperItem) {
        self.check_reserved(&helper.name);
        if let Some(first) = self.helpers.get(&helper.name.text) {
            let first = self.program.helpers[*first].name.span;
            return self.report(codes::duplicate(
                helper.name.span,
                "helpers",
                &helper.name.text,
                first,
            ));
        }
        let mut params: Vec<(Name, Ty)> = Vec::new();
        for (name, ty) in &helper.params {
            self.check_reserved(name);
            if let Some((first, _)) = params.iter().find(|(other, _)| other.text == name.text) {
                self.diagnostics.push(codes::duplicate(
                    name.span,
                    "parameters",
                    &name.text,
                    first.span,
                ));
            }
            let ty = self.resolve_type(ty, Place::Memory);
            params.push((name.clone(), ty));
        }
        let (effects, is_fill) = self.helper_effects(helper);
        let (result, fill) = self.helper_result(helper, is_fill);
        let range = helper.bounds.map(|(low, high, _)| (low, high));
        if let Some((_, _, span)) = helper.bounds {
            self.check_range(range, &result, span);
        }
        self.check_contract(helper, &effects, is_fill, &result);
        let row = Helper {
            name: helper.name.clone(),
            doc: item.doc.clone(),
            params,
            result,
            never: helper.never,
            range,
            fill,
            effects,
        };
        let id: HelperId = self.program.helpers.push(row);
        self.used.helpers.push(false);
        self.helpers.insert(helper.name.text.clone(), id);
    }

    fn helper_result(&mut self, helper: &HelperItem, is_fill: bool) -> (Ty, Option<Vec<Ty>>) {
        match &helper.result {
            None => (Ty::Unit, is_fill.then(Vec::new)),
            Some(ty) => match &ty.kind {
                TypeExprKind::Tuple(types) if is_fill => {
                    let types =
                        types.iter().map(|ty| self.resolve_type(ty, Place::Memory)).collect();
                    (Ty::Unit, Some(types))
                }
                TypeExprKind::Array(..) => {
                    let help = "return an object that holds the items";
                    self.report(codes::misplaced_type(
                        ty.span,
                        "an array cannot be returned",
                        help,
                    ));
                    (ERROR, None)
                }
                _ => {
                    let result = self.resolve_type(ty, Place::Memory);
                    let fill = is_fill.then(|| vec![result.clone()]);
                    (result, fill)
                }
            },
        }
    }

    fn helper_effects(&mut self, helper: &HelperItem) -> (HelperEffects, bool) {
        let mut effects = HelperEffects::default();
        let mut fill = false;
        for attribute in &helper.attributes {
            match attribute.name.text.as_str() {
                "pure" => effects.pure_ = true,
                "allocates" => effects.allocates = true,
                "fresh" => {
                    effects.fresh = true;
                    effects.allocates = true;
                }
                "frame" => effects.frame = true,
                "errors" => effects.errors = true,
                "escapes" => effects.escapes = true,
                "locals" => effects.locals = true,
                "fill" => fill = true,
                "reads" => effects.reads.extend(self.field_paths(attribute)),
                "writes" => effects.writes.extend(self.field_paths(attribute)),
                word => {
                    let known = "`pure`, `reads(T.f)`, `writes(T.f)`, `allocates`, `fresh`, `frame`, `errors`, `escapes`, \
                                 `locals` and `fill` for helpers";
                    self.report(codes::unknown_word(attribute.name.span, "attribute", word, known));
                }
            }
        }
        (effects, fill)
    }

    /// The fields that `reads(List.len, ..)` names.
    fn field_paths(&mut self, attribute: &Attribute) -> Vec<FieldId> {
        let mut fields = Vec::new();
        for argument in &attribute.arguments {
            match argument {
                Argument::Path(object, Some(field)) => {
                    fields.extend(self.field_path(object, field))
                }
                Argument::Path(name, None) => {
                    self.report(codes::malformed_item(
                        name.span,
                        "expected a field: `Object.field`",
                    ));
                }
                Argument::Integer(integer) => {
                    self.report(codes::malformed_item(
                        integer.span,
                        "expected a field: `Object.field`",
                    ));
                }
            }
        }
        fields
    }

    fn field_path(&mut self, object: &Name, field: &Name) -> Option<FieldId> {
        let Some(id) = self.objects.get(&object.text).copied() else {
            self.unknown(object, "object", |a| &a.objects);
            return None;
        };
        let found = self.fields.get(&(id, field.text.clone())).copied();
        if found.is_none() {
            let declared = self.program.objects[id].name.span;
            self.report(codes::unknown_field(field.span, &object.text, &field.text, declared));
        }
        found
    }

    fn check_contract(
        &mut self,
        helper: &HelperItem,
        effects: &HelperEffects,
        fill: bool,
        result: &Ty,
    ) {
        let impure = effects.allocates
            || effects.errors
            || effects.escapes
            || effects.locals
            || !effects.reads.is_empty()
            || !effects.writes.is_empty();
        let span = helper.name.span;
        let name = &helper.name.text;
        let immutable = effects.writes.iter().find(|field| !self.program.fields[**field].mutable);
        let immutable = immutable.map(|field| {
            let field = &self.program.fields[*field];
            format!("{}.{}", self.program.objects[field.object].name, field.name)
        });
        let diagnostic = if !helper.attested || (helper.attributes.is_empty()) {
            codes::helper_contract(
                span,
                name,
                "does not say what it does",
                "declare its effects, or `[pure]` if it has none",
            )
        } else if let Some(field) = immutable {
            let message = format!("is declared to write `{field}`, which never changes");
            codes::helper_contract(span, name, &message, "declare the field `mut`")
        } else if effects.pure_ && impure {
            let help = "`pure` helpers depend on their arguments and on what never changes";
            codes::helper_contract(span, name, "is declared `pure` and not pure", help)
        } else if helper.never && (!effects.errors || fill) {
            let help = "`-> !` is for a helper that raises whenever it is called: `[errors]`";
            codes::helper_contract(span, name, "is declared not to return, and not to raise", help)
        } else if fill && (impure || effects.pure_) {
            let help = "`fill` helpers look and return an `Option`";
            codes::helper_contract(span, name, "is declared `fill` with other effects", help)
        } else if effects.fresh
            && self.program.type_set(result) == TypeSet::default()
            && *result != ERROR
        {
            let help = "only a new object can be `fresh`";
            codes::helper_contract(span, name, "is declared `fresh` and returns no object", help)
        } else {
            return;
        };
        self.report(diagnostic);
    }

    /// The helper of a name, or a report.
    pub(super) fn helper(&mut self, name: &Name) -> Option<HelperId> {
        if let Some(id) = self.helpers.get(&name.text).copied() {
            self.used.helpers[crate::table::Id::index(id)] = true;
            return Some(id);
        }
        let similar = similar(&name.text, self.helpers.keys());
        self.report(codes::undeclared_helper(name.span, &name.text, similar.as_deref()));
        None
    }
}
