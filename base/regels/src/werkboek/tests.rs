//! There and back for every framework, and what is wrong told at its cell.

use super::*;
use crate::{kader, kaders, zelfde_inhoud};

fn bladen(id: &str) -> Vec<Werkblad> {
    naar_bladen(&kader(id).unwrap().bestanden).unwrap()
}

fn blad<'b>(bladen: &'b mut [Werkblad], naam: &str) -> &'b mut Werkblad {
    bladen.iter_mut().find(|b| b.naam == naam).unwrap()
}

/// The cell under a head, in row `rij` of the sheet.
fn cel<'b>(b: &'b mut Werkblad, kop: &str, rij: usize) -> &'b mut Werkcel {
    let k = b.kop.iter().position(|k| k == kop).unwrap_or_else(|| panic!("{kop}: {:?}", b.kop));
    &mut b.rijen[rij - 2][k]
}

fn fouten(bladen: &[Werkblad]) -> Vec<String> {
    lees_bladen(bladen).map_or_else(|f| f.iter().map(ToString::to_string).collect(), |_| Vec::new())
}

#[test]
fn there_and_back_says_the_same_for_every_framework() {
    for k in kaders() {
        let terug = lees_bladen(&bladen(&k.id)).unwrap_or_else(|f| {
            panic!("{}:\n{}", k.id, f.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        });
        assert_eq!(terug.bestanden.len(), k.bestanden.len(), "{}", k.id);
        for ((naam, was), (ook, is)) in k.bestanden.iter().zip(&terug.bestanden) {
            assert_eq!(naam, ook);
            assert!(zelfde_inhoud(was, is), "{} {naam}:\n{is}", k.id);
        }
        // a second time not a letter changes
        let weer = lees_bladen(&naar_bladen(&terug.bestanden).unwrap()).unwrap();
        assert_eq!(weer.bestanden, terug.bestanden, "{}", k.id);
    }
}

#[test]
fn what_is_wrong_is_told_at_the_cell() {
    let id = "meierij-2020";
    let mut b = bladen(id);
    *cel(blad(&mut b, "Tarieven"), "bedrag in euro*", 3) = Werkcel::Tekst("veel".into());
    let f = fouten(&b);
    assert!(f.len() == 1 && f[0].starts_with("Blad Tarieven, cel C3: 'bedrag: veel' klopt niet"), "{f:?}");

    let mut b = bladen(id);
    *cel(blad(&mut b, "Producten"), "naam*", 4) = Werkcel::Leeg;
    let f = fouten(&b);
    assert!(f.len() == 1 && f[0].starts_with("Blad Producten, cel D4: 'naam' is leeg"), "{f:?}");

    let mut b = bladen(id);
    *cel(blad(&mut b, "Producten"), "bron.plaats*", 4) = Werkcel::Leeg;
    let f = fouten(&b);
    assert!(f[0].contains("Blad Producten, cel P4: 'plaats' is leeg"), "{f:?}");

    // two problems, both told; a day that does not exist
    let mut b = bladen(id);
    *cel(blad(&mut b, "Kader"), "waarde", 2) = Werkcel::Tekst("Hoofd Letters".into());
    *cel(blad(&mut b, "Tarieven"), "geldig_vanaf*", 2) = Werkcel::Tekst("31-02-2027".into());
    let f = fouten(&b);
    assert!(f.iter().any(|f| f.starts_with("Blad Kader, cel B2: 'id: Hoofd Letters' klopt niet")), "{f:?}");
    *cel(blad(&mut b, "Kader"), "waarde", 2) = Werkcel::Tekst(id.into());
    let f = fouten(&b);
    assert!(f.iter().any(|f| f.starts_with("Blad Tarieven, cel G2:")), "{f:?}");

    // a rule that is no YAML, and one that names what does not exist
    let mut b = bladen("drechtsteden-ib4-2017");
    *cel(blad(&mut b, "Criteria toetsen"), "regel* (yaml)", 2) = Werkcel::Tekst("{en: [".into());
    let f = fouten(&b);
    assert!(f.len() == 1 && f[0].starts_with("Blad Criteria toetsen, cel "), "{f:?}");
    let mut b = bladen("drechtsteden-ib4-2017");
    *cel(blad(&mut b, "Criteria toetsen"), "regel* (yaml)", 2) = Werkcel::Tekst("nergens".into());
    let f = fouten(&b);
    assert!(f.iter().any(|f| f.starts_with("Blad Criteria toetsen, cel ") && f.contains("nergens")), "{f:?}");

    // an item that belongs to nothing
    let mut b = bladen("drechtsteden-ib4-2017");
    *cel(blad(&mut b, "Kostprijs regels"), "hoort bij nr", 2) = Werkcel::Getal(Decimaal::from(9));
    let f = fouten(&b);
    assert!(f.iter().any(|f| f.starts_with("Blad Kostprijs regels, cel A2: nummer 9 staat niet")), "{f:?}");
}

#[test]
fn sheets_and_columns_that_do_not_belong_are_told() {
    let id = "meierij-2020";
    let mut b = bladen(id);
    b.push(Werkblad {
        naam: "Mijn som".into(),
        kop: vec!["a".into()],
        rijen: vec![vec![Werkcel::Tekst("1".into())]],
    });
    assert_eq!(fouten(&b).len(), 1);
    b.last_mut().unwrap().naam = "lees mij".into();
    assert_eq!(fouten(&b), [""; 0]);
    let mut b = bladen(id);
    blad(&mut b, "Producten").kop[0] = "korte naam".into();
    let f = fouten(&b);
    assert!(
        f.iter().any(|f| f.contains("cel A2") && f.contains("de sleutel 'korte naam' is onbekend")),
        "{f:?}"
    );
    let mut b = bladen(id);
    b.retain(|b| b.naam != "Producten");
    let f = fouten(&b);
    assert!(
        f.iter().any(|f| f
            == "Blad Producten: dit blad ontbreekt. Voeg het toe; zie een werkboek dat u hebt opgehaald."),
        "{f:?}"
    );
    // a value outside the heads, and a gap of empty rows that is none
    let mut b = bladen(id);
    blad(&mut b, "Gemeenten").rijen[0].extend([Werkcel::Leeg, Werkcel::Tekst("los".into())]);
    assert!(fouten(&b)[0].starts_with("Blad Gemeenten, cel D2: boven deze kolom staat geen kop"));
    let mut b = bladen(id);
    blad(&mut b, "Gemeenten").rijen.insert(1, vec![Werkcel::Leeg, Werkcel::Tekst("  ".into())]);
    assert_eq!(fouten(&b), [""; 0]);
}

#[test]
fn nothing_that_was_typed_is_passed_over() {
    let id = "drechtsteden-ib4-2017";
    // beside the two columns of a sheet with keys, and beside an empty key
    for (rij, kolom, verwacht) in
        [(2, 2, "cel C2: deze kolom hoort er niet bij"), (2, 1, "cel B2: links hiervan")]
    {
        let mut b = bladen(id);
        let kader = blad(&mut b, "Kader");
        let r = &mut kader.rijen[rij - 2];
        if kolom == 1 {
            r[0] = Werkcel::Leeg;
        } else {
            r.push(Werkcel::Tekst("nog nakijken".into()));
        }
        let f = fouten(&b);
        assert!(f.iter().any(|f| f.starts_with(&format!("Blad Kader, {verwacht}"))), "{f:?}");
    }
    // a copied row keeps the number of the row that it was copied from
    let mut b = bladen(id);
    let lijst = blad(&mut b, "Kostprijs");
    let kopie = lijst.rijen[0].clone();
    lijst.rijen.push(kopie);
    let f = fouten(&b);
    assert!(f.iter().any(|f| f.starts_with("Blad Kostprijs, cel A3: nummer 1 staat er twee keer")), "{f:?}");
    // two sheets with one list
    let mut b = bladen(id);
    let mut dubbel = blad(&mut b, "Tarieven").clone();
    dubbel.naam = "Tarieven tarieven".into();
    b.push(dubbel);
    let f = fouten(&b);
    assert!(f.iter().any(|f| f.contains("er is nog een blad met dezelfde lijst")), "{f:?}");
}

#[test]
fn people_write_euros_and_days_in_their_own_way() {
    let id = "meierij-2020";
    for (tekst, cent) in [
        (Werkcel::Tekst("€ 1.180,25".into()), "118025"),
        (Werkcel::Tekst("180,25".into()), "18025"),
        (Werkcel::Getal("180.25".parse().unwrap()), "18025"),
        (Werkcel::Getal("180.255".parse().unwrap()), "18025.5"),
        (Werkcel::Tekst("0.255".into()), "25.5"),
        (Werkcel::Tekst("1180.255".into()), "118025.5"),
        (Werkcel::Tekst("180,255".into()), "18025.5"),
    ] {
        let mut b = bladen(id);
        *cel(blad(&mut b, "Tarieven"), "bedrag in euro*", 2) = tekst.clone();
        *cel(blad(&mut b, "Tarieven"), "geldig_vanaf*", 2) = Werkcel::Tekst("1-1-2020".into());
        let f = lees_bladen(&b).map(|k| k.tarieven[0].bedrag.to_string());
        assert_eq!(f.as_deref(), Ok(cent), "{tekst:?}");
    }
    // nobody knows whether this is nineteen hundred or one ninety; and thousands as elsewhere are refused
    for (tekst, verwacht) in [
        ("1.900", "kan twee bedragen zijn"),
        ("€ 1.900", "kan twee bedragen zijn"),
        ("1,900.04", "klopt niet"),
        ("12.34,5", "klopt niet"),
    ] {
        let mut b = bladen(id);
        *cel(blad(&mut b, "Tarieven"), "bedrag in euro*", 2) = Werkcel::Tekst(tekst.into());
        let f = fouten(&b);
        assert!(
            f.len() == 1 && f[0].starts_with("Blad Tarieven, cel C2: ") && f[0].contains(verwacht),
            "{f:?}"
        );
    }
    // what looks like a day in a text stays what it is
    let mut b = bladen(id);
    *cel(blad(&mut b, "Producten"), "toelichting*", 2) = Werkcel::Tekst("1-2-2020".into());
    assert_eq!(lees_bladen(&b).unwrap().producten[0].verantwoording.toelichting, "1-2-2020");
    // a column that the framework did not fill yet
    let mut b = bladen(id);
    *cel(blad(&mut b, "Producten"), "nieuw_tot", 2) = Werkcel::Tekst("31-12-2026".into());
    let k = lees_bladen(&b).unwrap();
    assert_eq!(k.producten[0].nieuw_tot, Some(jiff::civil::date(2026, 12, 31)));
}

#[test]
fn names_of_cells() {
    let namen = [0, 25, 26, 51, 52, 701, 702].map(|k| celnaam(7, k));
    assert_eq!(namen, ["A7", "Z7", "AA7", "AZ7", "BA7", "ZZ7", "AAA7"]);
}
