//! Requests for change (317) and the answer to a request (319).

use super::hulp::berichten::{b317, b319};
use super::{met, paar, stuk};

const CLIENT: &str = "/Bericht/Client";
const VERZOEK: &str = "/Bericht/Client/Verzoek";
const NIEUW: &str = "/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[1]";
const NIEUW2: &str = "/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[2]";
const ZELFDE2: &str = "/Bericht/Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[2]";
const WIJZIG: &str = "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]";
const WIJZIG2: &str = "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[2]";
const ANTWOORD: &str = "/Bericht/Antwoord";
const OMVANG: &str =
    "<Omvang><i:Volume>10</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>4</i:Frequentie></Omvang>";
const PRODUCT: &str = "<Product><i:Categorie>02</i:Categorie><i:Code>02A05</i:Code></Product>";
const CODE: &str = "<i:Code>02A05</i:Code>";
const EIND: &str = "<Einddatum>2026-12-31</Einddatum>";
const BUDGET: &str = "<Budget>100</Budget>";
const WENS: &str = "<GewensteIngangsdatum>2026-09-03</GewensteIngangsdatum>";

fn zonder(wat: &[&str]) -> String {
    wat.iter().fold(b317(), |b, w| met(&b, w, ""))
}

fn met_budget(weg: &[&str]) -> String {
    weg.iter().fold(met(&zonder(&[CODE]), OMVANG, BUDGET), |b, w| met(&b, w, ""))
}

fn nieuw_tot(b: &str, einddatum: &str) -> String {
    met(b, EIND, &format!("<Einddatum>{einddatum}</Einddatum>"))
}

fn nieuw_omvang(eenheid: &str, frequentie: &str) -> String {
    met(&b317(), "04</i:Eenheid><i:Frequentie>4", &format!("{eenheid}</i:Eenheid><i:Frequentie>{frequentie}"))
}

/// One product that changes, from 1 October 2026.
fn wijzig(rest: &str) -> String {
    let een = format!(
        "<TeWijzigenProduct><ToewijzingNummer>102</ToewijzingNummer><GewensteIngangsdatum>2026-10-01</GewensteIngangsdatum>{rest}</TeWijzigenProduct>"
    );
    met(
        &b317(),
        "<NieuweProducten>",
        &format!("<TeWijzigenProducten>{een}</TeWijzigenProducten><NieuweProducten>"),
    )
}

fn wijzig_omvang(frequentie: &str, eenheid: &str) -> String {
    format!(
        "<Omvang><i:Volume>10</i:Volume><i:Eenheid>{eenheid}</i:Eenheid><i:Frequentie>{frequentie}</i:Frequentie></Omvang>"
    )
}

fn wijzig2(nummer: &str) -> String {
    let b = wijzig(EIND);
    let een = met(stuk(&b, "<TeWijzigenProduct>", "</TeWijzigenProducten>"), ">102<", &format!(">{nummer}<"));
    met(&b, "</TeWijzigenProducten>", &format!("{een}</TeWijzigenProducten>"))
}

fn nieuw2(product: &str, van: &str) -> String {
    let b = b317();
    let p = met(stuk(&b, "<NieuwProduct>", "</NieuweProducten>"), "2026-12-31", "2027-12-31");
    let p = met(&met(&p, "2026-09-03", van), PRODUCT, &format!("<Product>{product}</Product>"));
    met(&b, "</NieuweProducten>", &format!("{p}</NieuweProducten>"))
}

const ZELFDE: &str = "<i:Categorie>02</i:Categorie><i:Code>02A05</i:Code>";

fn ongewijzigd2(nummer: &str) -> String {
    met(
        &b317(),
        "</OngewijzigdeProducten>",
        &format!(
            "<OngewijzigdProduct><ToewijzingNummer>{nummer}</ToewijzingNummer></OngewijzigdProduct></OngewijzigdeProducten>"
        ),
    )
}

fn lijst(b: &str, naam: &str) -> String {
    format!("{}</{naam}>", stuk(b, &format!("<{naam}>"), &format!("</{naam}>")))
}

fn zonder_lijst(b: &str, naam: &str) -> String {
    met(b, &lijst(b, naam), "")
}

/// The aids twice: both products of this category.
fn categorie(b: &str, code: &str) -> String {
    b.replace("02</i:Categorie>", &format!("{code}</i:Categorie>"))
}

paar!(cs002_wmo317, CLIENT, met(&b317(), "999900006", "999900007"), met(&b317(), "999900006", "999900018"));
paar!(cd041_wmo317, NIEUW, zonder(&[OMVANG]), zonder(&[OMVANG, CODE]));
paar!(cd075_wmo317_nieuwproduct_einddatum, NIEUW, met_budget(&[EIND]), met_budget(&[]));
paar!(cd075_wmo317_tewijzigenproduct_einddatum, WIJZIG, wijzig(BUDGET), wijzig(&format!("{EIND}{BUDGET}")));
paar!(
    cd076_wmo317_nieuwproduct_einddatum,
    NIEUW,
    met(&nieuw_omvang("04", "2"), EIND, ""),
    nieuw_omvang("04", "2")
);
paar!(
    cd076_wmo317_tewijzigenproduct_einddatum,
    WIJZIG,
    wijzig(&wijzig_omvang("2", "04")),
    wijzig(&format!("{EIND}{}", wijzig_omvang("2", "04")))
);
paar!(
    cd077_wmo317_nieuwproduct_omvang,
    NIEUW,
    met(&b317(), OMVANG, &format!("{OMVANG}{BUDGET}")),
    b317(),
    ook["CD078"]
);
paar!(
    cd077_wmo317_tewijzigenproduct_omvang,
    WIJZIG,
    wijzig(&format!("{EIND}{OMVANG}{BUDGET}")),
    wijzig(&format!("{EIND}{OMVANG}")),
    ook["CD078"]
);
paar!(
    cd078_wmo317_nieuwproduct_budget,
    NIEUW,
    met(&b317(), OMVANG, &format!("{OMVANG}{BUDGET}")),
    met_budget(&[]),
    ook["CD077"]
);
paar!(
    cd078_wmo317_tewijzigenproduct_budget,
    WIJZIG,
    wijzig(&format!("{EIND}{OMVANG}{BUDGET}")),
    wijzig(&format!("{EIND}{BUDGET}")),
    ook["CD077"]
);
paar!(cd079_wmo317, NIEUW, zonder(&[PRODUCT, OMVANG]), met(&zonder(&[PRODUCT]), OMVANG, BUDGET));
paar!(cd096_wmo317, NIEUW, zonder(&[CODE]), zonder(&[CODE, OMVANG]));
paar!(cd096_wmo317_zonder_einddatum, NIEUW, zonder(&[CODE, EIND]), zonder(&[EIND]));
paar!(
    cs003_wmo317_nieuwproduct_einddatum,
    NIEUW,
    nieuw_tot(&b317(), "2026-09-02"),
    nieuw_tot(&b317(), "2026-09-03")
);
paar!(
    cs003_wmo317_tewijzigenproduct_einddatum,
    WIJZIG,
    wijzig("<Einddatum>2026-09-30</Einddatum>"),
    wijzig("<Einddatum>2026-10-01</Einddatum>")
);
paar!(cs338_wmo317_nieuwproduct_omvang, NIEUW, nieuw_omvang("14", "1"), nieuw_omvang("14", "6"));
paar!(
    cs338_wmo317_tewijzigenproduct_omvang,
    WIJZIG,
    wijzig(&wijzig_omvang("1", "84")),
    wijzig(&wijzig_omvang("4", "84"))
);
// One client and one request per message: a second cannot be written.
paar!(
    tr101_wmo317_client,
    schema "/Bericht",
    met(&b317(), "</Client>", &format!("</Client>{}</Client>", stuk(&b317(), "<Client>", "</Client>"))),
    b317()
);
paar!(
    tr101_wmo317_nieuwproduct,
    NIEUW2,
    categorie(&nieuw2(ZELFDE, "2026-09-03"), "11"),
    categorie(&nieuw2(ZELFDE, "2026-09-04"), "11")
);
paar!(tr101_wmo317_ongewijzigdproduct, ZELFDE2, ongewijzigd2("0101"), ongewijzigd2("102"));
paar!(tr101_wmo317_tewijzigenproduct, WIJZIG2, wijzig2("102"), wijzig2("103"));
paar!(
    tr352_wmo317,
    VERZOEK,
    zonder_lijst(&b317(), "OngewijzigdeProducten"),
    zonder_lijst(&wijzig(EIND), "OngewijzigdeProducten")
);
paar!(
    tr353_wmo317,
    VERZOEK,
    zonder_lijst(&b317(), "NieuweProducten"),
    zonder_lijst(&wijzig(EIND), "NieuweProducten")
);
paar!(
    tr380_wmo317,
    NIEUW,
    met(&b317(), WENS, "<GewensteIngangsdatum>2026-09-02</GewensteIngangsdatum>"),
    b317()
);
paar!(tr410_wmo317, NIEUW2, nieuw2(ZELFDE, "2026-12-31"), nieuw2(ZELFDE, "2027-01-01"));
paar!(
    tr410_wmo317_hulpmiddelen,
    NIEUW2,
    categorie(&nieuw2(ZELFDE, "2026-12-31"), "15"),
    categorie(&nieuw2(ZELFDE, "2026-12-31"), "14")
);

paar!(cd085_wmo319, ANTWOORD, met(&b319(), "<RedenAfwijzingVerzoek>3</RedenAfwijzingVerzoek>", ""), b319());
paar!(
    cd086_wmo319,
    ANTWOORD,
    met(&b319(), "<VerzoekAntwoord>1", "<VerzoekAntwoord>2"),
    met(
        &met(&b319(), "<VerzoekAntwoord>1", "<VerzoekAntwoord>2"),
        "<RedenAfwijzingVerzoek>3</RedenAfwijzingVerzoek>",
        ""
    )
);
// One answer per message: a second cannot be written.
paar!(
    tr101_wmo319,
    schema "/Bericht",
    met(&b319(), "</Antwoord>", &format!("</Antwoord>{}</Antwoord>", stuk(&b319(), "<Antwoord>", "</Antwoord>"))),
    b319()
);
