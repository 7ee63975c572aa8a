//! The `podcast` program.

fn main() {}
