//! Compiles files and shows the result: `compile [dis|positions|verify|error|warnings|dump] FILE...`
//!
//! `dump` writes one line per fact, to be compared with what CPython says of the same file.

use std::io::Write;
use std::rc::Rc;

use trefoil_compiler::dis::{Options, disassemble, instructions};
use trefoil_compiler::{
    Code, CodeFlags, Const, LocalKind, SyntaxError, compile_module, compile_noting, opcode, verify,
};

fn main() {
    let mut args = std::env::args().skip(1);
    let mode = args.next().unwrap_or_default();
    let (mut good, mut bad) = (0, 0);
    for path in args {
        let Ok(source) = std::fs::read(&path) else { continue };
        let mut out = std::io::stdout().lock();
        let result = compile_module(&source, &path);
        let written = match (mode.as_str(), result) {
            ("verify", Ok(code)) => match verify::verify(&code) {
                Ok(()) => {
                    good += 1;
                    Ok(())
                }
                Err(defect) => {
                    bad += 1;
                    writeln!(out, "{path}: DEFECT {defect}")
                }
            },
            ("verify", Err(error)) => {
                bad += 1;
                writeln!(out, "{path}: {error}")
            }
            ("warnings", _) => {
                let mut warnings = Vec::new();
                drop(compile_noting(&source, &path, &mut warnings));
                warnings.iter().try_for_each(|warning| {
                    writeln!(out, "{path}:{}: {}", warning.line, warning.message)
                })
            }
            ("error", Ok(_)) => writeln!(out, "{path}\tok"),
            (_, Err(error)) => writeln!(out, "{path}\t{}", show_error(&error)),
            ("dump", Ok(code)) => writeln!(out, "{}", dump(&Rc::new(code))),
            ("positions", Ok(code)) => writeln!(
                out,
                "{}",
                disassemble(&code, Options { positions: true, ..Options::default() })
            ),
            (_, Ok(code)) => writeln!(out, "{}", disassemble(&code, Options::default())),
        };
        if written.is_err() {
            return;
        }
    }
    if mode == "verify" {
        println!("{good} good, {bad} bad");
    }
}

fn show_error(error: &SyntaxError) -> String {
    let kind = error.kind.name();
    let SyntaxError { line, col, end_line, end_col, message, .. } = error;
    format!("{kind}\t{message}\t{line}:{col}-{end_line}:{end_col}")
}

fn dump(code: &Rc<Code>) -> String {
    let mut out = String::new();
    let mut pending = vec![code.clone()];
    while let Some(code) = pending.pop() {
        let key = format!("{}@{}", code.qualname, code.first_line);
        let list = |kinds: &[LocalKind]| {
            let mut names: Vec<&str> = code.names_of(|kind| kinds.contains(&kind)).collect();
            names.retain(|name| *name != ".namespace");
            names.sort_unstable();
            names.join(",")
        };
        // CPython's class bodies have no parameter.
        let is_class = code.flags.contains(CodeFlags::CLASS_BODY);
        let args = if is_class { 0 } else { code.arg_count };
        out += &format!("{key} args {args} {} {}\n", code.posonly_count, code.kwonly_count);
        out += &format!("{key} flags {:x}\n", code.flags.0 & 0x3f);
        out += &format!(
            "{key} locals {}\n",
            list(&[LocalKind::Arg, LocalKind::ArgCell, LocalKind::Local])
        );
        out += &format!("{key} cells {}\n", list(&[LocalKind::ArgCell, LocalKind::Cell]));
        out += &format!("{key} free {}\n", list(&[LocalKind::Free]));
        for instruction in instructions(&code) {
            let name = match opcode::name(instruction.opcode) {
                "BINARY_SUBSCR" => "BINARY_OP",
                "CALL_METHOD" => "CALL",
                "LOAD_METHOD" => "LOAD_ATTR",
                name @ ("BINARY_OP" | "CALL" | "CALL_KW" | "LOAD_ATTR" | "STORE_ATTR"
                | "STORE_SUBSCR" | "GET_ITER" | "FOR_ITER" | "RAISE_VARARGS"
                | "COMPARE_OP" | "CONTAINS_OP" | "IMPORT_NAME" | "YIELD_VALUE"
                | "UNPACK_SEQUENCE" | "DELETE_SUBSCR" | "DELETE_ATTR" | "BINARY_SLICE"
                | "IMPORT_FROM" | "FORMAT_SIMPLE" | "UNARY_NEGATIVE" | "STORE_SLICE"
                | "LOAD_SPECIAL" | "CHECK_EXC_MATCH") => name,
                "LOAD_SPECIAL_BOUND" => "LOAD_SPECIAL",
                "CALL_EX" => "CALL_FUNCTION_EX",
                _ => continue,
            };
            let p = code.position_at(instruction.start);
            out += &format!("{key} {name} {}:{}-{}:{}\n", p.line, p.col, p.end_line, p.end_col);
        }
        for value in &code.consts {
            if let Const::Code(inner) = value {
                pending.push(inner.clone());
            }
        }
    }
    out
}
