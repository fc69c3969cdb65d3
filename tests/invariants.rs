//! Rules of ARCHITECTURE.md that no compiler checks: who may name an instruction, who may know a VM, where `unsafe` may be.
//!
//! Sources are read as text. Comments do not count, string literals do: looking an instruction up by its name is naming it.
//! Names are taken from the definitions, so a new instruction is covered without an edit here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The definitions of this repository: of the Python VM, and of the example.
const DEFINITIONS: &[&str] = &["bytecodes.def", "objects.def", "examples/minivm/minivm.def"];

/// Crates that work from metadata alone.
const NAMELESS: &[&str] =
    &["codegen/src", "optimizer/src", "runtime/src", "objects/src", "primitives/src"];

/// Constants that are called like an instruction and have nothing to do with it: folder, name, what it is.
const HOMONYMS: &[(&str, &str, &str)] =
    &[("objects/src/exception", "IMPORT_NAME", "the field `name` of ImportError")];

/// Crates without any unsafe code.
const SAFE: &[&str] = &["codegen", "optimizer", "primitives", "compiler", "fuzz"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The Rust files below `folder`, sorted, without those that hold unit tests alone.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let entries =
            fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") && !path.ends_with("tests.rs")
            {
                files.push(path);
            }
        }
    }
    files.sort();
    assert!(!files.is_empty(), "no Rust file below {folder}");
    files
}

/// `text` with comments blanked out; lines stay where they are.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => block_comment(rest),
            '"' => string(rest),
            'r' if is_raw_string(rest) && !out.ends_with(is_word) => raw_string(rest),
            // A character literal that would open a comment or a string; lifetimes are no concern.
            '\'' if rest.starts_with("'\"'") || rest.starts_with("'/'") => 3,
            '\'' if rest.starts_with("'\\") => 3,
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        if piece.starts_with("//") || piece.starts_with("/*") {
            out.extend(piece.chars().filter(|&c| c == '\n'));
        } else {
            out.push_str(piece);
        }
        rest = after;
    }
    out
}

/// The length of the nested comment at the start of `text`.
fn block_comment(text: &str) -> usize {
    let mut depth = 0_u32;
    let mut at = 0;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}

/// The length of the string literal at the start of `text`.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn is_raw_string(text: &str) -> bool {
    text[1..].trim_start_matches('#').starts_with('"')
}

/// The length of the raw string literal at the start of `text`.
fn raw_string(text: &str) -> usize {
    let hashes = text[1..].bytes().take_while(|&byte| byte == b'#').count();
    let start = 2 + hashes;
    let end = format!("\"{}", "#".repeat(hashes));
    text[start..].find(&end).map_or(text.len(), |at| start + at + end.len())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The words of `text`, each with its line.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .flat_map(|(line, text)| text.split(|c| !is_word(c)).map(move |word| (line + 1, word)))
        .filter(|(_, word)| !word.is_empty())
}

/// What the definitions name.
#[derive(Default)]
struct Names {
    /// Ops, instructions, members of families. Those of one word (`CALL`, `COPY`) are left out: they are words of English too.
    instructions: BTreeSet<String>,
    /// Helpers, and types of two words or more.
    others: BTreeSet<String>,
}

impl Names {
    fn of_all_definitions() -> Names {
        let mut names = Names::default();
        for definition in DEFINITIONS {
            names.add(&without_comments(&read(&root().join(definition))));
        }
        assert!(
            names.instructions.len() > 200,
            "few instructions found: {}",
            names.instructions.len()
        );
        assert!(names.others.len() > 100, "few helpers and types found: {}", names.others.len());
        names
    }

    fn add(&mut self, definition: &str) {
        let mut constants = BTreeSet::new();
        let mut before = "";
        for (_, word) in words(definition) {
            match before {
                "const" => _ = constants.insert(word),
                "fn" if word.contains('_') => _ = self.others.insert(word.to_string()),
                "type" | "object" if humps(word) > 1 => _ = self.others.insert(word.to_string()),
                _ if is_instruction(word) => _ = self.instructions.insert(word.to_string()),
                _ => {}
            }
            before = word;
        }
        self.instructions.retain(|name| !constants.contains(name.as_str()));
    }
}

/// Whether a word of a definition has the form of an instruction's or op's name of two words or more.
fn is_instruction(word: &str) -> bool {
    let words = word.trim_start_matches('_');
    words.starts_with(|c: char| c.is_ascii_uppercase())
        && words.contains('_')
        && words.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

fn humps(word: &str) -> usize {
    word.chars().filter(char::is_ascii_uppercase).count()
}

/// Where code below `folders` uses a word of `forbidden`.
fn uses(folders: &[&str], forbidden: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    for path in folders.iter().flat_map(|folder| rust_files(folder)) {
        let code = without_comments(&read(&path));
        for (line, word) in words(&code).filter(|(_, word)| forbidden.contains(*word)) {
            let path = path.strip_prefix(root()).unwrap();
            if !HOMONYMS.iter().any(|(folder, name, _)| path.starts_with(folder) && *name == word) {
                found.push(format!("{}:{line}: {word}", path.display()));
            }
        }
    }
    found
}

/// The dependencies of a manifest by table, `dependencies` and `build-dependencies` and so on.
fn dependencies(package: &str) -> BTreeMap<String, Vec<String>> {
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut table = String::new();
    for line in read(&root().join(package).join("Cargo.toml")).lines() {
        if let Some(name) = line.strip_prefix('[') {
            table = name.trim_end_matches(']').to_string();
        } else if let Some((name, _)) = line.split_once(['.', ' ', '='])
            && table.ends_with("dependencies")
        {
            tables.entry(table.clone()).or_default().push(name.to_string());
        }
    }
    tables
}

#[test]
fn only_definitions_the_compiler_and_tests_name_instructions() {
    let found = uses(NAMELESS, &Names::of_all_definitions().instructions);
    assert!(
        found.is_empty(),
        "these places name an instruction; roles, effects and types are in the generated metadata:\n{}",
        found.join("\n")
    );
}

/// What the compiler knows of instructions it has from the metadata: a table by hand would need an edit for each new one.
#[test]
fn the_compiler_has_no_table_of_instructions() {
    /// Files outside `codegen`, which emits instructions, name a few that they rewrite.
    const FEW: usize = 15;
    /// Alternatives of a pattern, or elements of an array.
    const LIST: usize = 6;
    let instructions = Names::of_all_definitions().instructions;
    let mut found = Vec::new();
    for path in rust_files("compiler/src") {
        let code = without_comments(&read(&path));
        let shown = path.strip_prefix(root()).unwrap().display().to_string();
        let named: BTreeSet<&str> = words(&code)
            .map(|(_, word)| word)
            .filter(|word| instructions.contains(*word))
            .collect();
        if !shown.contains("/codegen/") && named.len() > FEW {
            found.push(format!("{shown} names {} instructions", named.len()));
        }
        let longest = longest_list(&code, &instructions);
        if longest >= LIST {
            found.push(format!("{shown} has a list of {longest} instructions"));
        }
    }
    assert!(found.is_empty(), "use the generated metadata:\n{}", found.join("\n"));
}

/// The most instructions in a row with nothing but `|`, `,` and a path between them.
fn longest_list(code: &str, instructions: &BTreeSet<String>) -> usize {
    let between = |c: char| c.is_whitespace() || "|,:".contains(c);
    let (mut longest, mut current) = (0, 0);
    let mut rest = code;
    while let Some(start) = rest.find(is_word) {
        if !rest[..start].chars().all(between) {
            current = 0;
        }
        let end = rest[start..].find(|c| !is_word(c)).map_or(rest.len(), |length| start + length);
        match &rest[start..end] {
            "op" | "opcode" => {}
            word if instructions.contains(word) => current += 1,
            _ => current = 0,
        }
        longest = longest.max(current);
        rest = &rest[end..];
    }
    longest
}

#[test]
fn codegen_knows_no_vm() {
    let found = uses(&["codegen/src"], &Names::of_all_definitions().others);
    assert!(found.is_empty(), "codegen names a helper or type of a VM:\n{}", found.join("\n"));
}

#[test]
fn codegen_is_pure() {
    const OUTSIDE: &[&str] = &["env", "fs", "net", "process", "time"];
    let mut found = Vec::new();
    for path in rust_files("codegen/src") {
        let code = without_comments(&read(&path));
        for module in OUTSIDE.iter().filter(|module| code.contains(&format!("std::{module}"))) {
            found.push(format!("{}: std::{module}", path.strip_prefix(root()).unwrap().display()));
        }
    }
    assert!(found.is_empty(), "codegen reaches outside:\n{}", found.join("\n"));
}

#[test]
fn safe_crates_forbid_unsafe_code() {
    for package in SAFE {
        let code = without_comments(&read(&root().join(package).join("src/lib.rs")));
        assert!(
            code.contains("#![forbid(unsafe_code)]"),
            "{package}/src/lib.rs does not forbid unsafe code"
        );
    }
}

#[test]
fn the_optimizer_knows_no_object_model() {
    let tables = dependencies("optimizer");
    assert!(tables.contains_key("dependencies"), "no dependencies found: {tables:?}");
    for package in ["trefoil-runtime", "trefoil-objects", "trefoil-compiler"] {
        let named = tables.values().flatten().any(|name| name == package);
        assert!(!named, "optimizer/Cargo.toml names {package}");
    }
}

/// Generated text is in the crates above `objects`, so that an edit of a definition rebuilds little.
#[test]
fn objects_do_not_depend_on_generated_code() {
    assert!(!root().join("objects/build.rs").exists(), "objects has a build script");
    let named: Vec<String> = dependencies("objects").into_values().flatten().collect();
    let allowed = |name: &String| !name.starts_with("trefoil-") || name == "trefoil-primitives";
    assert!(named.iter().all(allowed), "objects depends on more than primitives: {named:?}");
}

#[test]
fn helpers_with_arrays_are_not_inlined() {
    let mut found = 0;
    let mut wrong = Vec::new();
    for path in rust_files("runtime/src/helpers") {
        let code = without_comments(&read(&path));
        for part in code.split_inclusive("\n}\n") {
            let Some((attributes, function)) = part.rsplit_once("\npub fn ") else { continue };
            let body = function.split_once('{').map_or("", |it| it.1);
            // An empty one is a constant.
            let body = body.replace("&[]", "");
            if body.contains("&[") || body.contains("&mut [") {
                found += 1;
                if attributes.trim_end().lines().last() != Some("#[inline(never)]") {
                    let name = function.split('(').next().unwrap_or("");
                    wrong.push(format!("{}: {name}", path.display()));
                }
            }
        }
    }
    assert!(found > 2, "helpers are written in another way");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn comments_are_told_from_code() {
    let code = without_comments(
        "a // b\n\"// c\" /* d /* e */ f */ g r#\"\" // h\"# '\"' i // j\n'\\'' k /// l",
    );
    assert_eq!(code, "a \n\"// c\"  g r#\"\" // h\"# '\"' i \n'\\'' k ");
}
