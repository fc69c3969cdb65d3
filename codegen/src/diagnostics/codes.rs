//! Every code with its one constructor: all messages of the compiler stand in this file.
//!
//! `E` are errors, `W` warnings (a meaning exists, but surely another was meant), `N` notes. The hundreds group by
//! subject: 0 text, 1 names, 2 types, 3 flow inside a body, 4 instructions and families. A code is never reused.

use super::{Diagnostic, Severity};
use crate::source::Span;

/// Declares the codes.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// The stable code of a kind of finding.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code { $($(#[$doc])* $name,)* }
        impl Code {
            /// All codes.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];
            /// The code as it is shown.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }
        }
    };
}

codes! {
    /// Text that is not an item.
    MalformedItem = "E0001",
    /// An item without its end.
    Unterminated = "E0002",
    /// A bracket without its partner.
    Bracket = "E0003",
    /// A body that is not Rust.
    MalformedBody = "E0004",
    /// A body outside the subset.
    OutsideSubset = "E0005",
    /// Nested too deeply.
    TooDeep = "E0006",
    /// A number that does not fit.
    NumberRange = "E0007",
    /// A range with nothing in it.
    EmptyRange = "E0008",
    /// A text that is not there.
    MissingInclude = "E0009",

    /// A name that nothing has.
    UnknownName = "E0101",
    /// One name for two things.
    Duplicate = "E0102",
    /// A reserved word of Rust as a name.
    Reserved = "E0103",
    /// `override` where there is nothing to replace.
    NothingToOverride = "E0104",
    /// A call of something that no `extern fn` declares.
    UndeclaredHelper = "E0105",
    /// A field that the object does not have.
    UnknownField = "E0106",
    /// An attribute, property or macro that the language does not have.
    UnknownWord = "E0107",
    /// A name from which generated code makes one that is taken.
    GeneratedName = "E0108",

    /// Another type was expected.
    Mismatch = "E0201",
    /// A type declaration that is not complete, or contradicts itself.
    TypeDeclaration = "E0202",
    /// An object declaration that is not complete, or contradicts itself.
    ObjectDeclaration = "E0203",
    /// A literal whose type is open.
    OpenLiteral = "E0204",
    /// A field read before its object's type is established.
    UnestablishedField = "E0205",
    /// A store to a field without `mut`.
    ImmutableField = "E0206",
    /// An operator or method that the type does not have.
    NoSuchOperation = "E0207",
    /// Too few or too many arguments.
    ArgumentCount = "E0208",
    /// An assignment to something that is no output.
    NotAssignable = "E0209",
    /// A helper that may raise, called without `?`.
    MissingTry = "E0210",
    /// `?` after something that does not raise.
    SpuriousTry = "E0211",
    /// A helper without a contract, or with one that contradicts itself.
    HelperContract = "E0212",
    /// A `fill` helper outside of `fill`, or another helper inside of it.
    FillHelper = "E0213",
    /// A cast that is not between scalars.
    InvalidCast = "E0214",
    /// A count that is not linear in `oparg`.
    NonLinearCount = "E0215",
    /// A test whose outcome is known.
    KnownTest = "E0216",
    /// `new!` without all fields.
    IncompleteNew = "E0217",
    /// More types than a type set holds.
    TooManyTypes = "E0218",
    /// A value that nothing uses, or none where one is needed.
    ValueUse = "E0219",
    /// A type that cannot stand here.
    MisplacedType = "E0220",

    /// An output that is not set on a path.
    UnsetOutput = "E0301",
    /// A variable that is read before it is set.
    UnsetVariable = "E0302",
    /// A variable that is set twice on a path.
    SetTwice = "E0303",
    /// A visible effect between a resume point and a later exit.
    EffectBeforeExit = "E0304",
    /// A jump or frame primitive that is not at the end.
    ControlNotLast = "E0305",
    /// A partial primitive that no exit guards.
    UnguardedPartial = "E0306",
    /// An operand of `&&` or `||` that must not be evaluated always.
    ImpureOperand = "E0307",
    /// A guard that does not establish the type of its output.
    UnestablishedOutput = "E0308",
    /// An abstract clause that contradicts the declared output type.
    AbstractContradicts = "E0309",
    /// Outputs on a branch that are not a prefix.
    BranchOutputs = "E0310",

    /// Stack effects that do not compose.
    StackEffect = "E0401",
    /// A typed input that nothing establishes.
    UnestablishedInput = "E0402",
    /// A member whose effect differs from its head's.
    MemberEffect = "E0403",
    /// Cache fields of one name and different types.
    CacheLayout = "E0404",
    /// A member that an earlier one always precedes.
    ShadowedMember = "E0405",
    /// A member that is never selected.
    NeverSelected = "E0406",
    /// A cache field that `fill` does not fill, or a `fill` without a use.
    Fill = "E0407",
    /// More opcodes than the encoding holds.
    TooManyOpcodes = "E0408",
    /// An instruction that cannot be a component of a superinstruction.
    SuperComponent = "E0409",
    /// A `replicate` range that is empty, negative or too long.
    Replicate = "E0410",
    /// An exit in an instruction that is no specialization.
    ExitWithoutHead = "E0411",
    /// Two families with one head, or a head that is a member.
    FamilyHead = "E0412",

    /// A name in a body that is never read.
    UnusedName = "W0101",
    /// An item that nothing refers to.
    UnusedItem = "W0102",

    /// An op that is opaque to the optimizer.
    Opaque = "N0001",
}

impl Code {
    /// How bad a finding of this code is.
    pub fn severity(self) -> Severity {
        match self.as_str().as_bytes()[0] {
            b'E' => Severity::Error,
            b'W' => Severity::Warning,
            _ => Severity::Note,
        }
    }
}

// Text.

pub(crate) fn malformed_item(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedItem, message, span, "here")
}

pub(crate) fn unterminated(span: Span, start: Span) -> Diagnostic {
    Diagnostic::new(Code::Unterminated, "item without an end", span, "it should have ended here")
        .secondary(start, "the item starts here")
        .help("end it with `;`")
}

pub(crate) fn unclosed(open: Span) -> Diagnostic {
    Diagnostic::new(Code::Bracket, "bracket is never closed", open, "opened here")
        .help("close it; the next line that starts like an item was taken to start one")
}

pub(crate) fn mismatched(span: Span, bracket: &str, opened: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::Bracket,
        format!("`{bracket}` closes nothing"),
        span,
        "has no partner",
    );
    match opened {
        Some(opened) => diagnostic.secondary(opened, "this is what is open"),
        None => diagnostic,
    }
}

pub(crate) fn malformed_body(span: Span, message: &str) -> Diagnostic {
    let message = message.strip_prefix("lex error").map_or(message, |_| "this is no Rust token");
    Diagnostic::new(Code::MalformedBody, format!("malformed body: {message}"), span, "here")
        .help("bodies are Rust")
}

pub(crate) fn outside_subset(span: Span, construct: &str, help: &str) -> Diagnostic {
    let message = format!("{construct} has no meaning in every tier");
    Diagnostic::new(Code::OutsideSubset, message, span, "outside of the subset").help(help)
}

pub(crate) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, "nested too deeply", span, "from here on")
        .help("bind parts of it with `let`, or move them into a helper")
}

pub(crate) fn number_out_of_range(span: Span, limit: &str) -> Diagnostic {
    Diagnostic::new(Code::NumberRange, format!("number does not fit {limit}"), span, "too large")
}

pub(crate) fn empty_range(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::EmptyRange,
        "nothing is in this range",
        span,
        "the bounds exclude everything",
    )
    .help("`a..b` includes `a` and excludes `b`")
}

pub(crate) fn missing_include(span: Span, name: &str) -> Diagnostic {
    let message = format!("there is no text `{name}`");
    Diagnostic::new(Code::MissingInclude, message, span, "not among the sources")
        .help("`codegen::includes` names the texts that the caller has to load")
}

pub(crate) fn missing_entry(name: &str) -> Diagnostic {
    missing_include(Span::default(), name)
}

// Names.

pub(crate) fn unknown_name(
    span: Span,
    what: &str,
    name: &str,
    similar: Option<&str>,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnknownName,
        format!("there is no {what} `{name}`"),
        span,
        "not declared",
    );
    match similar {
        Some(similar) => diagnostic.help(format!("there is `{similar}`")),
        None => diagnostic,
    }
}

pub(crate) fn defined_later(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownName,
        format!("`{name}` is not defined yet"),
        span,
        "defined further down",
    )
    .help("move this behind it")
}

pub(crate) fn duplicate(span: Span, what: &str, name: &str, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Duplicate,
        format!("there are two {what} `{name}`"),
        span,
        "declared again",
    )
    .secondary(first, "declared here first")
}

pub(crate) fn reserved(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` is a reserved word of Rust");
    Diagnostic::new(Code::Reserved, message, span, "cannot be a name in generated code")
        .help(format!("write `{name}_`"))
}

pub(crate) fn generated_name(span: Span, name: &str, made: &str, taken: &str) -> Diagnostic {
    let message = format!("generated code of `{name}` would be a second `{made}`");
    Diagnostic::new(Code::GeneratedName, message, span, format!("`{made}` is {taken}"))
        .help("choose another name")
}

pub(crate) fn nothing_to_override(span: Span, name: &str) -> Diagnostic {
    let message = format!("there is nothing named `{name}` to override");
    Diagnostic::new(Code::NothingToOverride, message, span, "replaces nothing")
        .help("an override replaces an op or inst that stands before it in another text")
}

pub(crate) fn undeclared_helper(span: Span, name: &str, similar: Option<&str>) -> Diagnostic {
    let help = match similar {
        Some(similar) => format!("there is `{similar}`"),
        None => format!("declare it: `extern fn {name}(..) -> .. [pure];` or with its effects"),
    };
    Diagnostic::new(
        Code::UndeclaredHelper,
        format!("helper `{name}` is not declared"),
        span,
        "called here",
    )
    .help(help)
}

pub(crate) fn unknown_field(span: Span, object: &str, field: &str, declared: Span) -> Diagnostic {
    let message = format!("object `{object}` has no field `{field}`");
    Diagnostic::new(Code::UnknownField, message, span, "no such field")
        .secondary(declared, "the object")
}

pub(crate) fn unknown_word(span: Span, what: &str, word: &str, known: &str) -> Diagnostic {
    let message = format!("the language has no {what} `{word}`");
    Diagnostic::new(Code::UnknownWord, message, span, "unknown").help(format!("it has {known}"))
}

// Types.

pub(crate) fn mismatch(span: Span, expected: &str, found: &str) -> Diagnostic {
    let label = format!("this is `{found}`");
    Diagnostic::new(Code::Mismatch, format!("expected `{expected}`"), span, label)
}

pub(crate) fn mismatch_help(span: Span, expected: &str, found: &str, help: &str) -> Diagnostic {
    mismatch(span, expected, found).help(help)
}

pub(crate) fn type_declaration(span: Span, message: &str, label: &str) -> Diagnostic {
    Diagnostic::new(Code::TypeDeclaration, message, span, label)
}

pub(crate) fn same_representation(span: Span, name: &str, other: &str, first: Span) -> Diagnostic {
    let message = format!("`{name}` and `{other}` have one representation");
    Diagnostic::new(Code::TypeDeclaration, message, span, "boxing would be ambiguous")
        .secondary(first, "the other type")
}

pub(crate) fn object_declaration(span: Span, message: &str, label: &str) -> Diagnostic {
    Diagnostic::new(Code::ObjectDeclaration, message, span, label)
}

pub(crate) fn open_literal(span: Span) -> Diagnostic {
    Diagnostic::new(Code::OpenLiteral, "the type of this literal is open", span, "of which type?")
        .help("write it with `as`: `0 as u32`")
}

pub(crate) fn unestablished_field(
    span: Span,
    field: &str,
    found: &str,
    tests: &[(String, String)],
    base: &str,
) -> Diagnostic {
    let message = format!("field `{field}` read before the type of its object is established");
    let diagnostic =
        Diagnostic::new(Code::UnestablishedField, message, span, format!("this is `{found}`"));
    match tests {
        [] => diagnostic.help("no declared object has such a field"),
        [(ty, test), ..] => {
            diagnostic.help(format!("establish it: `exit_if!(!{base}.{test}());` makes it `{ty}`"))
        }
    }
}

pub(crate) fn immutable_field(span: Span, object: &str, field: &str, declared: Span) -> Diagnostic {
    let message = format!("field `{object}.{field}` does not change after construction");
    Diagnostic::new(Code::ImmutableField, message, span, "stored to here")
        .secondary(declared, "declared without `mut`")
        .help("declare it `[mut]`, or make a new object")
}

pub(crate) fn no_such_operation(
    span: Span,
    operation: &str,
    ty: &str,
    help: Option<&str>,
) -> Diagnostic {
    let message = format!("`{ty}` has no `{operation}`");
    let diagnostic =
        Diagnostic::new(Code::NoSuchOperation, message, span, format!("this is `{ty}`"));
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

pub(crate) fn argument_count(
    span: Span,
    name: &str,
    wanted: &str,
    found: usize,
    declared: Option<Span>,
) -> Diagnostic {
    let message = format!("`{name}` takes {wanted}, not {found}");
    let diagnostic = Diagnostic::new(Code::ArgumentCount, message, span, "called here");
    match declared {
        Some(declared) => diagnostic.secondary(declared, "declared here"),
        None => diagnostic,
    }
}

pub(crate) fn name_count(span: Span, name: &str, returned: usize, found: usize) -> Diagnostic {
    let message = format!("`{name}` returns {returned} and {found} are bound");
    Diagnostic::new(Code::ArgumentCount, message, span, "called here")
        .help("bind each value that it returns, `_` if need be")
}

pub(crate) fn not_assignable(span: Span, what: &str, help: &str) -> Diagnostic {
    let message = format!("{what} cannot be assigned");
    Diagnostic::new(Code::NotAssignable, message, span, "assigned here").help(help)
}

pub(crate) fn missing_try(span: Span, helper: &str, declared: Span) -> Diagnostic {
    let message = format!("helper `{helper}` may raise, and the error is dropped");
    Diagnostic::new(Code::MissingTry, message, span, "called without `?`")
        .secondary(declared, "declared `errors`")
        .help("write `?` after the call")
}

pub(crate) fn spurious_try(span: Span, declared: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::SpuriousTry,
        "`?` after something that does not raise",
        span,
        "nothing to pass on",
    );
    match declared {
        Some(declared) => diagnostic.secondary(declared, "declared without `errors`"),
        None => diagnostic.help("`?` stands only after the call of a helper that `errors`"),
    }
}

pub(crate) fn helper_contract(span: Span, name: &str, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(
        Code::HelperContract,
        format!("helper `{name}` {message}"),
        span,
        "declared here",
    )
    .help(help)
}

pub(crate) fn fill_helper(span: Span, name: &str, declared: Span, inside: bool) -> Diagnostic {
    let message = match inside {
        true => format!("helper `{name}` cannot be called in `fill`"),
        false => format!("helper `{name}` can only be called in `fill`"),
    };
    let label = if inside { "declared without `fill`" } else { "declared `fill`" };
    Diagnostic::new(Code::FillHelper, message, span, "called here").secondary(declared, label)
}

pub(crate) fn fill_form(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(Code::FillHelper, message, span, "here")
        .help("`let (a, b) = helper(..)?;` binds what a `fill` helper returns")
}

pub(crate) fn invalid_cast(span: Span, from: &str, to: &str, help: &str) -> Diagnostic {
    let message = format!("`{from}` cannot be cast to `{to}`");
    Diagnostic::new(Code::InvalidCast, message, span, "this cast").help(help)
}

pub(crate) fn non_linear_count(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NonLinearCount, "a count is linear in `oparg`", span, "this is not")
        .help("write it like `oparg * 2 + 1`")
}

pub(crate) fn count_mismatch(span: Span, expected: &str, found: &str) -> Diagnostic {
    let message = format!("expected {expected} slots, found {found}");
    Diagnostic::new(Code::Mismatch, message, span, "these are another number of slots")
}

pub(crate) fn known_test(span: Span, found: &str, outcome: &str) -> Diagnostic {
    let message = format!("this test is always {outcome}");
    Diagnostic::new(Code::KnownTest, message, span, format!("its operand is `{found}`"))
        .help("leave it out, or widen the type of the operand")
}

pub(crate) fn incomplete_new(
    span: Span,
    object: &str,
    message: &str,
    declared: Span,
) -> Diagnostic {
    Diagnostic::new(
        Code::IncompleteNew,
        format!("`new!({object} {{ .. }})` {message}"),
        span,
        "here",
    )
    .secondary(declared, "the object")
    .help("give every field its value, once")
}

pub(crate) fn too_many_types(span: Span, limit: usize) -> Diagnostic {
    let message = format!("more than {limit} types");
    Diagnostic::new(Code::TooManyTypes, message, span, "does not fit a type set")
        .help("tell objects apart by a field instead")
}

pub(crate) fn unused_value(span: Span) -> Diagnostic {
    Diagnostic::new(Code::ValueUse, "nothing uses this value", span, "dropped")
        .help("assign it to an output, or bind it with `let`")
}

pub(crate) fn missing_value(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::ValueUse, format!("{what} has no value"), span, "a value is needed here")
}

pub(crate) fn misplaced_type(span: Span, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::MisplacedType, message, span, "not possible here").help(help)
}

// Flow inside a body.

pub(crate) fn unset_output(span: Span, name: &str, path: Option<Span>) -> Diagnostic {
    let message = match path {
        Some(_) => format!("output `{name}` is not set on every path"),
        None => format!("output `{name}` is never set"),
    };
    let diagnostic = Diagnostic::new(Code::UnsetOutput, message, span, "this output");
    match path {
        Some(path) => {
            diagnostic.secondary(path, "only one arm sets it").help("set it in both arms")
        }
        None => diagnostic.help(format!("assign it: `{name} = ..;`")),
    }
}

pub(crate) fn unset_variable(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` is read before it is set");
    Diagnostic::new(Code::UnsetVariable, message, span, "not set on every path to here")
}

pub(crate) fn set_twice(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` is set twice");
    Diagnostic::new(Code::SetTwice, message, span, "may have a value already")
        .help("bind the intermediate value with `let`")
}

pub(crate) fn effect_before_exit(
    exit: Span,
    effect: Span,
    because: &str,
    within: Option<(Span, &str)>,
) -> Diagnostic {
    let message = "a visible effect stands before an exit";
    let diagnostic = Diagnostic::new(
        Code::EffectBeforeExit,
        message,
        exit,
        "resumes at the start of the instruction",
    )
    .secondary(effect, format!("visible by then: {because}"))
    .help("move every exit before the first effect, or split the instruction");
    match within {
        Some((span, name)) => diagnostic.secondary(span, format!("both are in `{name}`")),
        None => diagnostic,
    }
}

pub(crate) fn control_not_last(span: Span, what: &str, help: &str) -> Diagnostic {
    let message = format!("{what} is not at the end");
    Diagnostic::new(Code::ControlNotLast, message, span, "control leaves here").help(help)
}

pub(crate) fn control_not_last_op(span: Span, op: &str, control: Span) -> Diagnostic {
    let message = format!("`{op}` transfers control and is not the last op");
    Diagnostic::new(Code::ControlNotLast, message, span, "further ops follow")
        .secondary(control, "control leaves here")
        .help("put it last")
}

pub(crate) fn unguarded_partial(
    span: Span,
    operator: &str,
    message: &str,
    help: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::UnguardedPartial,
        format!("`{operator}` {message}"),
        span,
        "no exit before it excludes that",
    )
    .help(help)
}

pub(crate) fn impure_operand(span: Span, why: &str) -> Diagnostic {
    let message = "an operand of `&&` or `||` is always evaluated";
    Diagnostic::new(Code::ImpureOperand, message, span, why)
        .help("bind it with `let` before, or write an `exit_if!` or `if` of its own")
}

pub(crate) fn unestablished_output(
    span: Span,
    name: &str,
    declared: &str,
    found: &str,
) -> Diagnostic {
    let message = format!("the body does not establish that `{name}` is `{declared}`");
    Diagnostic::new(Code::UnestablishedOutput, message, span, format!("at the end it is `{found}`"))
        .help("test it with `exit_if!`, or leave the type out")
}

pub(crate) fn abstract_contradicts(
    span: Span,
    name: &str,
    declared: &str,
    found: &str,
    output: Span,
) -> Diagnostic {
    let message = format!("the abstract clause contradicts the type of `{name}`");
    Diagnostic::new(Code::AbstractContradicts, message, span, format!("this is `{found}`"))
        .secondary(output, format!("declared `{declared}`"))
}

pub(crate) fn branch_outputs(span: Span, set: &str, unset: &str, unset_span: Span) -> Diagnostic {
    let message = format!("on the jump `{set}` would be pushed without `{unset}` below it");
    Diagnostic::new(Code::BranchOutputs, message, span, "jumps here")
        .secondary(unset_span, "not set yet")
        .help("outputs set before `branch_if!` are a prefix of the outputs")
}

// Instructions and families.

pub(crate) fn stack_effect(
    span: Span,
    op: &str,
    wanted: &str,
    found: &str,
    producer: Span,
    consumer: Span,
) -> Diagnostic {
    let message = format!("the stack effect of `{op}` does not fit what is before it");
    Diagnostic::new(Code::StackEffect, message, span, format!("takes {wanted}, finds {found}"))
        .secondary(producer, "left on the stack here")
        .secondary(consumer, "taken here")
}

pub(crate) fn unestablished_input(
    span: Span,
    op: &str,
    operand: &str,
    wanted: &str,
    found: &str,
    declared: Span,
) -> Diagnostic {
    let message = format!("nothing before `{op}` establishes that `{operand}` is `{wanted}`");
    Diagnostic::new(Code::UnestablishedInput, message, span, format!("it is `{found}` here"))
        .secondary(declared, format!("taken as `{wanted}`"))
        .help("put a guard before it")
}

pub(crate) fn member_effect(
    span: Span,
    member: &str,
    effect: &str,
    head: &str,
    head_effect: &str,
    head_span: Span,
) -> Diagnostic {
    let message = format!("the stack effect of `{member}` differs from that of its head");
    Diagnostic::new(Code::MemberEffect, message, span, format!("this is {effect}"))
        .secondary(head_span, format!("`{head}` is {head_effect}"))
}

pub(crate) fn cache_layout(
    span: Span,
    cache: &str,
    ty: &str,
    first: Span,
    first_ty: &str,
) -> Diagnostic {
    let message = format!("cache field `{cache}` has two types in one family");
    Diagnostic::new(Code::CacheLayout, message, span, format!("`{ty}` here"))
        .secondary(first, format!("`{first_ty}` here"))
        .help("name them differently")
}

pub(crate) fn shadowed_member(
    span: Span,
    member: &str,
    earlier: &str,
    earlier_span: Span,
) -> Diagnostic {
    let message = format!("`{member}` is never tried: `{earlier}` is selected before it");
    Diagnostic::new(Code::ShadowedMember, message, span, "selected in no case that is left")
        .secondary(earlier_span, "fits whenever this one does")
        .help("put the more specific member first")
}

pub(crate) fn never_selected(span: Span, member: &str, label: &str) -> Diagnostic {
    Diagnostic::new(Code::NeverSelected, format!("`{member}` is never selected"), span, label)
}

pub(crate) fn unfilled_cache(span: Span, member: &str, cache: &str, declared: Span) -> Diagnostic {
    let message = format!("nothing fills the cache field `{cache}` of `{member}`");
    Diagnostic::new(Code::Fill, message, span, "this member")
        .secondary(declared, "declared here")
        .help(format!("bind it in `fill {{ let {cache} = ..; }}`"))
}

pub(crate) fn fill_unused(span: Span, name: &str) -> Diagnostic {
    let message = format!("no op of the member has a cache field `{name}`");
    Diagnostic::new(Code::Fill, message, span, "bound here and not used")
}

pub(crate) fn too_many_opcodes(span: Span, limit: usize) -> Diagnostic {
    let message = format!("more than {limit} instructions");
    Diagnostic::new(Code::TooManyOpcodes, message, span, "the encoding has no opcode for this one")
}

pub(crate) fn super_component(span: Span, component: &str, why: &str) -> Diagnostic {
    let message = format!("`{component}` cannot be part of a superinstruction");
    Diagnostic::new(Code::SuperComponent, message, span, why)
}

pub(crate) fn replicate(span: Span, why: &str) -> Diagnostic {
    Diagnostic::new(Code::Replicate, format!("cannot replicate: {why}"), span, "this range")
}

pub(crate) fn exit_without_head(span: Span, inst: &str, exit: Span) -> Diagnostic {
    let message = format!("`{inst}` has an exit and no generic instruction to go on with");
    Diagnostic::new(Code::ExitWithoutHead, message, span, "not a member of a family")
        .secondary(exit, "leaves here")
        .help("an exit runs the head of the family: make it a member")
}

pub(crate) fn family_head(span: Span, name: &str, message: &str, other: Span) -> Diagnostic {
    Diagnostic::new(Code::FamilyHead, format!("`{name}` {message}"), span, "as a head here")
        .secondary(other, "and here")
}

// Warnings and notes.

pub(crate) fn unused_name(span: Span, what: &str, name: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::UnusedName, format!("{what} `{name}` is never read"), span, "not used")
        .help(help)
}

pub(crate) fn unused_item(span: Span, what: &str, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnusedItem,
        format!("{what} `{name}` is never used"),
        span,
        "nothing refers to it",
    )
}

pub(crate) fn opaque(span: Span, op: &str, because: &str, condition: Span) -> Diagnostic {
    let message = format!("`{op}` is opaque to the optimizer");
    Diagnostic::new(Code::Opaque, message, span, because)
        .secondary(condition, "only under this condition")
}
