//! Files in and out: one that is sent along with a form, and one that is fetched. Neither is ever whole in memory.

use crate::multipart::{Deel, Ontleder};
use crate::upload::{Mislukt, brok, gooi_weg, werkplek};
use app::controleren::{HOOGSTE_BYTES, Werkplek};
use app::omzetten::Invoer as Bestand;
use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use http_body_util::channel::Channel;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;

/// Written to the disk at once.
const STUK: usize = 1 << 20;
/// Longest value of another field.
const VELD: usize = 2_000;

/// A form with one file, and the place to work on it.
#[derive(Debug)]
pub struct Gevuld {
    /// The other fields.
    pub velden: BTreeMap<String, String>,
    /// The file; it has no place on the disk and is gone when this is.
    pub bestand: Bestand,
    /// Held as long as the work takes.
    pub plek: Werkplek,
}

/// Reads a form with one file. `csrf` is checked before a byte of the file is kept.
pub async fn ontvang(soort: &str, mut lijf: Body, csrf: impl Fn(&str) -> bool) -> Result<Gevuld, Mislukt> {
    let uit = match (werkplek().await, Ontleder::nieuw(soort)) {
        (None, _) => Err(Mislukt::Druk),
        (_, Err(_)) => Err(Mislukt::Onleesbaar),
        (Some(plek), Ok(o)) => {
            lees(o, &mut lijf, &csrf).await.map(|(velden, bestand)| Gevuld { velden, bestand, plek })
        }
    };
    if uit.is_err() {
        gooi_weg(lijf).await;
    }
    uit
}

async fn lees(
    mut ontleder: Ontleder,
    lijf: &mut Body,
    csrf: &impl Fn(&str) -> bool,
) -> Result<(BTreeMap<String, String>, Bestand), Mislukt> {
    let mut velden: BTreeMap<String, String> = BTreeMap::new();
    let mut bestand: Option<Bestand> = None;
    let (mut naam, mut in_bestand, mut bytes) = (String::new(), false, 0_u64);
    let (mut wacht, mut delen) = (Vec::with_capacity(STUK), Vec::new());
    while let Some(b) = brok(lijf).await? {
        bytes = bytes.saturating_add(b.len() as u64);
        if bytes > HOOGSTE_BYTES {
            return Err(Mislukt::TeGroot);
        }
        ontleder.voer(&b, &mut delen).map_err(|_| Mislukt::Onleesbaar)?;
        for deel in delen.drain(..) {
            match deel {
                Deel::Begin(veld, file) => {
                    in_bestand = file.as_ref().is_some_and(|f| !f.is_empty()) && veld == "bestand";
                    if let Some(file) = file.filter(|_| in_bestand) {
                        if bestand.is_some() {
                            return Err(Mislukt::TeVeelBestanden);
                        }
                        if !velden.get("csrf").is_some_and(|c| csrf(c)) {
                            return Err(Mislukt::Onleesbaar);
                        }
                        bestand = Some(Bestand::naamloos(&veilig(&file)).map_err(|_| Mislukt::Intern)?);
                    }
                    naam = veld;
                }
                Deel::Inhoud(stuk) if in_bestand => {
                    wacht.extend_from_slice(&stuk);
                    if wacht.len() >= STUK {
                        bestand = Some(weg(bestand, &mut wacht).await?);
                    }
                }
                Deel::Inhoud(stuk) => {
                    let w = velden.entry(naam.clone()).or_default();
                    if w.len() + stuk.len() > VELD {
                        return Err(Mislukt::Onleesbaar);
                    }
                    w.push_str(&String::from_utf8_lossy(&stuk));
                }
                Deel::Einde | Deel::Klaar => in_bestand = false,
            }
        }
    }
    if !ontleder.is_klaar() {
        return Err(Mislukt::Afgebroken);
    }
    if bestand.is_none() {
        return Err(Mislukt::GeenBestand);
    }
    let bestand = weg(bestand, &mut wacht).await?;
    Ok((velden, bestand))
}

/// Writes what waits, on a thread that may wait for the disk.
async fn weg(bestand: Option<Bestand>, wacht: &mut Vec<u8>) -> Result<Bestand, Mislukt> {
    let mut bestand = bestand.ok_or(Mislukt::GeenBestand)?;
    let bytes = std::mem::replace(wacht, Vec::with_capacity(STUK));
    tokio::task::spawn_blocking(move || bestand.erbij(&bytes).map(|()| bestand))
        .await
        .map_err(|_| Mislukt::Intern)?
        .map_err(|_| Mislukt::Intern)
}

/// A name of a file for on the page: its last part, short, and nothing that could be a BSN.
fn veilig(naam: &str) -> String {
    let kaal = naam.rsplit(['/', '\\']).next().unwrap_or_default();
    let kort: String = kaal.chars().filter(|c| !c.is_control()).take(60).collect();
    let lang = kort.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() >= 8);
    if lang || kort.is_empty() { "indicaties.csv".to_owned() } else { kort }
}

/// Bytes that are read at once.
const BROK: usize = 64 * 1024;

/// A file as the answer, in pieces.
pub fn stuur(naam: &str, soort: &'static str, f: File) -> Response {
    let (mut naar, lijf) = Channel::<Bytes, std::io::Error>::new(4);
    tokio::spawn(async move {
        let mut f = f;
        loop {
            let gelezen = tokio::task::spawn_blocking(move || {
                let mut b = Vec::with_capacity(BROK);
                let n = f.by_ref().take(BROK as u64).read_to_end(&mut b);
                n.map(|_| (f, b))
            })
            .await;
            let Ok(Ok((terug, b))) = gelezen else {
                // the answer breaks off: a half list is not taken for a whole one
                naar.abort(std::io::Error::other("het lezen brak af"));
                return;
            };
            if b.is_empty() || naar.send_data(b.into()).await.is_err() {
                return;
            }
            f = terug;
        }
    });
    let koppen = [
        (header::CONTENT_TYPE, soort.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{naam}\"")),
    ];
    (koppen, Body::new(lijf)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_gives_nothing_away() {
        for (naam, wordt) in [
            ("C:\\map\\indicaties 2016.csv", "indicaties 2016.csv"),
            ("../../etc/passwd", "passwd"),
            ("client-999900006.csv", "indicaties.csv"),
            ("", "indicaties.csv"),
        ] {
            assert_eq!(veilig(naam), wordt);
        }
    }
}
