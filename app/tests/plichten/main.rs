//! The duties of who sends: what goes out, when, and what becomes of it in both books.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod afgekeurd;
mod antwoord325;
mod correcties;
mod herzien;
mod herzien_claims;
mod partijen;
mod toewijzen;
mod volumes;
