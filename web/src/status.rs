//! Statuses as word + icon + colour, and where a reference leads.

use crate::activa::ICONEN;
use crate::opmaak::{Html, hoofdletter, ontsnap};
use app::verzoeken::Verzoekstand;
use app::vragen::clienten::ToewijzingStand;
use app::vragen::{BerichtStatus, ClaimStatus, RegelStatus, Verwijzing};

/// What can be shown as a status.
pub trait Status {
    /// Class of colour, icon, word.
    fn vorm(&self) -> (&'static str, &'static str, &'static str);

    /// The label.
    fn label(&self) -> Html {
        let (klas, icoon, woord) = self.vorm();
        label(klas, icoon, woord)
    }
}

/// A label with a word, an icon and a colour.
pub fn label(klas: &str, icoon: &str, woord: &str) -> Html {
    Html::geescaped(format!(
        "<span class=\"utrecht-data-badge st st-{klas}\"><svg class=\"ic\" aria-hidden=\"true\"><use href=\"{ICONEN}#{icoon}\"/></svg>{}</span>",
        ontsnap(&hoofdletter(woord))
    ))
}

impl Status for BerichtStatus {
    fn vorm(&self) -> (&'static str, &'static str, &'static str) {
        let (klas, icoon) = match self {
            Self::Goedgekeurd => ("goed", "vink"),
            Self::Afgekeurd => ("fout", "kruis"),
            Self::Deels => ("let", "half"),
            Self::Verzonden => ("info", "klok"),
            Self::Bezorgd => ("rust", "vink"),
        };
        (klas, icoon, self.omschrijving())
    }
}

impl Status for ClaimStatus {
    fn vorm(&self) -> (&'static str, &'static str, &'static str) {
        let (klas, icoon) = match self {
            Self::Ingediend => ("info", "klok"),
            Self::Toegekend => ("goed", "vink"),
            Self::Deels => ("let", "half"),
            Self::Afgewezen => ("fout", "kruis"),
        };
        (klas, icoon, self.omschrijving())
    }
}

impl Status for RegelStatus {
    fn vorm(&self) -> (&'static str, &'static str, &'static str) {
        let (klas, icoon) = match self {
            Self::Ingediend => ("info", "klok"),
            Self::Toegekend => ("goed", "vink"),
            Self::Afgewezen => ("fout", "kruis"),
        };
        (klas, icoon, self.omschrijving())
    }
}

impl Status for ToewijzingStand {
    fn vorm(&self) -> (&'static str, &'static str, &'static str) {
        let (klas, icoon) = match self {
            Self::Toekomstig => ("info", "klok"),
            Self::Loopt => ("goed", "vink"),
            Self::Beeindigd => ("rust", "streep"),
            Self::Ingetrokken => ("rust", "kruis"),
        };
        (klas, icoon, self.omschrijving())
    }
}

impl Status for Verzoekstand {
    fn vorm(&self) -> (&'static str, &'static str, &'static str) {
        let (klas, icoon) = match self {
            Self::Ingediend => ("info", "klok"),
            Self::InOnderzoek => ("let", "half"),
            Self::Afgewezen(_) => ("fout", "kruis"),
            Self::Gehonoreerd { gemeld: true } => ("goed", "vink"),
            Self::Gehonoreerd { gemeld: false } => ("goed", "klok"),
            Self::NietVerzonden => ("rust", "kruis"),
        };
        (klas, icoon, self.omschrijving())
    }
}

/// A clock of the law: word, icon and colour together say how urgent it is.
pub fn klok(stand: toegang::Klokstand) -> Html {
    use toegang::Klokstand as K;
    let (klas, icoon) = match stand {
        K::TeLaat { .. } => ("fout", "kruis"),
        K::Vandaag => ("let", "let"),
        K::Bijna { .. } => ("let", "klok"),
        K::Loopt { .. } => ("info", "klok"),
        K::Stil { .. } => ("rust", "streep"),
    };
    label(klas, icoon, &stand.to_string())
}

/// The page that a reference leads to.
pub fn pad(v: &Verwijzing) -> String {
    match v {
        Verwijzing::Client { gemeente, id } => format!("/clienten/{gemeente}/{id}"),
        Verwijzing::Bericht { gemeente, id } => format!("/berichten/{gemeente}/{id}"),
        Verwijzing::Declaratie { gemeente, bericht } => format!("/declaraties/{gemeente}/{bericht}"),
        Verwijzing::Declaratieregel { gemeente, bericht, volgnr } => {
            format!("/declaraties/{gemeente}/{bericht}/{volgnr}")
        }
        Verwijzing::Batch { gemeente, nummer } => format!("/betalingen/{gemeente}/{nummer}"),
        Verwijzing::Aanbieder(agb) => format!("/aanbieders/{agb}"),
    }
}
