//! The summary of a run: as a table for a person, as JSON for a program, as CSV for a spreadsheet.

use super::lijsten::veld;
use crate::importeer::Rijfout;
use catalogus::{Aanleiding, GEEN_KLASSE, OmzetFout, Omzetsleutel, Omzetwijze, Oordeel, Totaal, Verdeling};
use kern::{Decimaal, voluit};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a run found.
#[derive(Debug, Clone)]
pub struct Rapport {
    /// The key.
    pub sleutel: Omzetsleutel,
    /// Figures per cut.
    pub totalen: BTreeMap<Verdeling, Totaal>,
    /// Faults, at most so many as are kept.
    pub fouten: Vec<Rijfout>,
    /// Faulty rows.
    pub fout: u64,
    /// Bad rows that were set aside by name.
    pub apart: u64,
    /// Codes that no group names.
    pub onbekend: Vec<(String, u64)>,
    /// Files that were written, within the folder.
    pub bestanden: Vec<String>,
    /// How running indications divide over the moments, for a key without a technical conversion.
    pub momenten: BTreeMap<Aanleiding, u64>,
}

fn cent(b: Decimaal) -> Result<i64, OmzetFout> {
    Totaal::cent(b).map(|c| c.0)
}

fn euro(b: Decimaal) -> String {
    Totaal::cent(b).map_or_else(|_| "te groot".into(), |c| format!("€ {c}"))
}

/// What stands before a figure of a cut.
fn naam(s: &Omzetsleutel, v: Verdeling) -> (&'static str, String) {
    match v {
        Verdeling::Alles => ("alles", String::new()),
        Verdeling::Gemeente(g) => ("gemeente", format!("{g:04}")),
        Verdeling::Aanbieder(a) => ("aanbieder", format!("{a:08}")),
        Verdeling::Klasse(GEEN_KLASSE) => ("klasse", "geen".into()),
        Verdeling::Klasse(k) => ("klasse", k.to_string()),
        Verdeling::Functie(u8::MAX) => ("functie", "onbekend".into()),
        Verdeling::Functie(f) => ("functie", s.functiesleutel(f).to_owned()),
        Verdeling::Regel(r) => ("product", s.productnamen(r)),
    }
}

impl Rapport {
    /// The figures of everything together.
    pub fn alles(&self) -> Totaal {
        self.totalen.get(&Verdeling::Alles).copied().unwrap_or_default()
    }

    /// Rows of the file.
    pub fn rijen(&self) -> u64 {
        self.alles().rijen() + self.fout + self.apart
    }

    /// The figures per cut, in the order of reports: kind of cut, which one, and its figures.
    pub fn sneden(&self) -> Vec<(&'static str, String, Totaal)> {
        self.totalen
            .iter()
            .map(|(v, t)| {
                let (soort, welke) = naam(&self.sleutel, *v);
                (soort, welke, *t)
            })
            .collect()
    }

    /// What is wrong with rows, for a spreadsheet; nothing when all are good.
    pub(super) fn fouten_csv(&self) -> Option<Vec<u8>> {
        let mut uit = Vec::from(&b"regel,kolom,fout\n"[..]);
        for f in &self.fouten {
            uit.extend_from_slice(format!("{},{},", f.regel, f.kolom.unwrap_or_default()).as_bytes());
            veld(&mut uit, f.tekst.as_bytes());
            uit.push(b'\n');
        }
        (!self.fouten.is_empty()).then_some(uit)
    }

    /// What must be said with every figure about the value before.
    pub fn let_op(&self) -> Vec<String> {
        let s = &self.sleutel;
        let mut uit = Vec::new();
        if !s.voor_bekend && s.wijze == Omzetwijze::Technisch {
            uit.push("De waarde voor de omzetting is niet bekend: het kader noemt geen bedragen.".to_owned());
        } else if s.voor_verzonnen {
            uit.push(
                "De waarde voor de omzetting is verzonnen: de bron noemt geen bedragen. Zet de eigen bedragen in omzetting.yaml.".to_owned(),
            );
        }
        if s.na_verzonnen {
            uit.push("De waarde na de omzetting is verzonnen: de bron noemt geen prijzen.".to_owned());
        }
        if s.wijze == Omzetwijze::Herindicatie {
            uit.push(
                "Dit kader kent geen technische omzetting: ieder gaat over met een eigen indicatie, op de dag die in herindiceren.csv staat."
                    .to_owned(),
            );
        }
        let zonder = self.alles().zonder_voor;
        if zonder > 0 && s.voor_bekend {
            uit.push(format!(
                "Van {zonder} {} is de waarde voor de omzetting niet bekend. In de waarde erna en in het verschil {} wel mee.",
                if zonder == 1 { "indicatie" } else { "indicaties" },
                if zonder == 1 { "telt die" } else { "tellen die" }
            ));
        }
        uit
    }

    fn totaal_json(&self, t: &Totaal) -> Result<Value, OmzetFout> {
        let mut aantallen = serde_json::Map::new();
        for ((woord, _), n) in Oordeel::SOORTEN.iter().zip(t.aantallen) {
            aantallen.insert((*woord).to_owned(), n.into());
        }
        let mut v = json!({
            "rijen": t.rijen(),
            "past": t.past(),
            "uitkomsten": aantallen,
            "na_cent_per_jaar": cent(t.na)?,
            "eerst_indicatie_na_cent_per_jaar": cent(t.eerst_na)?,
            "past_na_cent_per_jaar": cent(t.na + t.eerst_na)?,
            "zonder_waarde_voor": t.zonder_voor,
        });
        let bekend = self.sleutel.voor_bekend;
        let voor = |b: Decimaal| -> Result<Value, OmzetFout> {
            Ok(if bekend { cent(b)?.into() } else { Value::Null })
        };
        v["voor_cent_per_jaar"] = voor(t.voor)?;
        v["eerst_indicatie_voor_cent_per_jaar"] = voor(t.eerst_voor)?;
        v["past_voor_cent_per_jaar"] = voor(t.voor + t.eerst_voor)?;
        Ok(v)
    }

    /// Everything, for a program.
    pub fn json(&self) -> Result<Value, OmzetFout> {
        let s = &self.sleutel;
        let mut v = self.totaal_json(&self.alles())?;
        let mut sneden: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for soort in ["gemeente", "aanbieder", "klasse", "functie", "product"] {
            sneden.insert(soort, Vec::new());
        }
        for (snede, t) in &self.totalen {
            let (soort, welke) = naam(s, *snede);
            if let Some(lijst) = sneden.get_mut(soort) {
                let mut deel = self.totaal_json(t)?;
                deel[soort] = welke.into();
                if let Verdeling::Regel(r) = snede {
                    deel["per_jaar_cent"] = cent(s.na_per_jaar(*r))?.into();
                }
                lijst.push(deel);
            }
        }
        for (soort, lijst) in sneden {
            v[format!("per_{soort}")] = lijst.into();
        }
        let fouten: Vec<Value> = self
            .fouten
            .iter()
            .map(|f| json!({ "regel": f.regel, "kolom": f.kolom, "tekst": f.tekst }))
            .collect();
        v["kader"] = s.kader.as_str().into();
        v["omzetdatum"] = s.omzetdatum.to_string().into();
        v["technisch"] = (s.wijze == Omzetwijze::Technisch).into();
        v["rijen"] = self.rijen().into();
        v["foute_rijen"] = self.fout.into();
        v["foute_rijen_apart_gezet"] = self.apart.into();
        v["fouten"] = fouten.into();
        v["voor_verzonnen"] = s.voor_verzonnen.into();
        v["na_verzonnen"] = s.na_verzonnen.into();
        v["let_op"] = self.let_op().into();
        v["onbekende_codes"] =
            self.onbekend.iter().map(|(c, n)| json!({ "functie": c, "rijen": n })).collect::<Vec<_>>().into();
        v["bestanden"] = self.bestanden.clone().into();
        let momenten: Vec<Value> =
            self.momenten.iter().map(|(a, n)| json!({ "aanleiding": aanleiding(*a), "rijen": n })).collect();
        v["momenten"] = momenten.into();
        Ok(v)
    }

    /// Every cut, for a spreadsheet.
    pub fn csv(&self) -> Vec<u8> {
        let mut uit = Vec::from(&b"verdeling,waarde,rijen,"[..]);
        for (woord, _) in Oordeel::SOORTEN {
            uit.extend_from_slice(woord.as_bytes());
            uit.push(b',');
        }
        uit.extend_from_slice(
            b"voor_cent_per_jaar,na_cent_per_jaar,eerst_indicatie_voor_cent_per_jaar,eerst_indicatie_na_cent_per_jaar,zonder_waarde_voor,voor_verzonnen\n",
        );
        let bedrag = |b: Decimaal| cent(b).map_or_else(|_| String::new(), |c| c.to_string());
        let voor = |b: Decimaal| if self.sleutel.voor_bekend { bedrag(b) } else { String::new() };
        for (snede, t) in &self.totalen {
            let (soort, welke) = naam(&self.sleutel, *snede);
            veld(&mut uit, soort.as_bytes());
            uit.push(b',');
            veld(&mut uit, welke.as_bytes());
            let mut rest = format!(",{}", t.rijen());
            for n in t.aantallen {
                let _ = write!(rest, ",{n}");
            }
            let verzonnen = if self.sleutel.voor_verzonnen { "ja" } else { "nee" };
            let _ = writeln!(
                rest,
                ",{},{},{},{},{},{verzonnen}",
                voor(t.voor),
                bedrag(t.na),
                voor(t.eerst_voor),
                bedrag(t.eerst_na),
                t.zonder_voor
            );
            uit.extend_from_slice(rest.as_bytes());
        }
        uit
    }

    /// The summary for a person.
    pub fn tekst(&self) -> String {
        let s = &self.sleutel;
        let t = self.alles();
        let mut uit = String::new();
        let mut r = |regel: String| {
            uit.push_str(regel.trim_end());
            uit.push('\n');
        };
        r(format!("Omzetting volgens {} ({}), per {}", s.naam, s.kader, voluit(s.omzetdatum)));
        for l in self.let_op() {
            r(format!("Let op: {l}"));
        }
        r(format!("\n{:<36} {:>10}", "rijen in het bestand", self.rijen()));
        for ((_, woord), n) in Oordeel::SOORTEN.iter().zip(t.aantallen) {
            if n > 0 {
                r(format!("  {woord:<34} {n:>10}"));
            }
        }
        for (woord, n) in [("fout", self.fout), ("fout en met naam apart gezet", self.apart)] {
            if n > 0 {
                r(format!("  {woord:<34} {n:>10}"));
            }
        }
        for (a, n) in &self.momenten {
            r(format!("    {:<32} {n:>10}", aanleiding(*a)));
        }
        if s.wijze == Omzetwijze::Technisch {
            self.tabellen(&mut r);
        }
        if !self.onbekend.is_empty() {
            r("\nFuncties die in geen sleutel staan".to_owned());
            for (code, n) in self.onbekend.iter().take(20) {
                r(format!("  {code:<34} {n:>10}"));
            }
        }
        if !self.fouten.is_empty() {
            r("\nFoute regels".to_owned());
            for f in &self.fouten {
                r(format!("  {f}"));
            }
            if self.fout > self.fouten.len() as u64 {
                r(format!("  en meer: {} rijen zijn fout", self.fout));
            }
            r("Er gaat niets over zolang een regel fout is. Verbeter het bestand, of zet een indicatie apart met --sla-over NUMMER.".to_owned());
        }
        uit
    }

    fn tabellen(&self, r: &mut impl FnMut(String)) {
        let s = &self.sleutel;
        let voor_kop = if s.voor_verzonnen { "voor (verzonnen)" } else { "voor" };
        let mut vorige = "";
        for (snede, t) in &self.totalen {
            let (soort, welke) = naam(s, *snede);
            if soort == "functie" {
                continue;
            }
            if soort != vorige {
                let kop = match soort {
                    "alles" => "Euro per jaar".to_owned(),
                    ander => format!("Per {ander}"),
                };
                r(format!(
                    "\n{kop:<22} {:>9} {voor_kop:>20} {:>20} {:>20} {:>9} {:>9}",
                    "gaan over", "na", "verschil", "eerst ind.", "overig"
                ));
                vorige = soort;
            }
            let overig = t.rijen() - t.past();
            let (voor, verschil) = if s.voor_bekend {
                (euro(t.voor), euro(t.na - t.voor))
            } else {
                ("onbekend".to_owned(), "onbekend".to_owned())
            };
            r(format!(
                "  {welke:<20} {:>9} {voor:>20} {:>20} {verschil:>20} {:>9} {overig:>9}",
                t.aantallen[0],
                euro(t.na),
                t.aantallen[1]
            ));
        }
    }
}

fn aanleiding(a: Aanleiding) -> &'static str {
    match a {
        Aanleiding::Nieuw => "nieuwe indicatie",
        Aanleiding::Herindicatie => "bij herindicatie",
        Aanleiding::Actief => "actief geherindiceerd",
    }
}
