//! tidy: checks the invariants of the design.
fn main() {}
