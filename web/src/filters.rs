//! What templates may call with `|`: thin names for the functions of `opmaak`.

#![expect(
    clippy::unnecessary_wraps,
    clippy::inline_always,
    clippy::unused_self,
    clippy::trivially_copy_pass_by_ref,
    reason = "the form that the template engine asks for"
)]

use crate::opmaak::{self, Html};
use askama::{Result, Values};
use jiff::Timestamp;
use jiff::civil::Date;
use kern::Eurocent;

/// `€ 1.234,50`
#[askama::filter_fn]
pub fn euro(x: &Eurocent, _: &dyn Values) -> Result<String> {
    Ok(opmaak::euro(*x))
}

/// `1.234`
#[askama::filter_fn]
pub fn getal(x: &i64, _: &dyn Values) -> Result<String> {
    Ok(opmaak::getal(*x))
}

/// `1 regel`, `2 regels`
#[askama::filter_fn]
pub fn meervoud(x: &i64, _: &dyn Values, een: &str, meer: &str) -> Result<String> {
    Ok(opmaak::meervoud(*x, een, meer))
}

/// Tenths of a percent.
#[askama::filter_fn]
pub fn promille(x: &i64, _: &dyn Values) -> Result<String> {
    Ok(opmaak::promille(*x))
}

/// `21 november 2026` in `<time>`.
#[askama::filter_fn]
pub fn datum(x: &Date, _: &dyn Values) -> Result<Html> {
    Ok(opmaak::tijd_datum(*x))
}

/// `21-11-2026` in `<time>`.
#[askama::filter_fn]
pub fn dag(x: &Date, _: &dyn Values) -> Result<Html> {
    Ok(opmaak::tijd_kort(*x))
}

/// `21-11-2026`, for a field.
#[askama::filter_fn]
pub fn dmj(x: &Date, _: &dyn Values) -> Result<String> {
    Ok(opmaak::datum_kort(*x))
}

/// `november 2026`
#[askama::filter_fn]
pub fn maand(x: &Date, _: &dyn Values) -> Result<String> {
    Ok(opmaak::maand(*x))
}

/// A period that may be open, both ends in `<time>`.
#[askama::filter_fn]
pub fn tot(van: &Date, _: &dyn Values, tot: &Option<Date>) -> Result<Html> {
    Ok(opmaak::tijd_periode(*van, *tot))
}

/// A period with an end.
#[askama::filter_fn]
pub fn tm(van: &Date, _: &dyn Values, tot: &Date) -> Result<Html> {
    Ok(opmaak::tijd_periode(*van, Some(*tot)))
}

/// An instant in Dutch time.
#[askama::filter_fn]
pub fn stip(x: &Timestamp, _: &dyn Values) -> Result<Html> {
    Ok(opmaak::tijd_stip(*x))
}

/// Bytes in words.
#[askama::filter_fn]
pub fn grootte(x: &i64, _: &dyn Values) -> Result<String> {
    Ok(opmaak::grootte(*x))
}

/// First letter in upper case.
#[askama::filter_fn]
pub fn hoofdletter(x: &str, _: &dyn Values) -> Result<String> {
    Ok(opmaak::hoofdletter(x))
}

/// A number with its unit of the standard.
#[askama::filter_fn]
pub fn volume(x: &i64, _: &dyn Values, eenheid: &str) -> Result<String> {
    Ok(opmaak::volume(*x, eenheid))
}

/// A status as word, icon and colour.
#[askama::filter_fn]
pub fn status(x: &dyn crate::status::Status, _: &dyn Values) -> Result<Html> {
    Ok(x.label())
}

/// The address of a reference.
#[askama::filter_fn]
pub fn href(x: &app::vragen::Verwijzing, _: &dyn Values) -> Result<String> {
    Ok(crate::status::pad(x))
}

/// A term with its meaning on request, by mouse and by keyboard.
#[askama::filter_fn]
pub fn begrip(tekst: &str, _: &dyn Values, id: &str) -> Result<Html> {
    Ok(Html::geescaped(format!(
        "<button type=\"button\" class=\"begrip\" popovertarget=\"b-{id}\">{}</button>",
        opmaak::ontsnap(tekst)
    )))
}
