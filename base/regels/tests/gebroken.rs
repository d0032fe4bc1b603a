//! A broken framework per line: one text replaced, and the one problem that must be named, with its file, line and remedy.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use regels::lees_kader;

const IB: &str = "drechtsteden-ib-2016";
const IB4: &str = "drechtsteden-ib4-2017";
const BW: &str = "dordrecht-bw-2021";
const DAG: &str = "dagbesteding-bwo-2016";
const M: &str = "meierij-2020";

/// Framework, file, what is replaced (the first time), by what, a text on the line that is named (`+n` lines on), and
/// what is said.
type Geval = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const GEVALLEN: &[Geval] = &[
    // --- producten.yaml
    (
        IB,
        "producten.yaml",
        "kort: IB2\n",
        "kort: ib1\n",
        "kort: ib1",
        "korte naam 'ib1' staat dubbel|dat product is er niet",
    ),
    (
        IB,
        "producten.yaml",
        "  - kort: IB1\n",
        "  - kort: IB 1\n",
        "kort: IB 1",
        "letters, cijfers of streepjes",
    ),
    (IB, "producten.yaml", "soort: opslag", "soort: toeslag", "soort: toeslag", "onbekende soort"),
    (IB, "producten.yaml", "    bij: [IB1]\n", "", "kort: IB1-opslag", "hoort nergens bij"),
    (IB, "producten.yaml", "bij: [IB1]", "bij: [IB9]", "kort: IB1-opslag", "dat product is er niet"),
    (IB, "producten.yaml", "bij: [IB1]", "bij: [IB2-opslag]", "kort: IB1-opslag", "maar dat is een opslag"),
    (IB, "producten.yaml", "telt: bovenop", "telt: erbij", "telt: erbij", "onbekende telt"),
    (
        IB,
        "producten.yaml",
        "    volume: 1\n",
        "    volume: 1\n    telt: bovenop\n",
        "telt: bovenop",
        "een product heeft geen 'telt'",
    ),
    (
        IB,
        "producten.yaml",
        "    volume: 1\n",
        "    volume: 2\n",
        "tarieven.yaml:code: 02D11~1",
        "hoort bij een volume van 1",
    ),
    (IB, "producten.yaml", "    volume: 1\n", "    volume: veel\n", "volume: veel", "geheel getal"),
    (
        IB,
        "producten.yaml",
        "    volume: 1\n",
        "    volume: 1\n    bestelbaar: false\n",
        "bestelbaar: false",
        "er staat niet waarom",
    ),
    (
        IB,
        "producten.yaml",
        "frequentie: \"4\"",
        "frequentie: \"6\"",
        "tarieven.yaml:code: 02D11~1",
        "past niet bij",
    ),
    (IB, "producten.yaml", "frequentie: \"4\"", "frequentie: \"3\"", "frequentie: \"3\"", "klopt niet"),
    (
        IB,
        "producten.yaml",
        "zwaarte: \"1\"",
        "zwaarte: \"7\"",
        "kort: IB1",
        "zwaarte '7' staat niet in kader.yaml",
    ),
    (
        IB,
        "producten.yaml",
        "prestatie: IB\n",
        "prestatie: XX\n",
        "kort: IB1",
        "prestatie 'XX' staat niet in kader.yaml",
    ),
    (
        IB,
        "producten.yaml",
        "uitvoeringsvariant: outputgericht",
        "uitvoeringsvariant: vrij",
        "variant: vrij",
        "onbekende uitvoeringsvariant",
    ),
    (IB, "producten.yaml", "categorie: \"02\"", "categorie: \"2\"", "categorie: \"2\"", "klopt niet"),
    (
        IB,
        "producten.yaml",
        "schema: v1/producten",
        "schema: v2/producten",
        "schema: v2",
        "past niet bij dit bestand",
    ),
    (IB, "producten.yaml", "    volume: 1\n", "\tvolume: 1\n", "volume: 1", "geen geldige YAML"),
    (IB, "producten.yaml", "kort: IB1\n", "kort: &x IB1\n", "&x", "ankers"),
    (IB, "producten.yaml", "kort: IB1\n", "kort: IB1\n    kort: IB1\n", "kort: IB1+1", "staat er dubbel"),
    (
        IB,
        "producten.yaml",
        "    naam: \"Indi",
        "    ? [a]\n    : b\n    naam: \"Indi",
        "? [a]",
        "geen gewoon woord",
    ),
    (
        DAG,
        "producten.yaml",
        "bestelbaar: false",
        "bestelbaar: true",
        "reden_niet_bestelbaar",
        "er staat een reden",
    ),
    (
        DAG,
        "producten.yaml",
        "bestelbaar: false",
        "bestelbaar: nee",
        "bestelbaar: nee",
        "onbekende bestelbaar",
    ),
    // --- tarieven.yaml
    (IB, "tarieven.yaml", "per: vier_weken", "per: kwartaal", "per: kwartaal", "onbekende per"),
    (IB, "tarieven.yaml", "    per: vier_weken\n", "", "categorie:", "'per' ontbreekt"),
    (
        IB,
        "tarieven.yaml",
        "bedrag: 33766",
        "bedrag: 33766.12345",
        "33766.12345",
        "vier cijfers achter de punt",
    ),
    (IB, "tarieven.yaml", "bedrag: 33766", "bedrag: 100000000000", "100000000000", "lager dan een miljard"),
    (IB, "tarieven.yaml", "bedrag: 33766", "bedrag: € 337", "€ 337", "punt voor de decimalen"),
    (IB, "tarieven.yaml", "eenheid: eurocent", "eenheid: euro", "eenheid: euro\n", "onbekende eenheid"),
    (IB, "tarieven.yaml", "eenheid: eurocent", "eenheid: procent", "eenheid: procent", "staat in eurocent"),
    (
        IB,
        "tarieven.yaml",
        "afronding: rekenkundig",
        "afronding: naar_boven",
        "naar_boven",
        "onbekende afronding",
    ),
    (
        IB,
        "tarieven.yaml",
        "geldig_tot: 2016-12-31",
        "geldig_tot: 2016-12-30",
        "producten.yaml:kort: IB1",
        "geen tarief op 2016-12-31",
    ),
    (IB, "tarieven.yaml", "geldig_vanaf: 2016-01-01", "geldig_vanaf: 1-1-2016", "1-1-2016", "JJJJ-MM-DD"),
    (
        IB,
        "tarieven.yaml",
        "geldig_vanaf: 2016-01-01",
        "geldig_vanaf: 2016-02-30",
        "2016-02-30",
        "bestaande dag",
    ),
    (IB, "tarieven.yaml", "geldig_tot: 2016-12-31", "geldig_tot: 2015-12-31", "2015-12-31", "ligt voor"),
    (IB, "tarieven.yaml", "code: 02D11", "code: 02D12", "code: 02D12~1#2", "staat dubbel"),
    (BW, "tarieven.yaml", "bedrag: 20661", "bedrag: 20660", "code: 05B32~1", "de delen zijn samen 20661"),
    (
        BW,
        "tarieven.yaml",
        "{bedrag: 67866, per: maand}",
        "{bedrag: 67966, per: maand}",
        "code: 05B32~1",
        "geeft 15684 per week",
    ),
    (
        BW,
        "tarieven.yaml",
        "{bedrag: 67866, per: maand}",
        "{bedrag: 67866}",
        "{bedrag: 67866}",
        "'per' ontbreekt",
    ),
    // --- the price against kostprijs.yaml
    (
        IB4,
        "tarieven.yaml",
        "bedrag: 190004",
        "bedrag: 195000",
        "code: 02D14~1",
        "het bedrag is 195000 per 4 weken, maar de kostprijs ('tarief_4_weken' in kostprijs.yaml, geldig vanaf 2017-01-01) geeft 190004",
    ),
    (IB4, "tarieven.yaml", "bedrag: 190004", "bedrag: 190005", "code: 02D14~1", "geeft 190004"),
    (
        IB4,
        "tarieven.yaml",
        "bedrag: 190004",
        "bedrag: 190004.0001",
        "code: 02D14~1",
        "190004.0001 per 4 weken",
    ),
    (
        IB4,
        "tarieven.yaml",
        "per: vier_weken",
        "per: week",
        "code: 02D14~1",
        "190004 per week, maar de kostprijs",
    ),
    (IB4, "kostprijs.yaml", "waarde: 70\n", "waarde: 68\n", "tarieven.yaml:code: 02D14~1", "geeft 195431"),
    // --- kostprijs.yaml: the elements of article 5.4
    (
        IB4,
        "kostprijs.yaml",
        "      - element: e\n        wat: indexering\n",
        "      - element: f\n        wat: indexering\n",
        "- categorie:",
        "element e van artikel 5.4 (indexering) heeft geen regel",
    ),
    (IB4, "kostprijs.yaml", "elementen: [b]", "elementen: []", "- categorie:", "element b van artikel 5.4"),
    (
        IB4,
        "kostprijs.yaml",
        "verschil: [loonsom_per_productief_uur, loonsom_per_contractuur]",
        "verschil: [loonsom_per_productief_uur, loonsom_per_productief_uur]",
        "sleutel: productiviteit",
        "element c van artikel 5.4 (niet-productieve uren (verlof, ziekte, scholing, overleg)) komt uit op nul zonder reden",
    ),
    // --- instellingen.yaml
    (IB, "instellingen.yaml", "waarde: 52", "waarde: 48", "sleutel: weken_per_jaar", "van 52 tot en met 53"),
    (IB, "instellingen.yaml", "eenheid: weken", "eenheid: kwartalen", "kwartalen", "onbekende eenheid"),
    // --- criteria.yaml
    (
        IB4,
        "criteria.yaml",
        "    tekst: De cliënt betaalt huur voor de woonruimte.\n",
        "",
        "id: betaalt-huur",
        "'tekst' ontbreekt",
    ),
    (
        IB4,
        "criteria.yaml",
        "tekst: De cliënt betaalt huur voor de woonruimte.",
        "tekst:",
        "tekst:\n",
        "'tekst' is leeg",
    ),
    (IB4, "criteria.yaml", "id: betaalt-huur", "id: Betaalt huur", "Betaalt huur", "kleine letters"),
    (IB4, "criteria.yaml", "soort: feit", "soort: mening", "soort: mening", "onbekende soort"),
    (
        IB4,
        "criteria.yaml",
        "    minimum: 3\n    maximum: 14\n",
        "",
        "id: aantal-bewoners+1",
        "een minimum of maximum",
    ),
    (IB4, "criteria.yaml", "    minimum: 3\n", "    minimum: 15\n", "maximum: 14", "lager dan 'minimum'"),
    (
        IB4,
        "criteria.yaml",
        "    minimum: 3\n",
        "    minimum: drie\n",
        "minimum: drie",
        "punt voor de decimalen",
    ),
    (
        IB4,
        "criteria.yaml",
        "    soort: feit\n",
        "    soort: feit\n    maximum: 3\n",
        "soort: feit",
        "alleen een getal heeft",
    ),
    (
        IB4,
        "criteria.yaml",
        "        - betaalt-huur\n",
        "        - betaald-huur\n",
        "id: toegang-ib4",
        "criterium 'betaald-huur' bestaat niet|criterium 'betaalt-huur' wordt nergens gebruikt",
    ),
    (IB4, "criteria.yaml", "        - betaalt-huur\n", "", "id: betaalt-huur", "wordt nergens gebruikt"),
    (
        IB4,
        "criteria.yaml",
        "toets: geclusterde-woonsetting",
        "toets: toegang-ib4",
        "id: toegang-ib4",
        "in een kring|wordt nergens gebruikt",
    ),
    (
        IB4,
        "criteria.yaml",
        "toets: geclusterde-woonsetting",
        "toets: klein-wonen",
        "id: toegang-ib4",
        "toets 'klein-wonen' bestaat niet|wordt nergens gebruikt",
    ),
    (
        IB4,
        "criteria.yaml",
        "producten: [IB4]",
        "producten: [IB5]",
        "id: toegang-ib4",
        "product 'IB5' staat niet in producten.yaml",
    ),
    (
        IB4,
        "criteria.yaml",
        "    producten: [IB4]\n    regel:",
        "    regel:",
        "id: toegang-ib4",
        "over geen enkel product",
    ),
    (IB4, "criteria.yaml", "      en:\n", "      alle:\n", "alle:", "onbekend woord in een regel"),
    (
        IB4,
        "criteria.yaml",
        "            - niet: vraagt-steun-in-nacht\n",
        "",
        "- of:#2",
        "minder dan twee delen",
    ),
    (
        IB4,
        "criteria.yaml",
        "maximum_maanden: 36",
        "maximum_maanden: 0",
        "maximum_maanden: 0",
        "aantal maanden",
    ),
    (
        IB4,
        "criteria.yaml",
        "verlenging: maatwerk",
        "verlenging: altijd",
        "verlenging: altijd",
        "onbekende verlenging",
    ),
    (BW, "criteria.yaml", "duur: tijdelijk\n", "duur: lang\n", "duur: lang", "onbekende duur"),
    (
        BW,
        "criteria.yaml",
        "soort: opslag",
        "soort: toegang",
        "duur: tijdelijk",
        "alleen een grond voor een opslag",
    ),
    (BW, "criteria.yaml", "beslist: consulent", "beslist: rechter", "beslist: rechter", "onbekende beslist"),
    (BW, "criteria.yaml", "wie: aanbieder", "wie: iedereen", "wie: iedereen", "onbekende wie"),
    (
        BW,
        "criteria.yaml",
        "    producten: [IB1-opslag, IB2-opslag, IB3-opslag]\n",
        "    producten: [IB1]\n",
        "id: opslag-omstandigheden",
        "is geen opslag maar een product",
    ),
    (
        IB,
        "criteria.yaml",
        "aantal: 1, eenheid: \"16\"",
        "aantal: 0, eenheid: \"16\"",
        "van: {",
        "getal boven nul",
    ),
    (
        IB,
        "criteria.yaml",
        "aantal: 1, eenheid: \"16\"",
        "aantal: 1, eenheid: dagdeel",
        "van: {",
        "onbekende eenheid",
    ),
    (
        IB,
        "criteria.yaml",
        "        werkzaamheden:\n          - toezicht houden\n          - stimuleren\n",
        "",
        "opties:",
        "geen 'werkzaamheden'",
    ),
    (M, "criteria.yaml", "wijze: eerste", "wijze: laatste", "wijze: laatste", "onbekende wijze"),
    (IB, "criteria.yaml", "aard: aanleren_oefenen", "aard: leren", "aard: leren", "onbekende aard"),
    (IB, "criteria.yaml", "afleiding: gemeente", "afleiding: post", "afleiding: post", "onbekende afleiding"),
    (
        IB4,
        "criteria.yaml",
        "    afleiding: afstand\n",
        "    afleiding: gemeente\n",
        "afleiding: gemeente",
        "past niet bij deze soort",
    ),
    // --- resultaten.yaml
    (
        BW,
        "resultaten.yaml",
        "matrix: zrm-13",
        "matrix: zrm-11",
        "domeinen:",
        "de matrix heeft 11 domeinen en hier staan er 13",
    ),
    (BW, "resultaten.yaml", "matrix: zrm-13", "matrix: zrm", "matrix: zrm", "onbekende matrix"),
    (IB, "resultaten.yaml", "niveaus: [niet, beperkt]", "niveaus: [niet, half]", "half", "onbekend niveau"),
    (
        IB,
        "resultaten.yaml",
        "acuut_als: acute-overlast",
        "acuut_als: lawaai",
        "code: dagbesteding",
        "criterium 'lawaai' bestaat niet|criterium 'acute-overlast' wordt nergens gebruikt",
    ),
    (
        IB,
        "resultaten.yaml",
        "niveaus: [acuut, niet, beperkt]",
        "niveaus: [niet, beperkt]",
        "acuut_als:",
        "waar acute problematiek niet telt",
    ),
    (
        IB,
        "resultaten.yaml",
        "alleen_met: [geestelijke-gezondheid, verslaving]",
        "alleen_met: [gezondheid]",
        "code: justitie",
        "domein 'gezondheid' bestaat niet",
    ),
    (
        IB,
        "resultaten.yaml",
        "    domeinen: [financien]\n",
        "    domeinen: [geld]\n",
        "sleutel: financien",
        "domein 'geld' bestaat niet",
    ),
    (
        M,
        "resultaten.yaml",
        "producten: [KDV-basis, KDV-extra]",
        "producten: [KDV]",
        "sleutel: mantelzorg",
        "product 'KDV' staat niet",
    ),
    (
        M,
        "resultaten.yaml",
        "sleutel: netwerk",
        "sleutel: grip",
        "sleutel: grip#2",
        "resultaat 'grip' staat dubbel",
    ),
    // --- overeenkomst.yaml
    (M, "overeenkomst.yaml", "maanden: 24", "maanden: twee jaar", "maanden: twee jaar", "heel getal"),
    (M, "overeenkomst.yaml", "    verlenging_maanden: 12\n", "", "stilzwijgend", "zonder verlenging"),
    (
        M,
        "overeenkomst.yaml",
        "gemeente: \"0796\"",
        "gemeente: \"0505\"",
        "id: den-bosch-wijk",
        "doet niet mee",
    ),
    (
        M,
        "overeenkomst.yaml",
        "aandeel_tot: 10",
        "aandeel_tot: 7",
        "aandeel_tot: 7",
        "lager dan 'aandeel_van'",
    ),
    (M, "overeenkomst.yaml", "aandeel_tot: 10", "aandeel_tot: 110", "aandeel_tot: 110", "0 tot en met 100"),
    (M, "overeenkomst.yaml", "    aandeel_tot: 10\n", "", "aandeel_van: 8", "onder- en een bovengrens"),
    (
        M,
        "overeenkomst.yaml",
        "prestaties: [DB]",
        "prestaties: [WMO]",
        "id: vught-dagbesteding",
        "prestatie 'WMO' staat niet in kader.yaml",
    ),
    (M, "overeenkomst.yaml", "stand: start", "stand: klaar", "stand: klaar", "onbekende stand"),
    (
        M,
        "overeenkomst.yaml",
        "    vraagt:\n      - plan van aanpak\n      - offerte\n",
        "    vraagt: []\n",
        "vraagt: []",
        "wat de aanbieder inlevert",
    ),
    (
        M,
        "overeenkomst.yaml",
        "    bron: {document: meierij-inkoopstrategie-2020, plaats: \"§5.1\"}\n",
        "",
        "id: plan-en-offerte",
        "de bron ontbreekt",
    ),
    // --- omzetting.yaml
    (
        IB,
        "omzetting.yaml",
        "producten: [IB1]",
        "producten: [IB7]",
        "sleutel: klasse-1-2",
        "staat niet in producten.yaml",
    ),
    (
        IB,
        "omzetting.yaml",
        "klasse_van: 3\n",
        "klasse_van: 2\n",
        "sleutel: klasse-3-hoger",
        "overlapt met regel",
    ),
    (
        IB,
        "omzetting.yaml",
        "codes: [H152, H153]",
        "codes: [h-300, H153]",
        "sleutel: begeleiding-speciaal",
        "staat al bij een functie",
    ),
    (
        IB,
        "omzetting.yaml",
        "omzetdatum: 2016-01-01",
        "omzetdatum: 2017-01-01",
        "schema: v1/omzetting",
        "geldt het kader niet",
    ),
];

/// The line that holds a text: `text`, `text#2` for the second one, `text+1` for the line after.
fn regel(tekst: &str, zoek: &str) -> usize {
    let (zoek, nr) = zoek.split_once('#').map_or((zoek, 1), |(z, n)| (z, n.parse().unwrap()));
    let verschuif =
        |z: &str| z.rsplit_once(['+', '~']).and_then(|(z, n)| Some((z.to_owned(), n.parse::<isize>().ok()?)));
    let (zoek, bij) = match verschuif(zoek) {
        Some((z, n)) => (z, if zoek.contains('+') { n } else { -n }),
        None => (zoek.to_owned(), 0),
    };
    let past = |l: &&str| zoek.strip_suffix('\n').map_or_else(|| l.contains(&zoek), |z| l.ends_with(z));
    let op = tekst.lines().enumerate().filter(|(_, l)| past(l)).nth(nr - 1);
    assert!(op.is_some(), "'{zoek}' staat er niet");
    op.unwrap().0.checked_add_signed(bij).unwrap() + 1
}

#[test]
fn every_broken_framework_is_refused_with_file_line_and_remedy() {
    let mut fout = Vec::new();
    for (kader, bestand, oud, nieuw, plek, zegt) in GEVALLEN {
        let mut bestanden = regels::kader(kader).unwrap().bestanden.clone();
        let (_, tekst) = bestanden.iter_mut().find(|(b, _)| b == bestand).unwrap();
        assert!(tekst.contains(oud), "'{oud}' staat niet in {kader}/{bestand}");
        *tekst = tekst.replacen(oud, nieuw, 1);
        let (waar, plek) =
            plek.split_once(".yaml:").map_or((bestand.to_string(), *plek), |(b, p)| (format!("{b}.yaml"), p));
        let op = regel(&bestanden.iter().find(|(b, _)| *b == waar).unwrap().1, plek);
        let geval = format!("{kader}/{bestand}: {oud:?} → {nieuw:?}");
        let Err(problemen) = lees_kader(kader, &bestanden) else {
            fout.push(format!("{geval}: niet geweigerd"));
            continue;
        };
        // The first text stands on the line; others that are named must be said too, and nothing else.
        let zegt: Vec<&str> = zegt.split('|').collect();
        let goed = problemen.len() == zegt.len()
            && problemen.iter().any(|p| p.bestand == waar && p.regel == op && p.wat.contains(zegt[0]))
            && zegt.iter().all(|z| problemen.iter().any(|p| p.wat.contains(z)))
            && problemen.iter().all(|p| p.remedie.len() > 5);
        if !goed {
            let lijst: Vec<_> = problemen.iter().map(ToString::to_string).collect();
            fout.push(format!(
                "{geval}: verwacht {waar} regel {op} '{}', kreeg:\n    {}",
                zegt.join("|"),
                lijst.join("\n    ")
            ));
        }
    }
    assert!(fout.is_empty(), "{}", fout.join("\n"));
    assert!(GEVALLEN.len() >= 88, "{} broken frameworks", GEVALLEN.len());
}
