//! A dossier written as JSON, in the form that [`Adviesdossier::uit_json`] reads: what is read back is what was written.

use super::dossier::{Adviesdossier, Antwoord, Coordinaat, Pakketdeel};
use super::lezen::SCHEMA;
use crate::zrm::{Zrmmeting, Zrmscore};
use kern::Decimaal;
use regels::Tijdvak;
use serde_json::{Map, Number, Value, json};

impl Adviesdossier {
    /// The dossier by `regels/schema/v1/dossier.json`. What is not known is left out.
    pub fn als_json(&self) -> Value {
        let mut k = Map::new();
        let mut zet = |naam: &str, waarde: Value| {
            let leeg = match &waarde {
                Value::Null => true,
                Value::Array(l) => l.is_empty(),
                Value::Object(o) => o.is_empty(),
                _ => false,
            };
            if !leeg {
                k.insert(naam.to_owned(), waarde);
            }
        };
        zet("schema", json!(SCHEMA));
        zet("datum", json!(self.datum.to_string()));
        zet("gemeente", json!(self.gemeente.map(|g| g.to_string())));
        zet("zelfredzaamheid", self.zrm.as_ref().map_or(Value::Null, meting));
        let werk = self.werk.iter().map(
            |w| json!({"leefgebied": w.domein.code(), "soort": w.soort.code(), "uren_per_week": getal(w.uren)}),
        );
        zet("werk", werk.collect());
        let antwoorden = self.antwoorden.iter().map(|(id, a)| (id.clone(), antwoord(a)));
        zet("antwoorden", Value::Object(antwoorden.collect()));
        zet(
            "wonen",
            self.wonen.as_ref().map_or(
                Value::Null,
                |w| json!({"woningen": punten(&w.woningen), "steunpunten": punten(&w.steunpunten)}),
            ),
        );
        let delen = |d: &[Pakketdeel]| d.iter().map(pakketdeel).collect::<Value>();
        zet(
            "pakketten",
            self.pakketten
                .as_ref()
                .map_or(Value::Null, |p| json!({"thuis": delen(&p.thuis), "verblijf": delen(&p.verblijf)})),
        );
        zet(
            "periode",
            self.periode.map_or(Value::Null, |p| match p.tot() {
                Some(tot) => json!({"van": p.van().to_string(), "tot": tot.to_string()}),
                None => json!({"van": p.van().to_string()}),
            }),
        );
        let ruil = self.ruil.iter().map(|r| json!({"van": r.van, "naar": r.naar, "aantal": getal(r.aantal)}));
        zet("ruil", ruil.collect());
        zet("stukken", json!(self.stukken));
        zet("alleen", json!(self.alleen));
        Value::Object(k)
    }
}

/// A number with its digits as they are.
fn getal(d: Decimaal) -> Value {
    d.normalize().to_string().parse::<Number>().map_or(Value::Null, Value::Number)
}

fn met_opmerking(mut k: Map<String, Value>, opmerking: Option<&str>) -> Value {
    if let Some(o) = opmerking {
        k.insert("opmerking".to_owned(), json!(o));
    }
    Value::Object(k)
}

fn meting(m: &Zrmmeting) -> Value {
    let score = |s: &Zrmscore| match s.opmerking.as_deref() {
        None => json!(s.niveau.code()),
        o => met_opmerking([("niveau".to_owned(), json!(s.niveau.code()))].into_iter().collect(), o),
    };
    let niveaus: Map<_, _> = m.scores().iter().map(|(d, s)| (d.code().to_owned(), score(s))).collect();
    let velden = [
        ("uitgave", json!(m.uitgave().code())),
        ("gemeten_op", json!(m.gemeten_op().to_string())),
        ("gemeten_door", json!(m.gemeten_door())),
        ("niveaus", Value::Object(niveaus)),
    ];
    met_opmerking(velden.map(|(n, v)| (n.to_owned(), v)).into_iter().collect(), m.opmerking())
}

fn antwoord(a: &Antwoord) -> Value {
    match a {
        Antwoord::Getal(n) => getal(*n),
        Antwoord::JaNee { ja, motivering } => {
            let woord = json!(if *ja { "ja" } else { "nee" });
            match motivering {
                Some(m) => json!({"antwoord": woord, "motivering": m}),
                None => woord,
            }
        }
    }
}

fn punten(p: &[Coordinaat]) -> Value {
    p.iter().map(|c| json!({"breedte": c.breedte(), "lengte": c.lengte()})).collect()
}

fn pakketdeel(d: &Pakketdeel) -> Value {
    match d {
        Pakketdeel::Product { kader, kort, aantal } => {
            let mut k = Map::new();
            k.insert("product".to_owned(), json!(kort));
            k.insert("aantal".to_owned(), getal(*aantal));
            if let Some(kader) = kader {
                k.insert("kader".to_owned(), json!(kader));
            }
            Value::Object(k)
        }
        Pakketdeel::Bedrag { naam, cent, per, bron } => {
            let per = Tijdvak::ALLE.iter().find(|(_, t)| t == per).map_or("", |(w, _)| w);
            json!({"omschrijving": naam, "bedrag_cent": getal(*cent), "per": per, "bron": bron})
        }
    }
}
