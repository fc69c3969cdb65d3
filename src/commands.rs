//! One module for each group of subcommands.

pub mod definition;
pub mod dis;
pub mod run;
pub mod trace;
