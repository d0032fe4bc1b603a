//! The rules of level 2: judged within the message, return code 0001.

use super::Toets::{AlleRegels, Klasse, Onderdelen, Prestatie};
use super::{Controle, Regel, Toets, declaratie as d, gedeeld as g, overlap, toewijzing as t, verzoek as v};
use crate::soort::Soort;
use crate::soort::Soort::{
    Wmo301 as S301, Wmo305 as S305, Wmo307 as S307, Wmo315 as S315, Wmo317 as S317, Wmo319 as S319,
    Wmo323 as S323, Wmo325 as S325,
};

const fn r(
    code: &'static str,
    berichten: &'static [Soort],
    tekst: &'static str,
    toetsen: &'static [Toets],
) -> Regel {
    Regel {
        code,
        niveau: 2,
        retourcode: Some("0001"),
        berichten,
        controle: Controle::InBericht,
        tekst,
        toetsen,
    }
}

pub(super) static NIVEAU_2: &[Regel] = &[
    // Technische regels ------------------------------------------------------------------------------------------
    r(
        "TR002",
        &[S301, S305, S307, S315],
        "De geboortedatum ligt meer dan 120 jaar voor de dagtekening. Controleer het jaar. Is de datum onbekend, vul dan 1900-01-01 in met DatumGebruik 3.",
        &[Klasse("Client", g::tr002), Klasse("Relatie", g::tr002)],
    ),
    r(
        "TR006",
        &[S301],
        "Dit contact is niet te bereiken: er is geen telefoonnummer en ook geen huis met postcode. Vul een van beide in.",
        &[Klasse("Contact", t::tr006)],
    ),
    r(
        "TR018",
        &[S307],
        "De ondersteuning stopt voor de dag waarop zij begon. Controleer Begindatum en Einddatum.",
        &[Klasse("StopProduct", g::tr018)],
    ),
    r(
        "TR061",
        &[S301],
        "De client heeft alleen een tijdelijk adres. Voeg een BRP-adres (01), correspondentieadres (02) of verblijfadres (03) toe.",
        &[Klasse("Client", t::tr061)],
    ),
    r(
        "TR101",
        &[S301, S305, S307, S315, S317, S319, S323, S325],
        "Dit onderdeel staat dubbel in het bericht: een eerder onderdeel heeft dezelfde sleutel. Haal er een weg of verbeter de sleutel.",
        &[
            Onderdelen("Contactgegevens", g::tr101_contacten),
            Onderdelen("Relaties", g::tr101_relaties),
            Onderdelen("ToegewezenProducten", g::tr101_toegewezen),
            Onderdelen("StartProducten", g::tr101_start),
            Onderdelen("StopProducten", g::tr101_stop),
            Onderdelen("AangevraagdeProducten", g::tr101_aangevraagd),
            Onderdelen("NieuweProducten", g::tr101_nieuw),
            Onderdelen("OngewijzigdeProducten", g::tr101_ongewijzigd),
            Onderdelen("TeWijzigenProducten", g::tr101_te_wijzigen),
            AlleRegels,
        ],
    ),
    r(
        "TR134",
        &[S301, S305, S307, S315, S323, S325],
        "Een datum ligt na de dagtekening van het bericht. Controleer de datum en de dagtekening.",
        &[
            Klasse("Client", g::tr134_geboortedatum),
            Klasse("Relatie", g::tr134_geboortedatum),
            Klasse("ToegewezenProduct", g::tr134_toewijzingsdatum),
            Klasse("StartProduct", g::tr134_begindatum),
            Klasse("StopProduct", g::tr134_einddatum),
            Klasse("Declaratie", d::tr134_declaratie),
            Prestatie(d::tr134_prestatie),
        ],
    ),
    r(
        "TR137",
        &[S323, S325],
        "De periode eindigt voor haar begin of na de dagtekening van het bericht. Controleer begin- en einddatum.",
        &[Klasse("Declaratie", d::tr137_declaratie), Prestatie(d::tr137_prestatie)],
    ),
    r(
        "TR302",
        &[S301],
        "Dit product overlapt met een andere toewijzing van hetzelfde product in dit bericht. Laat de perioden op elkaar aansluiten.",
        &[Onderdelen("ToegewezenProducten", overlap::tr302)],
    ),
    r(
        "TR315",
        &[S323],
        "Deze regel crediteert een regel die in dit bericht al gecrediteerd is. Haal een van beide creditregels weg.",
        &[AlleRegels],
    ),
    r(
        "TR316",
        &[S323],
        "Deze regel crediteert een regel uit hetzelfde bericht. Laat beide regels weg, of crediteer in een volgend bericht.",
        &[AlleRegels],
    ),
    r(
        "TR319",
        &[S323],
        "Deze regel gaat over dagen na de declaratieperiode. Declareer de regel in de periode waarin de ondersteuning is geleverd.",
        &[Prestatie(d::tr319)],
    ),
    r(
        "TR335",
        &[S323],
        "Deze regel gaat over ondersteuning van meer dan vijf jaar voor de dagtekening van de declaratie. Overleg met de gemeente.",
        &[Prestatie(d::tr335)],
    ),
    r(
        "TR342",
        &[S325],
        "Het verschil tussen het ingediende en het toegekende bedrag is niet de som van de afgewezen regels. Neem alleen en alle afgewezen regels op; is de declaratie als geheel afgewezen, dan is het toegekende bedrag 0.",
        &[AlleRegels],
    ),
    r(
        "TR352",
        &[S317],
        "Er staat geen product in dat blijft of wijzigt. Neem alle lopende toewijzingen op in het verzoek.",
        &[Klasse("Verzoek", v::tr352)],
    ),
    r(
        "TR353",
        &[S317],
        "Er verandert niets. Neem ten minste een product op dat wijzigt of nieuw is.",
        &[Klasse("Verzoek", v::tr353)],
    ),
    r(
        "TR358",
        &[S323],
        "Het totaalbedrag is niet de som van de regels (debet erbij, credit eraf). Controleer het totaal en de regels.",
        &[AlleRegels],
    ),
    r(
        "TR380",
        &[S317],
        "Het nieuwe product begint op of voor de dagtekening van het bericht. Vraag het aan vanaf een latere dag.",
        &[Klasse("NieuwProduct", v::tr380)],
    ),
    r(
        "TR383",
        &[S315],
        "Twee aangevraagde producten hebben dezelfde referentie. Geef elk product een eigen referentie.",
        &[Onderdelen("AangevraagdeProducten", g::tr101_aangevraagd)],
    ),
    r(
        "TR386",
        &[S315],
        "Dit product overlapt met een ander aangevraagd product. Laat de perioden op elkaar aansluiten.",
        &[Onderdelen("AangevraagdeProducten", overlap::tr386)],
    ),
    r(
        "TR410",
        &[S317],
        "Dit nieuwe product overlapt met een ander nieuw product. Laat de perioden op elkaar aansluiten.",
        &[Onderdelen("NieuweProducten", overlap::tr410)],
    ),
    r(
        "TR416",
        &[S323],
        "Voor deze toewijzing, dit product en deze periode staat al een debetregel in het bericht. Voeg de regels samen.",
        &[AlleRegels],
    ),
    // Condities --------------------------------------------------------------------------------------------------
    r(
        "CD005",
        &[S301],
        "Postcode en land horen bij elkaar: vul ze allebei in of laat ze allebei weg.",
        &[Klasse("Contact", t::cd005)],
    ),
    r(
        "CD007",
        &[S301],
        "Vul de taal in als er een tolk voor een taal nodig is (vorm 1), en laat de taal anders weg.",
        &[Klasse("Client", t::cd007)],
    ),
    r(
        "CD009",
        &[S301],
        "Alleen een tijdelijk adres (soort 04) heeft een periode. Laat de periode weg of verander de soort.",
        &[Klasse("Contact", t::cd009)],
    ),
    r(
        "CD025",
        &[S301],
        "Bij een adres in Nederland hoort een huisnummer. Vul Huis in.",
        &[Klasse("Contact", t::cd025)],
    ),
    r(
        "CD034",
        &[S301],
        "Bij een BRP-adres (01) of verblijfadres (03) hoort een postcode. Vul Postcode in.",
        &[Klasse("Contact", t::cd034)],
    ),
    r(
        "CD041",
        &[S301, S315, S317],
        "Bij een product met een productcode hoort een omvang. Vul Omvang in.",
        &[
            Klasse("ToegewezenProduct", t::cd041),
            Klasse("AangevraagdProduct", t::cd041),
            Klasse("NieuwProduct", t::cd041),
        ],
    ),
    r(
        "CD043",
        &[S315],
        "Het nummer en de ingangsdatum van de beschikking horen bij elkaar: vul ze allebei in of laat ze allebei weg.",
        &[Klasse("AangevraagdProduct", v::cd043)],
    ),
    r(
        "CD060",
        &[S323, S325],
        "Een creditregel noemt de regel die hij terugneemt (VorigReferentieNummer); een debetregel noemt er geen.",
        &[Prestatie(d::cd060)],
    ),
    r(
        "CD066",
        &[S315],
        "De verwijzer heeft een code en ook een naam. Laat de naam weg.",
        &[Klasse("AangevraagdProduct", v::cd066)],
    ),
    r(
        "CD067",
        &[S315],
        "De verwijzer heeft geen code en geen naam. Vul een van beide in.",
        &[Klasse("AangevraagdProduct", v::cd067)],
    ),
    r(
        "CD068",
        &[S315],
        "Dit soort verwijzer heeft geen AGB-code. Laat ZorgverlenerCode weg.",
        &[Klasse("AangevraagdProduct", v::cd068)],
    ),
    r(
        "CD075",
        &[S301, S315, S317],
        "Bij een budget hoort een einddatum. Vul de einddatum in.",
        &[
            Klasse("ToegewezenProduct", t::cd075),
            Klasse("AangevraagdProduct", t::cd075),
            Klasse("NieuwProduct", t::cd075),
            Klasse("TeWijzigenProduct", t::cd075),
        ],
    ),
    r(
        "CD076",
        &[S301, S315, S317],
        "Bij een omvang per week hoort een einddatum. Vul de einddatum in.",
        &[
            Klasse("ToegewezenProduct", t::cd076),
            Klasse("AangevraagdProduct", t::cd076),
            Klasse("NieuwProduct", t::cd076),
            Klasse("TeWijzigenProduct", t::cd076),
        ],
    ),
    r(
        "CD077",
        &[S301, S315, S317],
        "Er is een budget, dus er mag geen omvang zijn. Laat Omvang weg.",
        &[
            Klasse("ToegewezenProduct", t::cd077),
            Klasse("AangevraagdProduct", t::cd077),
            Klasse("NieuwProduct", t::cd077),
            Klasse("TeWijzigenProduct", t::cd077),
        ],
    ),
    r(
        "CD078",
        &[S301, S315, S317],
        "Er is een omvang, dus er mag geen budget zijn. Laat Budget weg.",
        &[
            Klasse("ToegewezenProduct", t::cd077),
            Klasse("AangevraagdProduct", t::cd077),
            Klasse("NieuwProduct", t::cd077),
            Klasse("TeWijzigenProduct", t::cd077),
        ],
    ),
    r(
        "CD079",
        &[S301, S315, S317],
        "Er is geen budget, dus er moet een product zijn. Vul Product in.",
        &[
            Klasse("ToegewezenProduct", t::cd079),
            Klasse("AangevraagdProduct", t::cd079),
            Klasse("NieuwProduct", t::cd079),
        ],
    ),
    r(
        "CD080",
        &[S301],
        "Er is geen productcode, dus er mag geen omvang zijn. Vul de productcode in of laat Omvang weg.",
        &[Klasse("ToegewezenProduct", t::cd080)],
    ),
    r(
        "CD085",
        &[S319],
        "Het verzoek is afgewezen zonder reden. Vul RedenAfwijzingVerzoek in.",
        &[Klasse("Antwoord", v::cd085)],
    ),
    r(
        "CD086",
        &[S319],
        "Het verzoek is nog in onderzoek, dus er is geen reden van afwijzing. Laat RedenAfwijzingVerzoek weg.",
        &[Klasse("Antwoord", v::cd086)],
    ),
    r(
        "CD087",
        &[S323],
        "Vul een tarief in, behalve bij eenheid 83 (euro's): dan moet het tarief wegblijven.",
        &[Prestatie(d::cd087)],
    ),
    r(
        "CD095",
        &[S315],
        "Er is geen productcode, dus er mag geen omvang zijn. Vul de productcode in of laat Omvang weg.",
        &[Klasse("AangevraagdProduct", t::cd080)],
    ),
    r(
        "CD096",
        &[S317],
        "Er is geen productcode, dus er mag geen omvang zijn. Vul de productcode in of laat Omvang weg.",
        &[Klasse("NieuwProduct", t::cd080)],
    ),
    // Constraints ------------------------------------------------------------------------------------------------
    r(
        "CS002",
        &[S301, S305, S307, S315, S317, S323, S325],
        "Het BSN voldoet niet aan de elfproef. Controleer of er een cijfer verkeerd staat.",
        &[Klasse("Client", g::cs002)],
    ),
    r(
        "CS003",
        &[S301, S315, S317],
        "De einddatum ligt voor de begindatum. Controleer beide datums.",
        &[
            Klasse("Contact", t::cs003_contact),
            Klasse("ToegewezenProduct", t::cs003_product),
            Klasse("AangevraagdProduct", t::cs003_product),
            Klasse("NieuwProduct", t::cs003_product),
            Klasse("TeWijzigenProduct", t::cs003_product),
        ],
    ),
    r(
        "CS050",
        &[S301],
        "NaamGebruik past niet bij de namen: met de naam van een partner 1, 2, 3 of 4, en anders 1.",
        &[Klasse("Client", t::cs050), Klasse("Relatie", t::cs050)],
    ),
    r(
        "CS058",
        &[S305, S307],
        "StatusAanlevering mag alleen 1 (eerste aanlevering) of 3 (verwijderen) zijn.",
        &[Klasse("StartProduct", g::cs058), Klasse("StopProduct", g::cs058)],
    ),
    r(
        "CS089",
        &[S301],
        "Dit is geen Nederlandse postcode. Vul vier cijfers en twee letters in zonder spatie, zoals 1234AB.",
        &[Klasse("Contact", t::cs089)],
    ),
    r(
        "CS100",
        &[S323],
        "De periode ligt voor 1 januari 2021. Zo ver terug kan met dit bericht niet gedeclareerd worden.",
        &[Klasse("Declaratie", d::cs100_declaratie), Prestatie(d::cs100_prestatie)],
    ),
    r(
        "CS139",
        &[S301, S305, S307, S315],
        "DatumGebruik past niet bij de geboortedatum: 1 = dag 01, 2 = 1 januari, 3 = 1900-01-01.",
        &[Klasse("Client", g::cs139), Klasse("Relatie", g::cs139)],
    ),
    r(
        "CS325",
        &[S323, S325],
        "Een bedrag van 0 is altijd debet. Vul D in.",
        &[
            Klasse("Declaratie", d::cs325_totaal),
            Klasse("DeclaratieAntwoord", d::cs325_totaal),
            Prestatie(d::cs325_prestatie),
        ],
    ),
    r(
        "CS335",
        &[S301],
        "Een verwijderde toewijzing (reden 13) eindigt op de dag waarop zij begint. Maak beide datums gelijk.",
        &[Klasse("ToegewezenProduct", t::cs335)],
    ),
    r(
        "CS336",
        &[S301],
        "Reden 01 is vervallen. Gebruik 13 om een toewijzing te verwijderen, of een andere reden.",
        &[Klasse("ToegewezenProduct", t::cs336)],
    ),
    r(
        "CS337",
        &[S323],
        "De periode van deze regel loopt over meer dan een maand. Maak een regel per kalendermaand.",
        &[Prestatie(d::cs337)],
    ),
    r(
        "CS338",
        &[S301, S317],
        "Bij deze eenheid is de frequentie per week (2), per maand (4) of totaal (6).",
        &[
            Klasse("ToegewezenProduct", t::cs338),
            Klasse("NieuwProduct", t::cs338),
            Klasse("TeWijzigenProduct", t::cs338),
        ],
    ),
    r(
        "CS339",
        &[S323],
        "Bij eenheid 83 (euro's) is het geleverde volume gelijk aan het bedrag in centen. Maak beide gelijk.",
        &[Prestatie(d::cs339)],
    ),
    r(
        "CS340",
        &[S323],
        "De declaratieperiode is niet precies een kalendermaand. Vul de eerste en de laatste dag van de maand in.",
        &[Klasse("Declaratie", d::cs340)],
    ),
    r(
        "CS343",
        &[S315],
        "Bij deze eenheid is de frequentie per week (2), per maand (4) of totaal (6).",
        &[Klasse("AangevraagdProduct", t::cs338)],
    ),
];
