//! The 301: which assignments are due, and how the message is filled (OP087).

use super::{code, persoon};
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::ontvangst::regie;
use crate::uitbox::{self, Uitgaand};
use crate::verzoeken::Te301;
use istandaard::{
    Adres, Bericht, ClientToewijzing, Contact, Header, Heen, Huis, Omvang, Soort, ToegewezenProduct,
};
use jiff::civil::Time;
use kern::{AgbCode, Datum, Eenheid, Eurocent, Frequentie, Gemeentecode, Product, plus_werkdagen};
use store::sql::{keten::TOEWIJZING_OPNIEUW, loket::TOEWIJZING_OPNIEUW_VAN, schrijven as sql};
use store::{Row, StoreFout, Tx};

/// An assignment as a 301 carries it.
struct Rij {
    product: ToegewezenProduct,
    verwijderd: bool,
    /// Not sent yet in this state.
    aan_de_beurt: bool,
    /// Sent in a message that was rejected, and so not sent (OP286).
    niet_aangekomen: bool,
}

fn kolom(index: usize, verwacht: &'static str) -> StoreFout {
    StoreFout::Kolom { index, verwacht }
}

fn rij(r: &Row<'_>) -> Result<Rij, StoreFout> {
    let product: Option<Product> = regie::product_uit(r, 3)?;
    let tijd = r.opt_text(6)?.unwrap_or("00:00:00");
    let omvang = match (r.opt_i64(9)?, r.opt_text(10)?, r.opt_text(11)?) {
        (Some(volume), Some(e), Some(f)) => Some(Omvang {
            volume,
            eenheid: Eenheid::parse(e).map_err(|_| kolom(10, "een eenheid"))?,
            frequentie: Frequentie::parse(f).map_err(|_| kolom(11, "een frequentie"))?,
        }),
        _ => None,
    };
    let reden = r.opt_text(13)?;
    let (van, tot) = (r.dag(7)?, r.opt_dag(8)?);
    let aan_de_beurt = r.opt_i64(15)?.is_none();
    let niet_aangekomen = r.opt_text(16)? == Some("afgekeurd");
    Ok(Rij {
        // taken back, so not seen as current (OP087); 01 is the lapsed code of the same
        verwijderd: tot == Some(van) && matches!(reden, Some("13" | "01")),
        aan_de_beurt,
        niet_aangekomen,
        product: ToegewezenProduct {
            nummer: r.i64(0)?,
            referentie_aanbieder: r.opt_text(14)?.map(str::to_owned),
            product,
            toewijzingsdatum: r.dag(5)?,
            toewijzingstijd: tijd.parse::<Time>().map_err(|_| kolom(6, "een tijd"))?,
            ingangsdatum: van,
            einddatum: tot,
            // what goes along unchanged has no reason (IV099)
            reden_wijziging: reden.filter(|_| aan_de_beurt || niet_aangekomen).map(code).transpose()?,
            omvang,
            budget: r.opt_i64(12)?.map(Eurocent),
            commentaar: None,
            retourcodes: Vec::new(),
        },
    })
}

/// OP087: everything that is valid on or after today, and everything that changed since the last 301 that was not
/// rejected. What is decided later than the message is dated does not exist yet (TR134).
fn hoort_erin(r: &Rij, vandaag: Datum) -> bool {
    r.product.toewijzingsdatum <= vandaag
        && (r.aan_de_beurt
            || r.niet_aangekomen
            || (!r.verwijderd && r.product.einddatum.is_none_or(|e| e >= vandaag)))
}

/// Clients that are handled in one transaction.
const RONDE: i64 = 100;

/// Makes the 301 messages that are due in a municipality; they wait in the outbox. Returns how many.
pub fn maak(o: &Omgeving, gemeente: Gemeentecode) -> Uitkomst<usize> {
    let mut aantal = 0;
    loop {
        let n = o.db.write(|tx| {
            let paren = tx.query_alle(
                sql::TOEWIJZEN_AAN_DE_BEURT,
                &[(&gemeente).into(), o.vandaag.into(), RONDE.into()],
                |r| {
                    let agb = AgbCode::parse(r.text(0)?).map_err(|_| kolom(0, "een AGB-code"))?;
                    Ok((agb, r.i64(1)?))
                },
            )?;
            let mut nummers = Vec::new();
            for (agb, client) in &paren {
                nummers.push(een(tx, o, gemeente, *agb, *client)?.id);
            }
            if let (Some(eerste), Some(laatste)) = (nummers.first(), nummers.last()) {
                o.noteer(
                    tx,
                    gemeente,
                    "toewijzingen verzonden",
                    &format!("bericht/{eerste}"),
                    &serde_json::json!({ "berichten": nummers.len(), "van": eerste, "tot": laatste }),
                )?;
            }
            Ok::<_, AppFout>(paren.len())
        })?;
        if n == 0 {
            return Ok(aantal);
        }
        aantal += n;
    }
}

/// A rejected 301 counts as not sent (OP286): what it carried is due again once `wacht` working days have passed, in
/// which its cause can be taken away. Returns how many assignments.
pub fn hervat(o: &Omgeving, gemeente: Gemeentecode, wacht: u32) -> Uitkomst<u64> {
    let mut tot = o.vandaag;
    while plus_werkdagen(tot, wacht) > o.vandaag {
        tot = tot.yesterday().map_err(|e| AppFout::Ongeldig(e.to_string()))?;
    }
    Ok(o.db.write(|tx| tx.execute(TOEWIJZING_OPNIEUW, &[(&gemeente).into(), tot.into()]))?)
}

/// As [`hervat`], for what one rejected 301 carried, at once. Returns how many assignments.
pub fn hervat_van(o: &Omgeving, gemeente: Gemeentecode, bericht: i64) -> Uitkomst<u64> {
    o.db.write(|tx| {
        let n = tx.execute(TOEWIJZING_OPNIEUW_VAN, &[(&gemeente).into(), bericht.into()])?;
        let gegevens = serde_json::json!({ "toewijzingen": n });
        o.noteer(tx, gemeente, "opnieuw toewijzen", &format!("bericht/{bericht}"), &gegevens)?;
        Ok(n)
    })
}

fn een(tx: &mut Tx<'_>, o: &Omgeving, g: Gemeentecode, agb: AgbCode, client: i64) -> Uitkomst<Uitgaand> {
    let p = persoon(tx, &o.kluis, g, client)?;
    let rijen = tx.query_alle(sql::TOEWIJZINGEN_VAN, &[(&g).into(), client.into(), (&agb).into()], rij)?;
    let mut mee: Vec<Rij> = rijen.into_iter().filter(|r| hoort_erin(r, o.vandaag)).collect();
    let te_melden = Te301::lees(tx, g, agb, client)?;
    for r in &mut mee {
        te_melden.vul(tx, g, &mut r.product, r.aan_de_beurt)?;
    }
    let id = uitbox::nieuw_id(tx, g)?;
    let header = Header::nieuw(Soort::Wmo301, g, agb, uitbox::identificatie(g, id), o.vandaag);
    for r in mee.iter().filter(|r| r.aan_de_beurt || r.niet_aangekomen) {
        tx.execute(sql::TOEWIJZING_VERZONDEN, &[(&g).into(), r.product.nummer.into(), id.into()])?;
        crate::bewaak::bekend(tx, g, r.product.nummer, r.product.ingangsdatum, o.vandaag)?;
    }
    let producten: Vec<ToegewezenProduct> = mee.into_iter().map(|r| r.product).collect();
    te_melden.gemeld(tx, g, id, &producten)?;
    let bericht = Bericht::Wmo301(Heen {
        header,
        client: ClientToewijzing {
            bsn: p.bsn,
            geboortedatum: p.geboren(),
            geslacht: code(&p.geslacht)?,
            naam: p.volledige_naam()?,
            communicatie: None,
            juridische_status: None,
            wettelijke_vertegenwoordiging: None,
            commentaar: None,
            relaties: Vec::new(),
            contacten: vec![contact(&p)?],
            producten,
            retourcodes: Vec::new(),
        },
    });
    crate::ontvangst::stuur(tx, o, id, &bericht, None)
}

/// The address of the client. With house number and postal code it is the BRP address (CD034, CD025);
/// without them it can only be a correspondence address, filled as far as it is known (TR061).
fn contact(p: &super::Persoon) -> Result<Contact, StoreFout> {
    let huis = p.huisnummer.as_deref().and_then(huis);
    let volledig = huis.is_some() && p.postcode.is_some();
    Ok(Contact {
        soort: code(if volledig { "01" } else { "02" })?,
        adres: Some(Adres {
            huis,
            postcode: p.postcode.clone(),
            straat: p.straat.clone(),
            plaats: p.plaats.clone(),
            land: p.postcode.as_ref().map(|_| code("NL")).transpose()?,
        }),
        organisatie: None,
        telefoon: Vec::new(),
        email: None,
        periode: None,
        retourcodes: Vec::new(),
    })
}

/// `12`, `12a` or `12a-2`: number, letter, addition.
fn huis(tekst: &str) -> Option<Huis> {
    let cijfers = tekst.bytes().take_while(u8::is_ascii_digit).count();
    let (nummer, rest) = tekst.split_at(cijfers);
    let nummer = nummer.parse().ok().filter(|n| *n <= 99_999)?;
    let rest = rest.trim_start_matches([' ', '-']);
    let eerste = rest.chars().next().filter(|c| c.is_alphabetic());
    let (letter, toevoeging) = match eerste {
        Some(c) => (Some(c.to_string()), rest[c.len_utf8()..].trim_start_matches([' ', '-'])),
        None => (None, rest),
    };
    let toevoeging = (!toevoeging.trim().is_empty()).then(|| toevoeging.chars().take(4).collect());
    Some(Huis { nummer, letter, toevoeging, aanduiding: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn house_numbers_are_split() {
        let h = |t: &str| huis(t).map(|h| (h.nummer, h.letter, h.toevoeging));
        assert_eq!(h("12"), Some((12, None, None)));
        assert_eq!(h("12a"), Some((12, Some("a".into()), None)));
        assert_eq!(h("12-2"), Some((12, None, Some("2".into()))));
        assert_eq!(h("12 A-bis"), Some((12, Some("A".into()), Some("bis".into()))));
        assert_eq!(h("boot"), None);
        assert_eq!(h("123456"), None);
    }
}
