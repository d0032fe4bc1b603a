//! One suite, run on both engines.
