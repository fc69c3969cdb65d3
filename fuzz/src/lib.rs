//! Random Python programs, run in every configuration of the VM and compared.
//!
//! [`program`] makes a program from a seed; [`Machines`] runs one in all configurations, and with CPython where there is one, and says where they
//! disagree; [`campaign`] does so with many; [`reduce`] makes a program that shows a disagreement small.
//!
//! Nothing here knows the VM: it is a command with flags, and the table of them is [`CONFIGURATIONS`].

#![forbid(unsafe_code)]

pub mod campaign;
mod compare;
mod configurations;
mod execute;
mod generate;
mod machines;
pub mod reduce;

pub use compare::{Disagreement, What};
pub use configurations::{CONFIGURATIONS, Configuration};
pub use execute::{End, Run};
pub use generate::program;
pub use machines::Machines;
