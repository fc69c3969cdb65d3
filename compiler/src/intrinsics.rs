//! Numbers that instructions carry as operands: operators, intrinsic functions, common constants.
//!
//! The VM implements them; the numbers are the contract.

macro_rules! numbered {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $number:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u16)]
        pub enum $name { $($(#[$doc])* $variant = $number,)* }

        impl $name {
            /// All members, in order of their numbers.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// Returns the operand that stands for this member.
            pub fn number(self) -> u32 {
                self as u32
            }

            /// Returns the member with this number.
            pub fn from_number(number: u32) -> Option<$name> {
                $name::ALL.iter().copied().find(|member| member.number() == number)
            }
        }
    };
}

numbered! {
    /// The operand of `BINARY_OP`; in-place operators are [`BinaryOp::IN_PLACE`] higher.
    BinaryOp {
        /// `+`
        Add = 0,
        /// `-`
        Sub = 1,
        /// `*`
        Mul = 2,
        /// `/`
        TrueDiv = 3,
        /// `//`
        FloorDiv = 4,
        /// `%`
        Mod = 5,
        /// `**`
        Pow = 6,
        /// `<<`
        LShift = 7,
        /// `>>`
        RShift = 8,
        /// `&`
        And = 9,
        /// `|`
        Or = 10,
        /// `^`
        Xor = 11,
        /// `@`
        MatMul = 12,
    }
}

impl BinaryOp {
    /// Distance from an operator to its in-place form.
    pub const IN_PLACE: u32 = 13;
}

numbered! {
    /// The operand of `COMPARE_OP`.
    CompareOp {
        /// `<`
        Lt = 0,
        /// `<=`
        Le = 1,
        /// `==`
        Eq = 2,
        /// `!=`
        Ne = 3,
        /// `>`
        Gt = 4,
        /// `>=`
        Ge = 5,
    }
}

numbered! {
    /// The operand of `CALL_INTRINSIC_1` (value -- result).
    Intrinsic1 {
        /// Binds the public names of a module (the operand) in the globals; result `None`.
        ImportStar = 1,
        /// Turns `StopIteration` that leaves a generator (the operand) into `RuntimeError`; result: the exception to raise.
        StopIterationError = 2,
        /// Makes a tuple of a list that nobody else refers to.
        ListToTuple = 3,
        /// Makes a `TypeVar` of a name.
        TypeVar = 4,
        /// Makes a `ParamSpec` of a name.
        ParamSpec = 5,
        /// Makes a `TypeVarTuple` of a name.
        TypeVarTuple = 6,
        /// Makes `Generic[...]` of a tuple of type parameters.
        SubscriptGeneric = 7,
        /// Makes a type alias of a tuple `(name, type_params or None, function that evaluates it)`.
        TypeAlias = 8,
        /// Binds `__annotations__` to a new dict unless it is bound, in the namespace that is the
        /// operand, or in the globals when it is `None`; result `None`.
        SetupAnnotations = 9,
    }
}

numbered! {
    /// The operand of `CALL_INTRINSIC_2` (first, second -- result).
    Intrinsic2 {
        /// `(original exception, list of raised ones)`: what `except*` re-raises, or `None`.
        PrepReraiseStar = 1,
        /// `(name, function that evaluates the bound)`: a `TypeVar`.
        TypeVarWithBound = 2,
        /// `(name, function that evaluates the constraints)`: a `TypeVar`.
        TypeVarWithConstraints = 3,
        /// `(function, type parameters)`: sets `__type_params__`; result: the function.
        SetFunctionTypeParams = 4,
        /// `(type parameter, function that evaluates the default)`: the type parameter.
        SetTypeParamDefault = 5,
    }
}

numbered! {
    /// The operand of `LOAD_COMMON_CONSTANT`: builtins that programs cannot rebind here.
    CommonConstant {
        /// `AssertionError`
        AssertionError = 0,
        /// `NotImplementedError`
        NotImplementedError = 1,
        /// `tuple`
        Tuple = 2,
        /// `all`
        All = 3,
        /// `any`
        Any = 4,
    }
}

numbered! {
    /// The operand of `LOAD_SPECIAL` and `LOAD_SPECIAL_BOUND`: a method looked up on the type.
    SpecialMethod {
        /// `__enter__`
        Enter = 0,
        /// `__exit__`
        Exit = 1,
    }
}

numbered! {
    /// The operand of `SET_FUNCTION_ATTRIBUTE`.
    FunctionAttribute {
        /// A tuple of defaults.
        Defaults = 1,
        /// A dict of keyword-only defaults.
        KwDefaults = 2,
        /// A tuple of cells.
        Closure = 8,
        /// The function that evaluates the annotations.
        Annotate = 16,
    }
}

numbered! {
    /// The operand of `CONVERT_VALUE`.
    Conversion {
        /// `!s`
        Str = 1,
        /// `!r`
        Repr = 2,
        /// `!a`
        Ascii = 3,
    }
}
