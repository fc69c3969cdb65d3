//! `minivm FILE` runs a program; `minivm --dis FILE` also lists its code as the run has specialized it.

use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    let list = arguments.first().is_some_and(|first| first == "--dis");
    if list {
        arguments.remove(0);
    }
    let [path] = arguments.as_slice() else {
        eprintln!("usage: minivm [--dis] FILE");
        return ExitCode::FAILURE;
    };
    match run(path, list) {
        Ok(output) => {
            println!("{output}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{path}: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(path: &str, list: bool) -> Result<String, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let vm = minivm::read(&text)
        .and_then(|forms| minivm::compile(&forms))
        .map_err(|error| error.to_string())?;
    let value = vm.run().map_err(|error| error.to_string())?;
    Ok(if list { format!("{value}\n{}", minivm::disassemble(&vm)) } else { value.to_string() })
}
