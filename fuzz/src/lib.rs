//! The targets themselves stand beside the tests of istandaard, which replay what was found.

#[path = "../../istandaard/tests/hulp/doelen.rs"]
pub mod doelen;
#[path = "../../istandaard/tests/hulp/stukken.rs"]
pub mod stukken;
#[path = "../../istandaard/tests/hulp/vol.rs"]
pub mod vol;
