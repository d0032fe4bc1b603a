//! The pages in a real browser: how they look and read, who sees what, by keyboard alone and without script.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod chromium;
mod controleren;
mod dag;
mod loket;
mod omzetten;
mod paginas;
mod rollen;
mod toegang;
mod toepassing;
mod toetsenbord;
mod veilig;
mod zonder_script;
