//! A request as it stands in the book: written from a message, read back for the rules and the screens.

use crate::fout::{AppFout, Uitkomst};
use crate::ontvangst::regie::product_uit;
use ::toewijzing::{
    AangevraagdProduct, GewenstProduct, GewensteWijziging, Omvang, RedenAfwijzing, RedenVerzoek,
    RedenWijziging, Stempel, Toewijzing, Toewijzingnummer, Verzoeksoort, Verzoekstand, Wijzigingsverzoek,
};
use beschikking::BesluitId;
use istandaard::{ClientVerzoek, Code};
use jiff::civil::Time;
use kern::{AgbCode, Datum, Eenheid, Eurocent, Frequentie, Gemeentecode, Product};
use store::sql::verzoeken as sql;
use store::{Row, StoreFout, Tx, Val, teller};
use toegang::ClientId;

/// What a product of a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Productsoort {
    /// Of a VOT.
    Aangevraagd,
    /// Of a VOW: an assignment that stays as it is.
    Ongewijzigd,
    /// Of a VOW: an assignment that has to change.
    TeWijzigen,
    /// Of a VOW: a product that has to come.
    Nieuw,
}

impl Productsoort {
    const ALLE: [(Self, &'static str); 4] = [
        (Self::Aangevraagd, "aangevraagd"),
        (Self::Ongewijzigd, "ongewijzigd"),
        (Self::TeWijzigen, "te_wijzigen"),
        (Self::Nieuw, "nieuw"),
    ];

    /// The name in database and JSON.
    pub fn code(self) -> &'static str {
        Self::ALLE.iter().find(|(s, _)| *s == self).map_or("", |(_, c)| c)
    }

    /// The word for people.
    pub fn omschrijving(self) -> &'static str {
        match self {
            Self::TeWijzigen => "te wijzigen",
            _ => self.code(),
        }
    }
}

/// A product of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verzoekproduct {
    /// Place in the request, from 1.
    pub volgnr: i64,
    /// The part that it belongs to.
    pub deel: i64,
    /// What it is.
    pub soort: Productsoort,
    /// The assignment that stays or changes.
    pub toewijzing: Option<i64>,
    /// Product; not filled for an assignment that stays or changes.
    pub product: Option<Product>,
    /// First day that is asked for; empty for an assignment that stays.
    pub ingangsdatum: Option<Datum>,
    /// Last day.
    pub einddatum: Option<Datum>,
    /// How much.
    pub omvang: Option<Omvang>,
    /// Total amount.
    pub budget: Option<Eurocent>,
    /// Number and first day of the decision that a VOT names.
    pub beschikking: Option<(i64, Option<Datum>)>,
    /// Who referred the client: code of list COD327, name, AGB code.
    pub verwijzer: Option<(String, Option<String>, Option<String>)>,
    /// Whether the parties have a framework contract, as the provider says (COD260).
    pub raamcontract: Option<String>,
    /// Free text.
    pub commentaar: Option<String>,
    /// The assignment that came of it.
    pub toegewezen: Option<i64>,
}

/// What gets one reaction: a product of a VOT, or a VOW as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verzoekdeel {
    /// Place, from 1.
    pub volgnr: i64,
    /// ReferentieAanbieder.
    pub referentie: String,
    /// How it stands.
    pub stand: Verzoekstand,
    /// Since when.
    pub sinds: Datum,
    /// The 319 that told of the inquiry.
    pub onderzoek_in: Option<i64>,
    /// The 319 that refused, or the 301 that granted.
    pub antwoord_in: Option<i64>,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verzoek {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Key.
    pub id: i64,
    /// VOT or VOW.
    pub soort: Verzoeksoort,
    /// Provider.
    pub agb: AgbCode,
    /// Client.
    pub client: i64,
    /// The 315 or 317.
    pub bericht: i64,
    /// Why, of a VOW.
    pub reden: Option<RedenVerzoek>,
    /// What the provider says of the client, in a VOT.
    pub commentaar: Option<String>,
    /// Day of the message.
    pub dagtekening: Datum,
    /// Day of receipt; of sending in the provider's own book.
    pub ontvangen_op: Datum,
    /// Its parts.
    pub delen: Vec<Verzoekdeel>,
    /// Its products.
    pub producten: Vec<Verzoekproduct>,
}

fn kolom(index: usize, verwacht: &'static str) -> StoreFout {
    StoreFout::Kolom { index, verwacht }
}

/// The code of a kind in the database.
pub(crate) fn soortcode(soort: Verzoeksoort) -> &'static str {
    match soort {
        Verzoeksoort::Vot => "vot",
        Verzoeksoort::Vow => "vow",
    }
}

/// Reads the code of a kind.
pub(crate) fn lees_soort(tekst: &str, index: usize) -> Result<Verzoeksoort, StoreFout> {
    match tekst {
        "vot" => Ok(Verzoeksoort::Vot),
        "vow" => Ok(Verzoeksoort::Vow),
        _ => Err(kolom(index, "vot of vow")),
    }
}

/// A stand out of three columns.
pub(crate) fn lees_stand(
    stand: &str,
    reden: Option<&str>,
    antwoord_in: Option<i64>,
) -> Result<Verzoekstand, StoreFout> {
    Ok(match stand {
        "ingediend" => Verzoekstand::Ingediend,
        "onderzoek" => Verzoekstand::InOnderzoek,
        "afgewezen" => Verzoekstand::Afgewezen(
            reden.and_then(|r| RedenAfwijzing::parse(r).ok()).ok_or_else(|| kolom(2, "een reden"))?,
        ),
        "gehonoreerd" => Verzoekstand::Gehonoreerd { gemeld: antwoord_in.is_some() },
        "niet_verzonden" => Verzoekstand::NietVerzonden,
        _ => return Err(kolom(2, "een stand")),
    })
}

/// A stand as two columns: stand and reason.
pub(crate) fn standcode(stand: Verzoekstand) -> (&'static str, Option<&'static str>) {
    match stand {
        Verzoekstand::Ingediend => ("ingediend", None),
        Verzoekstand::InOnderzoek => ("onderzoek", None),
        Verzoekstand::Afgewezen(r) => ("afgewezen", Some(r.code())),
        Verzoekstand::Gehonoreerd { .. } => ("gehonoreerd", None),
        Verzoekstand::NietVerzonden => ("niet_verzonden", None),
    }
}

fn omvang_uit(r: &Row<'_>, i: usize) -> Result<Option<Omvang>, StoreFout> {
    let (Some(volume), Some(e), Some(f)) = (r.opt_i64(i)?, r.opt_text(i + 1)?, r.opt_text(i + 2)?) else {
        return Ok(None);
    };
    Ok(Some(Omvang {
        volume,
        eenheid: Eenheid::parse(e).map_err(|_| kolom(i + 1, "een eenheid"))?,
        frequentie: Frequentie::parse(f).map_err(|_| kolom(i + 2, "een frequentie"))?,
    }))
}

fn deel_uit(r: &Row<'_>) -> Result<Verzoekdeel, StoreFout> {
    let antwoord_in = r.opt_i64(6)?;
    Ok(Verzoekdeel {
        volgnr: r.i64(0)?,
        referentie: r.string(1)?,
        stand: lees_stand(r.text(2)?, r.opt_text(4)?, antwoord_in)?,
        sinds: r.dag(3)?,
        onderzoek_in: r.opt_i64(5)?,
        antwoord_in,
    })
}

fn product_van(r: &Row<'_>) -> Result<Verzoekproduct, StoreFout> {
    let t = |i| Ok::<_, StoreFout>(r.opt_text(i)?.map(str::to_owned));
    let soort = r.text(2)?;
    let soort = Productsoort::ALLE.iter().find(|(_, c)| *c == soort).map(|(s, _)| *s);
    let beschikking = r.opt_i64(12)?;
    let beschikking_ingang = r.opt_dag(13)?;
    let verwijzer = t(14)?;
    let (naam, zorgverlener) = (t(15)?, t(16)?);
    Ok(Verzoekproduct {
        volgnr: r.i64(0)?,
        deel: r.i64(1)?,
        soort: soort.ok_or_else(|| kolom(2, "een soort product"))?,
        toewijzing: r.opt_i64(3)?,
        product: product_uit(r, 4)?,
        ingangsdatum: r.opt_dag(6)?,
        einddatum: r.opt_dag(7)?,
        omvang: omvang_uit(r, 8)?,
        budget: r.opt_i64(11)?.map(Eurocent),
        beschikking: beschikking.map(|n| (n, beschikking_ingang)),
        verwijzer: verwijzer.map(|v| (v, naam, zorgverlener)),
        raamcontract: t(17)?,
        commentaar: t(18)?,
        toegewezen: r.opt_i64(19)?,
    })
}

/// Reads a request whole; `None` when there is none with this key.
pub(crate) fn lees(tx: &mut Tx<'_>, g: Gemeentecode, id: i64) -> Result<Option<Verzoek>, StoreFout> {
    let w = [Val::from(&g), id.into()];
    let verzoek = tx.query_opt(sql::VERZOEK, &w, |r| {
        Ok(Verzoek {
            gemeente: g,
            id,
            soort: lees_soort(r.text(0)?, 0)?,
            agb: AgbCode::parse(r.text(1)?).map_err(|_| kolom(1, "een AGB-code"))?,
            client: r.i64(2)?,
            bericht: r.i64(3)?,
            reden: r.opt_text(4)?.and_then(|c| RedenVerzoek::parse(c).ok()),
            commentaar: r.opt_text(5)?.map(str::to_owned),
            dagtekening: r.dag(6)?,
            ontvangen_op: r.dag(7)?,
            delen: Vec::new(),
            producten: Vec::new(),
        })
    })?;
    let Some(mut v) = verzoek else { return Ok(None) };
    v.delen = tx.query_alle(sql::DELEN, &w, deel_uit)?;
    v.producten = tx.query_alle(sql::PRODUCTEN, &w, product_van)?;
    Ok(Some(v))
}

impl Verzoek {
    /// A part.
    pub fn deel(&self, volgnr: i64) -> Option<&Verzoekdeel> {
        self.delen.iter().find(|d| d.volgnr == volgnr)
    }

    /// The products of a part, in the order of the message.
    pub fn producten_van(&self, deel: i64) -> impl Iterator<Item = &Verzoekproduct> {
        self.producten.iter().filter(move |p| p.deel == deel)
    }

    /// A part of a VOT as the rules read it.
    pub(crate) fn aangevraagd(&self, deel: &Verzoekdeel) -> Option<AangevraagdProduct> {
        let gewenst = self.producten_van(deel.volgnr).next()?.gewenst()?;
        Some(AangevraagdProduct { referentie: deel.referentie.clone(), gewenst })
    }

    /// A VOW as the rules read it.
    pub(crate) fn wijziging(&self, deel: &Verzoekdeel) -> Wijzigingsverzoek {
        let van = |s| self.producten.iter().filter(move |p| p.soort == s);
        let nummer = |p: &Verzoekproduct| p.toewijzing.and_then(|n| Toewijzingnummer::new(n).ok());
        Wijzigingsverzoek {
            referentie: deel.referentie.clone(),
            ongewijzigd: van(Productsoort::Ongewijzigd).filter_map(nummer).collect(),
            te_wijzigen: van(Productsoort::TeWijzigen)
                .filter_map(|p| {
                    Some(GewensteWijziging {
                        nummer: nummer(p)?,
                        ingangsdatum: p.ingangsdatum?,
                        einddatum: p.einddatum,
                        omvang: p.omvang,
                        budget: p.budget,
                    })
                })
                .collect(),
            nieuw: van(Productsoort::Nieuw).filter_map(Verzoekproduct::gewenst).collect(),
        }
    }
}

impl Verzoekproduct {
    fn gewenst(&self) -> Option<GewenstProduct> {
        Some(GewenstProduct {
            product: self.product,
            ingangsdatum: self.ingangsdatum?,
            einddatum: self.einddatum,
            omvang: self.omvang,
            budget: self.budget,
        })
    }

    fn leeg(volgnr: i64, deel: i64, soort: Productsoort) -> Self {
        Self {
            volgnr,
            deel,
            soort,
            toewijzing: None,
            product: None,
            ingangsdatum: None,
            einddatum: None,
            omvang: None,
            budget: None,
            beschikking: None,
            verwijzer: None,
            raamcontract: None,
            commentaar: None,
            toegewezen: None,
        }
    }
}

fn omvang(o: istandaard::Omvang) -> Omvang {
    Omvang { volume: o.volume, eenheid: o.eenheid, frequentie: o.frequentie }
}

/// The parts and products of a 315.
pub(crate) fn uit_315(c: &ClientVerzoek) -> (Vec<String>, Vec<Verzoekproduct>) {
    let tekst = |c: &Option<Code>| c.as_ref().map(|c| c.as_str().to_owned());
    let producten = c.producten.iter().zip(1..).map(|(p, n)| Verzoekproduct {
        product: p.product,
        ingangsdatum: Some(p.toewijzing_ingangsdatum),
        einddatum: p.toewijzing_einddatum,
        omvang: p.omvang.map(omvang),
        budget: p.budget,
        beschikking: p.beschikking_nummer.map(|b| (b, p.beschikking_ingangsdatum)),
        verwijzer: Some((
            p.verwijzer.soort.as_str().to_owned(),
            p.verwijzer.naam.clone(),
            p.verwijzer.zorgverlener.map(|a| a.to_string()),
        )),
        raamcontract: tekst(&p.raamcontract),
        commentaar: p.commentaar.clone(),
        ..Verzoekproduct::leeg(n, n, Productsoort::Aangevraagd)
    });
    (c.producten.iter().map(|p| p.referentie_aanbieder.clone()).collect(), producten.collect())
}

/// The part and the products of a 317.
pub(crate) fn uit_317(v: &istandaard::Wijzigingsverzoek) -> (Vec<String>, Vec<Verzoekproduct>) {
    let ongewijzigd = v.ongewijzigd.iter().map(|p| Verzoekproduct {
        toewijzing: Some(p.toewijzing),
        ..Verzoekproduct::leeg(0, 1, Productsoort::Ongewijzigd)
    });
    let te_wijzigen = v.te_wijzigen.iter().map(|p| Verzoekproduct {
        toewijzing: Some(p.toewijzing),
        ingangsdatum: Some(p.gewenste_ingangsdatum),
        einddatum: p.einddatum,
        omvang: p.omvang.map(omvang),
        budget: p.budget,
        ..Verzoekproduct::leeg(0, 1, Productsoort::TeWijzigen)
    });
    let nieuw = v.nieuw.iter().map(|p| Verzoekproduct {
        product: p.product,
        ingangsdatum: Some(p.gewenste_ingangsdatum),
        einddatum: p.einddatum,
        omvang: p.omvang.map(omvang),
        budget: p.budget,
        ..Verzoekproduct::leeg(0, 1, Productsoort::Nieuw)
    });
    let producten = ongewijzigd.chain(te_wijzigen).chain(nieuw).zip(1..);
    (
        vec![v.referentie_aanbieder.clone()],
        producten.map(|(p, volgnr)| Verzoekproduct { volgnr, ..p }).collect(),
    )
}

/// A request that is to be stored.
pub(crate) struct Nieuw<'a> {
    pub gemeente: Gemeentecode,
    pub soort: Verzoeksoort,
    pub agb: AgbCode,
    pub client: i64,
    pub bericht: i64,
    pub reden: Option<&'a str>,
    pub commentaar: Option<&'a str>,
    pub dagtekening: Datum,
    pub ontvangen_op: Datum,
    pub referenties: &'a [String],
    pub producten: &'a [Verzoekproduct],
}

/// Stores a request that nobody reacted to yet. Gives its key.
pub(crate) fn bewaar(tx: &mut Tx<'_>, n: &Nieuw<'_>) -> Uitkomst<i64> {
    let g = Val::from(&n.gemeente);
    let id = teller::volgende(tx, n.gemeente, "verzoek")?;
    tx.execute(
        sql::VERZOEK_ERBIJ,
        &[
            g,
            id.into(),
            soortcode(n.soort).into(),
            (&n.agb).into(),
            n.client.into(),
            n.bericht.into(),
            n.reden.into(),
            n.commentaar.into(),
            n.dagtekening.into(),
            n.ontvangen_op.into(),
        ],
    )?;
    let delen = n.referenties.iter().zip(1_i64..).map(|(referentie, volgnr)| {
        [
            g,
            id.into(),
            volgnr.into(),
            (&n.agb).into(),
            referentie.as_str().into(),
            "ingediend".into(),
            n.ontvangen_op.into(),
            Val::Null,
            Val::Null,
            Val::Null,
        ]
    });
    tx.bulk(sql::DELEN_ERBIJ, delen)?;
    let producten = n.producten.iter().map(|p| {
        let categorie = p.product.as_ref().map(|x| &x.categorie);
        let code = p.product.as_ref().and_then(|x| x.code.as_ref());
        let (verwijzer, naam, zorgverlener) =
            p.verwijzer.as_ref().map_or((None, None, None), |(v, n, z)| (Some(v), n.as_ref(), z.as_ref()));
        [
            g,
            id.into(),
            p.volgnr.into(),
            p.deel.into(),
            p.soort.code().into(),
            p.toewijzing.into(),
            categorie.into(),
            code.into(),
            p.ingangsdatum.into(),
            p.einddatum.into(),
            p.omvang.map(|o| o.volume).into(),
            p.omvang.map(|o| o.eenheid.code()).into(),
            p.omvang.map(|o| o.frequentie.code()).into(),
            p.budget.into(),
            p.beschikking.map(|b| b.0).into(),
            p.beschikking.and_then(|b| b.1).into(),
            verwijzer.map(String::as_str).into(),
            naam.map(String::as_str).into(),
            zorgverlener.map(String::as_str).into(),
            p.raamcontract.as_deref().into(),
            p.commentaar.as_deref().into(),
            p.toegewezen.into(),
        ]
    });
    tx.bulk(sql::PRODUCTEN_ERBIJ, producten)?;
    Ok(id)
}

/// Another stand of a part.
pub(crate) fn zet_stand(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    (verzoek, deel): (i64, i64),
    stand: Verzoekstand,
    sinds: Datum,
    (onderzoek_in, antwoord_in): (Option<i64>, Option<i64>),
) -> Result<(), StoreFout> {
    let (code, reden) = standcode(stand);
    tx.execute(
        sql::DEEL_ZET,
        &[
            (&g).into(),
            verzoek.into(),
            deel.into(),
            code.into(),
            sinds.into(),
            reden.into(),
            onderzoek_in.into(),
            antwoord_in.into(),
        ],
    )
    .map(drop)
}

/// An assignment in the columns of `verzoeken::TOEWIJZINGEN`, as the rules read it.
fn toewijzing_uit(r: &Row<'_>, gemeente: Gemeentecode) -> Result<Toewijzing, StoreFout> {
    let reden = r.opt_text(13)?;
    Ok(Toewijzing {
        gemeente,
        nummer: Toewijzingnummer::new(r.i64(0)?).map_err(|_| kolom(0, "een nummer"))?,
        client: ClientId(r.i64(1)?),
        besluit: r.opt_i64(16)?.map(BesluitId),
        agb: AgbCode::parse(r.text(2)?).map_err(|_| kolom(2, "een AGB-code"))?,
        product: product_uit(r, 3)?,
        stempel: Stempel {
            datum: r.dag(5)?,
            tijd: r.opt_text(6)?.unwrap_or("00:00:00").parse::<Time>().map_err(|_| kolom(6, "een tijd"))?,
        },
        ingangsdatum: r.dag(7)?,
        einddatum: r.opt_dag(8)?,
        omvang: omvang_uit(r, 9)?,
        budget: r.opt_i64(12)?.map(Eurocent),
        reden_wijziging: reden
            .map(|c| RedenWijziging::parse(c).map_err(|_| kolom(13, "een reden")))
            .transpose()?,
        referentie_aanbieder: r.opt_text(14)?.map(str::to_owned),
        verzonden_in: r.opt_i64(15)?,
    })
}

/// All assignments of a client at a provider.
pub(crate) fn toewijzingen(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    client: i64,
    agb: AgbCode,
) -> Result<Vec<Toewijzing>, StoreFout> {
    tx.query_alle(sql::TOEWIJZINGEN, &[(&g).into(), client.into(), (&agb).into()], |r| toewijzing_uit(r, g))
}

/// A request that must be there.
pub(crate) fn lees_zeker(tx: &mut Tx<'_>, g: Gemeentecode, id: i64) -> Uitkomst<Verzoek> {
    lees(tx, g, id)?.ok_or_else(|| AppFout::Ongeldig(format!("verzoek {id} bestaat niet in gemeente {g}")))
}
