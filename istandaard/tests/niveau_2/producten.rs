//! Products that are assigned, delivered or asked for.

use super::hulp::berichten::{b301, b305, b307, b315, b317, b319, product301};
use super::{GEVRAAGD, Geval, NIEUW, START, STOP, TOEGEWEZEN, TOEGEWEZEN2, laatste, met};

pub(super) fn producten() -> Vec<Geval> {
    let b = b301();
    let omvang =
        "<Omvang><i:Volume>10</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>4</i:Frequentie></Omvang>";
    let eind = "<Einddatum>2026-12-31</Einddatum>";
    let code = "<i:Code>02A05</i:Code>";
    let product = "<Product><i:Categorie>02</i:Categorie><i:Code>02A05</i:Code></Product>";
    let budget = "<Budget>100</Budget>";
    let tweede = |p: &str, van: &str, tot: &str| {
        met(
            &b,
            "</ToegewezenProducten>",
            &format!("{}</ToegewezenProducten>", product301("102", p, van, tot)),
        )
    };
    let zelfde = "<i:Categorie>02</i:Categorie><i:Code>02A05</i:Code>";
    // A second assignment without a code has no volume.
    let aspecifiek = |c: &str, van: &str| {
        laatste(&tweede(&format!("<i:Categorie>{c}</i:Categorie>"), van, "2027-12-31"), omvang, "")
    };
    let generiek = |van: &str| {
        let t = tweede(zelfde, van, "2027-12-31");
        laatste(&laatste(&t, product, ""), omvang, budget)
    };
    let reden = |r: &str, tot: &str| {
        met(&b, eind, &format!("<Einddatum>{tot}</Einddatum><RedenWijziging>{r}</RedenWijziging>"))
    };
    let eenheid = |e: &str, f: &str| {
        met(&b, "04</i:Eenheid><i:Frequentie>4", &format!("{e}</i:Eenheid><i:Frequentie>{f}"))
    };
    vec![
        Geval("code zonder omvang", met(&b, omvang, ""), &["CD041"], TOEGEWEZEN),
        Geval("omvang zonder code", met(&b, code, ""), &["CD080"], TOEGEWEZEN),
        Geval(
            "omvang zonder code tot en met 2020",
            met(
                &met(&met(&b, code, ""), "2026-12-31", "2020-12-31"),
                "<Ingangsdatum>2026-09-01",
                "<Ingangsdatum>2020-09-01",
            ),
            &[],
            "",
        ),
        Geval(
            "omvang zonder code tot 2021",
            met(
                &met(&met(&b, code, ""), "2026-12-31", "2021-01-01"),
                "<Ingangsdatum>2026-09-01",
                "<Ingangsdatum>2020-09-01",
            ),
            &["CD080"],
            TOEGEWEZEN,
        ),
        Geval("geen omvang en geen code", met(&met(&b, code, ""), omvang, ""), &[], ""),
        Geval(
            "budget zonder einddatum",
            met(&met(&met(&b, omvang, budget), eind, ""), product, ""),
            &["CD075"],
            TOEGEWEZEN,
        ),
        Geval("budget met einddatum", met(&met(&b, omvang, budget), product, ""), &[], ""),
        Geval(
            "per week zonder einddatum",
            met(&met(&b, "<i:Frequentie>4", "<i:Frequentie>2"), eind, ""),
            &["CD076"],
            TOEGEWEZEN,
        ),
        Geval("per week met einddatum", met(&b, "<i:Frequentie>4", "<i:Frequentie>2"), &[], ""),
        Geval("per maand zonder einddatum", met(&b, eind, ""), &[], ""),
        Geval(
            "omvang en budget",
            met(&b, omvang, &format!("{omvang}{budget}")),
            &["CD077", "CD078"],
            TOEGEWEZEN,
        ),
        Geval("geen budget en geen product", met(&met(&b, omvang, ""), product, ""), &["CD079"], TOEGEWEZEN),
        Geval("eindigt voor begin", met(&b, "2026-12-31", "2026-08-31"), &["CS003"], TOEGEWEZEN),
        Geval("eindigt op begin", met(&b, "2026-12-31", "2026-09-01"), &[], ""),
        Geval(
            "toegewezen na dagtekening",
            met(&b, "<Toewijzingsdatum>2026-09-01", "<Toewijzingsdatum>2026-09-03"),
            &["TR134"],
            TOEGEWEZEN,
        ),
        Geval(
            "toegewezen op dagtekening",
            met(&b, "<Toewijzingsdatum>2026-09-01", "<Toewijzingsdatum>2026-09-02"),
            &[],
            "",
        ),
        Geval("verwijderd", reden("13", "2026-09-01"), &[], ""),
        Geval("verwijderd met een dag", reden("13", "2026-09-02"), &["CS335"], TOEGEWEZEN),
        Geval("vervallen reden", reden("01", "2026-09-01"), &["CS336"], TOEGEWEZEN),
        Geval("etmaal per dag", eenheid("14", "1"), &["CS338"], TOEGEWEZEN),
        Geval("etmaal per week", eenheid("14", "2"), &[], ""),
        Geval("uur per dag", eenheid("04", "1"), &[], ""),
        Geval(
            "dubbel nummer",
            met(
                &b,
                "</ToegewezenProducten>",
                &format!(
                    "{}</ToegewezenProducten>",
                    product301(
                        "0101",
                        "<i:Categorie>03</i:Categorie><i:Code>03A01</i:Code>",
                        "2026-09-01",
                        "2026-12-31"
                    )
                ),
            ),
            &["TR101"],
            TOEGEWEZEN2,
        ),
        Geval(
            "dubbele relatie",
            met(
                &b,
                "</Relaties>",
                "<Relatie><Nummer>1</Nummer><Soort>09</Soort><Naam><i:Geslachtsnaam><i:Achternaam>Dal</i:Achternaam></i:Geslachtsnaam><i:NaamGebruik>1</i:NaamGebruik></Naam><Contact><Soort>02</Soort><Emailadres>a@b.nl</Emailadres><Periode/></Contact></Relatie></Relaties>",
            ),
            &["TR006", "CD009", "TR101"],
            "/Bericht/Client/Relaties/Relatie[2]/Contact",
        ),
        Geval(
            "zelfde product overlapt een dag",
            tweede(zelfde, "2026-12-31", "2027-12-31"),
            &["TR302"],
            TOEGEWEZEN2,
        ),
        Geval("zelfde product sluit aan", tweede(zelfde, "2027-01-01", "2027-12-31"), &[], ""),
        Geval(
            "ander product overlapt",
            tweede("<i:Categorie>02</i:Categorie><i:Code>02A06</i:Code>", "2026-10-01", "2027-12-31"),
            &[],
            "",
        ),
        Geval("aspecifiek overlapt de categorie", aspecifiek("02", "2026-12-31"), &["TR302"], TOEGEWEZEN2),
        Geval("aspecifiek sluit aan", aspecifiek("02", "2027-01-01"), &[], ""),
        Geval("aspecifiek in een andere categorie", aspecifiek("03", "2026-10-01"), &[], ""),
        Geval("generiek overlapt", generiek("2026-12-31"), &["TR302"], TOEGEWEZEN2),
        Geval("generiek sluit aan", generiek("2027-01-01"), &[], ""),
        Geval(
            "hulpmiddel overlapt zichzelf",
            met(
                &tweede("<i:Categorie>11</i:Categorie><i:Code>11X00</i:Code>", "2026-09-01", "2027-12-31"),
                zelfde,
                "<i:Categorie>11</i:Categorie><i:Code>11X00</i:Code>",
            ),
            &[],
            "",
        ),
        Geval(
            "generiek naast hulpmiddel",
            met(&generiek("2026-10-01"), zelfde, "<i:Categorie>12</i:Categorie><i:Code>12X00</i:Code>"),
            &[],
            "",
        ),
        Geval(
            "verwijderd telt niet mee",
            met(
                &tweede(zelfde, "2026-09-01", "2027-12-31"),
                eind,
                "<Einddatum>2026-09-01</Einddatum><RedenWijziging>13</RedenWijziging>",
            ),
            &[],
            "",
        ),
    ]
}

pub(super) fn levering() -> Vec<Geval> {
    let (start, stop) = (b305(), b307());
    let product = |b: &str, klasse: &str| {
        let van = b.find(&format!("<{klasse}>")).unwrap();
        let tot = b.find(&format!("</{klasse}>")).unwrap() + klasse.len() + 3;
        b[van..tot].to_owned()
    };
    let (p5, p7) = (product(&start, "StartProduct"), product(&stop, "StopProduct"));
    vec![
        Geval("start vandaag", met(&start, "<Begindatum>2026-09-01", "<Begindatum>2026-09-02"), &[], ""),
        Geval(
            "start morgen",
            met(&start, "<Begindatum>2026-09-01", "<Begindatum>2026-09-03"),
            &["TR134"],
            START,
        ),
        Geval("status 2", met(&start, "<StatusAanlevering>1", "<StatusAanlevering>2"), &["CS058"], START),
        Geval(
            "status 9 in een stop",
            met(&stop, "<StatusAanlevering>1", "<StatusAanlevering>9"),
            &["CS058"],
            STOP,
        ),
        Geval("verwijderen", met(&start, "<StatusAanlevering>1", "<StatusAanlevering>3"), &[], ""),
        Geval(
            "dubbele start",
            met(
                &start,
                "</StartProducten>",
                &format!(
                    "{}</StartProducten>",
                    met(&p5, "<ToewijzingIngangsdatum>2026-09-01", "<ToewijzingIngangsdatum>2026-08-01")
                ),
            ),
            &["TR101"],
            "/Bericht/Client/StartProducten/StartProduct[2]",
        ),
        Geval(
            "tweede start op een andere dag",
            met(
                &start,
                "</StartProducten>",
                &format!("{}</StartProducten>", met(&p5, "<Begindatum>2026-09-01", "<Begindatum>2026-09-02")),
            ),
            &[],
            "",
        ),
        Geval(
            "stop voor start",
            met(&stop, "<Einddatum>2026-09-01", "<Einddatum>2026-05-31"),
            &["TR018"],
            STOP,
        ),
        Geval(
            "stop op de dag van start",
            met(&stop, "<Einddatum>2026-09-01", "<Einddatum>2026-06-01"),
            &[],
            "",
        ),
        Geval("stop morgen", met(&stop, "<Einddatum>2026-09-01", "<Einddatum>2026-09-03"), &["TR134"], STOP),
        Geval(
            "dubbele stop",
            met(&stop, "</StopProducten>", &format!("{p7}</StopProducten>")),
            &["TR101"],
            "/Bericht/Client/StopProducten/StopProduct[2]",
        ),
        Geval(
            "tweede stop met een andere reden",
            met(&stop, "</StopProducten>", &format!("{}</StopProducten>", met(&p7, ">19<", ">20<"))),
            &[],
            "",
        ),
    ]
}

pub(super) fn verzoeken() -> Vec<Geval> {
    let (vot, vow, antwoord) = (b315(), b317(), b319());
    let omvang =
        "<Omvang><i:Volume>10</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>4</i:Frequentie></Omvang>";
    let verwijzer = |v: &str| met(&vot, "<i:Type>01</i:Type>", v);
    let tweede = |referentie: &str, van: &str| {
        let p =
            &vot[vot.find("<AangevraagdProduct>").unwrap()..vot.find("</AangevraagdeProducten>").unwrap()];
        let p = met(&met(p, ">R1<", &format!(">{referentie}<")), "2026-12-31", "2027-12-31");
        let p = met(&p, "2026-10-01", van);
        met(&vot, "</AangevraagdeProducten>", &format!("{p}</AangevraagdeProducten>"))
    };
    let nieuw2 = |van: &str| {
        let p = &vow[vow.find("<NieuwProduct>").unwrap()..vow.find("</NieuweProducten>").unwrap()];
        let p = met(&met(p, "2026-12-31", "2027-12-31"), "2026-09-03", van);
        met(&vow, "</NieuweProducten>", &format!("{p}</NieuweProducten>"))
    };
    let wijzig = "<TeWijzigenProducten><TeWijzigenProduct><ToewijzingNummer>101</ToewijzingNummer><GewensteIngangsdatum>2026-10-01</GewensteIngangsdatum></TeWijzigenProduct></TeWijzigenProducten>";
    let ongewijzigd =
        &vow[vow.find("<OngewijzigdeProducten>").unwrap()..vow.find("<NieuweProducten>").unwrap()];
    let nieuwe = &vow[vow.find("<NieuweProducten>").unwrap()..vow.find("</Verzoek>").unwrap()];
    vec![
        Geval(
            "beschikking zonder datum",
            met(
                &vot,
                "</ReferentieAanbieder>",
                "</ReferentieAanbieder><BeschikkingNummer>1</BeschikkingNummer>",
            ),
            &["CD043"],
            GEVRAAGD,
        ),
        Geval(
            "datum zonder beschikking",
            met(
                &vot,
                "<ToewijzingIngangsdatum>",
                "<BeschikkingIngangsdatum>2026-09-01</BeschikkingIngangsdatum><ToewijzingIngangsdatum>",
            ),
            &["CD043"],
            GEVRAAGD,
        ),
        Geval(
            "huisarts met code",
            verwijzer("<i:Type>02</i:Type><i:ZorgverlenerCode>01234567</i:ZorgverlenerCode>"),
            &[],
            "",
        ),
        Geval(
            "huisarts met code en naam",
            verwijzer(
                "<i:Type>02</i:Type><i:Naam>Dr</i:Naam><i:ZorgverlenerCode>01234567</i:ZorgverlenerCode>",
            ),
            &["CD066"],
            GEVRAAGD,
        ),
        Geval("huisarts zonder iets", verwijzer("<i:Type>05</i:Type>"), &["CD067"], GEVRAAGD),
        Geval(
            "gemeente met code",
            verwijzer("<i:Type>01</i:Type><i:ZorgverlenerCode>01234567</i:ZorgverlenerCode>"),
            &["CD068"],
            GEVRAAGD,
        ),
        Geval("omvang zonder code", met(&vot, "<i:Code>02A05</i:Code>", ""), &["CD095"], GEVRAAGD),
        Geval(
            "etmaal per dag",
            met(&vot, "04</i:Eenheid><i:Frequentie>4", "16</i:Eenheid><i:Frequentie>1"),
            &["CS343"],
            GEVRAAGD,
        ),
        Geval("eindigt voor begin", met(&vot, "2026-12-31", "2026-09-30"), &["CS003"], GEVRAAGD),
        Geval(
            "dubbele referentie",
            tweede("R1", "2027-01-01"),
            &["TR101", "TR383"],
            "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[2]",
        ),
        Geval(
            "overlap",
            tweede("R2", "2026-12-31"),
            &["TR386"],
            "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[2]",
        ),
        Geval("sluit aan", tweede("R2", "2027-01-01"), &[], ""),
        Geval("nieuw op dagtekening", met(&vow, "2026-09-03", "2026-09-02"), &["TR380"], NIEUW),
        Geval("nieuw zonder code", met(&vow, "<i:Code>02A05</i:Code>", ""), &["CD096"], NIEUW),
        Geval("nieuw zonder omvang", met(&vow, omvang, ""), &["CD041"], NIEUW),
        Geval(
            "nieuw overlapt",
            nieuw2("2026-12-31"),
            &["TR410"],
            "/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[2]",
        ),
        Geval("nieuw sluit aan", nieuw2("2027-01-01"), &[], ""),
        Geval("alleen nieuw", met(&vow, ongewijzigd, ""), &["TR352"], "/Bericht/Client/Verzoek"),
        Geval("alleen ongewijzigd", met(&vow, nieuwe, ""), &["TR353"], "/Bericht/Client/Verzoek"),
        Geval("alleen te wijzigen", met(&met(&vow, ongewijzigd, wijzig), nieuwe, ""), &[], ""),
        Geval(
            "te wijzigen met budget zonder einddatum",
            met(&vow, nieuwe, &met(wijzig, "</TeWijzigenProduct>", "<Budget>1</Budget></TeWijzigenProduct>")),
            &["CD075"],
            "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]",
        ),
        Geval(
            "afwijzing zonder reden",
            met(&antwoord, "<RedenAfwijzingVerzoek>3</RedenAfwijzingVerzoek>", ""),
            &["CD085"],
            "/Bericht/Antwoord",
        ),
        Geval(
            "in onderzoek met reden",
            met(&antwoord, "<VerzoekAntwoord>1", "<VerzoekAntwoord>2"),
            &["CD086"],
            "/Bericht/Antwoord",
        ),
    ]
}
