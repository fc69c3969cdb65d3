//! What emitters and checks ask of the model: places, type sets, ranges, counts.

use super::{
    Block, Count, ExprKind, Flow, FrameOp, Inst, Operand, Program, Repr, Scalar, Stmt, StmtKind,
    Ty, TypeId, TypeSet,
};
use crate::source::Span;
use crate::table::Id;

impl Program {
    /// The line of the start of a span, from 1.
    pub fn line(&self, span: Span) -> usize {
        self.position(span).0
    }

    /// Line and column of the start of a span, both from 1, the column in bytes.
    pub fn position(&self, span: Span) -> (usize, usize) {
        let Some(starts) = self.line_starts.get(span.file.0 as usize) else { return (1, 1) };
        let line = starts.partition_point(|start| *start <= span.start).max(1);
        let start = starts.get(line - 1).copied().unwrap_or(0);
        (line, (span.start - start) as usize + 1)
    }

    /// Where control goes after an instruction.
    pub fn flow(&self, inst: &Inst) -> Flow {
        let bodies = inst.ops.iter().map(|part| &self.ops[part.op].body);
        let flows = bodies.map(|body| self.flow_of(body));
        flows.fold(Flow::Next, Flow::max)
    }

    fn flow_of(&self, body: &Block) -> Flow {
        let flows = body.stmts.iter().map(|stmt| match &stmt.kind {
            StmtKind::BranchIf { .. } => Flow::Branch,
            StmtKind::Jump { .. } => Flow::Jump,
            StmtKind::Frame(FrameOp::Pop, _) => Flow::End,
            StmtKind::Expr(expr) => match &expr.kind {
                ExprKind::Call { helper, .. } if self.helpers[*helper].never => Flow::End,
                _ => Flow::Next,
            },
            _ => Flow::Next,
        });
        flows.fold(Flow::Next, Flow::max)
    }

    /// Whether one slot more lies on the stack when control comes to the next instruction: what the frame that this one
    /// enters has returned, or what was sent to the frame that it suspends.
    pub fn has_frame_result(&self, inst: &Inst) -> bool {
        let last = inst.ops.last().and_then(|part| self.ops[part.op].body.stmts.last());
        match last {
            Some(Stmt { kind: StmtKind::Frame(op, args), .. }) => match op {
                FrameOp::Push | FrameOp::Resume => args.len() == 2,
                FrameOp::Yield => true,
                FrameOp::Pop => false,
            },
            _ => false,
        }
    }

    /// The name of the text that a span points into.
    pub fn file(&self, span: Span) -> &str {
        self.files.get(span.file.0 as usize).map_or("", String::as_str)
    }

    /// The set of all types: `Value?`.
    pub fn any(&self) -> TypeSet {
        self.types.ids().fold(TypeSet::default(), TypeSet::with)
    }

    /// The types that mark empty slots.
    pub fn absent(&self) -> TypeSet {
        let absent = self.types.iter().filter(|(_, ty)| ty.absent);
        absent.fold(TypeSet::default(), |set, (id, _)| set.with(id))
    }

    /// All types but the absent ones: `Value`.
    pub fn present(&self) -> TypeSet {
        self.any().minus(self.absent())
    }

    /// The types that a value of a static type may have. Of scalars that are never boxed, none.
    pub fn type_set(&self, ty: &Ty) -> TypeSet {
        match ty {
            Ty::Value(set) => *set,
            Ty::Object(id) => TypeSet::default().with(*id),
            Ty::Scalar(scalar) => {
                self.boxed(*scalar).map_or(TypeSet::default(), |id| TypeSet::default().with(id))
            }
            Ty::Array(item) => self.type_set(item),
            Ty::Unit => TypeSet::default(),
        }
    }

    /// The type of values that a scalar boxes to. At most one type has a representation.
    pub fn boxed(&self, scalar: Scalar) -> Option<TypeId> {
        let mut types = self.types.iter();
        types.find(|(_, ty)| ty.repr == Repr::Scalar(scalar)).map(|(id, _)| id)
    }

    /// What a value is once it is known to be of one of these types.
    pub fn static_type(&self, set: TypeSet) -> Ty {
        match set.single().map(|id| (id, self.types[id].repr)) {
            Some((_, Repr::Scalar(scalar))) => Ty::Scalar(scalar),
            Some((id, Repr::Object(_))) => Ty::Object(id),
            _ => Ty::Value(set),
        }
    }

    /// A static type as it is written.
    pub fn type_name(&self, ty: &Ty) -> String {
        match ty {
            Ty::Scalar(scalar) => self
                .boxed(*scalar)
                .map_or_else(|| scalar.to_string(), |id| self.types[id].name.text.clone()),
            Ty::Object(id) => self.types[*id].name.text.clone(),
            Ty::Array(item) => format!("[{}]", self.type_name(item)),
            Ty::Unit => "()".to_string(),
            Ty::Value(set) if *set == self.any() => "Value?".to_string(),
            Ty::Value(set) if *set == self.present() => "Value".to_string(),
            Ty::Value(set) => {
                let names: Vec<&str> =
                    set.iter().map(|id| self.types[id].name.text.as_str()).collect();
                names.join(" | ")
            }
        }
    }
}

impl TypeSet {
    /// The set with one type more.
    pub fn with(self, id: TypeId) -> TypeSet {
        TypeSet(self.0 | 1u64.checked_shl(id.index() as u32).unwrap_or(0))
    }

    /// Whether the type is in it.
    pub fn contains(self, id: TypeId) -> bool {
        self.0 & TypeSet::default().with(id).0 != 0
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What is in both.
    pub fn meet(self, other: TypeSet) -> TypeSet {
        TypeSet(self.0 & other.0)
    }

    /// What is in one of them.
    pub fn join(self, other: TypeSet) -> TypeSet {
        TypeSet(self.0 | other.0)
    }

    /// What is in this one only.
    pub fn minus(self, other: TypeSet) -> TypeSet {
        TypeSet(self.0 & !other.0)
    }

    /// Whether all of it is in the other.
    pub fn is_within(self, other: TypeSet) -> bool {
        self.minus(other).is_empty()
    }

    /// The type, if there is exactly one.
    pub fn single(self) -> Option<TypeId> {
        (self.0.count_ones() == 1).then(|| TypeId::from_index(self.0.trailing_zeros() as usize))
    }

    /// The types in it, in declaration order.
    pub fn iter(self) -> impl Iterator<Item = TypeId> {
        (0..64).filter(move |bit| self.0 >> bit & 1 == 1).map(TypeId::from_index)
    }
}

impl Scalar {
    /// The inclusive range of the integers in it. `None` for `f64`.
    pub fn range(self) -> Option<(i128, i128)> {
        match self {
            Scalar::Bool => Some((0, 1)),
            Scalar::Int(bits) => Some((-(1 << (bits - 1)), (1 << (bits - 1)) - 1)),
            Scalar::Uint(bits) => Some((0, (1 << bits) - 1)),
            Scalar::F64 => None,
        }
    }

    /// Whether it is an integer.
    pub fn is_int(self) -> bool {
        matches!(self, Scalar::Int(_) | Scalar::Uint(_))
    }

    /// Whether every integer of `other` is one of this.
    pub fn holds(self, other: Scalar) -> bool {
        match (self.range(), other.range()) {
            (Some((low, high)), Some((other_low, other_high))) => {
                self.is_int() && other.is_int() && low <= other_low && other_high <= high
            }
            _ => false,
        }
    }
}

impl std::fmt::Display for Scalar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Scalar::Bool => f.write_str("bool"),
            Scalar::Int(bits) => write!(f, "i{bits}"),
            Scalar::Uint(bits) => write!(f, "u{bits}"),
            Scalar::F64 => f.write_str("f64"),
        }
    }
}

impl Count {
    /// One slot.
    pub const ONE: Count = Count { scale: 0, offset: 1 };

    /// The sum of two counts.
    pub fn plus(self, other: Count) -> Count {
        let scale = self.scale.saturating_add(other.scale);
        Count { scale, offset: self.offset.saturating_add(other.offset) }
    }

    /// The difference of two counts.
    pub fn minus(self, other: Count) -> Count {
        let scale = self.scale.saturating_sub(other.scale);
        Count { scale, offset: self.offset.saturating_sub(other.offset) }
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.scale, self.offset) {
            (0, offset) => write!(f, "{offset}"),
            (1, 0) => f.write_str("oparg"),
            (scale, 0) => write!(f, "oparg * {scale}"),
            (1, offset) => {
                write!(f, "oparg {} {}", if offset < 0 { '-' } else { '+' }, offset.unsigned_abs())
            }
            (scale, offset) => {
                write!(
                    f,
                    "oparg * {scale} {} {}",
                    if offset < 0 { '-' } else { '+' },
                    offset.unsigned_abs()
                )
            }
        }
    }
}

impl Operand {
    /// The number of stack slots that it takes.
    pub fn slots(&self) -> Count {
        self.count.unwrap_or(Count::ONE)
    }
}
