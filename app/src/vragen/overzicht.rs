//! The overview: nine steps in figures, what waits for this user, and what it costs.

use super::{Stap, soorten::keuze};
use kern::{AgbCode, Datum, Eurocent, Gemeentecode};

/// A figure of the overview: an amount of things or an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waarde {
    /// A count.
    Aantal(i64),
    /// Money.
    Bedrag(Eurocent),
}

/// One figure of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cijfer {
    /// Name in JSON and for a link (`lopend`).
    pub sleutel: &'static str,
    /// Name on the screen, in Dutch; belongs after the value ("12 lopende toewijzingen").
    pub naam: &'static str,
    /// The figure.
    pub waarde: Waarde,
}

/// A step with its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StapCijfers {
    /// Which step.
    pub stap: Stap,
    /// The figures, the one that matters most first.
    pub cijfers: Vec<Cijfer>,
}

keuze!(
    /// What can wait for someone.
    WachtSoort {
        /// A melding without a finished onderzoek.
        OpenMelding = "openMelding", "meldingen wachten op onderzoek";
        /// The onderzoek takes longer than six weeks (Wmo 2015 art. 2.3.2 lid 1).
        MeldingTeLaat = "meldingTeLaat", "meldingen zijn langer dan zes weken in onderzoek";
        /// A 301 that is due.
        TeVerzenden = "teVerzenden", "toewijzingen moeten nog worden verzonden";
        /// A message that nobody answered within three working days.
        ZonderRetour = "zonderRetour", "berichten zijn na drie werkdagen nog niet beantwoord";
        /// A message that was rejected.
        BerichtAfgekeurd = "berichtAfgekeurd", "berichten van deze en vorige maand zijn afgekeurd";
        /// Lines of a claim that were rejected.
        RegelsAfgewezen = "regelsAfgewezen", "declaratieregels van deze en vorige maand zijn afgewezen";
        /// A claim that waits for an answer.
        DeclaratieOpen = "declaratieOpen", "declaraties wachten op een antwoord";
        /// Granted and not paid yet.
        TeBetalen = "teBetalen", "aanbieders wachten op betaling";
        /// A contract that ends within three months.
        ContractEindigt = "contractEindigt", "contractregels eindigen binnen drie maanden";
        /// Assignments that end within eight weeks.
        ToewijzingEindigt = "toewijzingEindigt", "toewijzingen eindigen binnen acht weken";
        /// An assignment that began more than two weeks ago, without a start message.
        NietGestart = "nietGestart", "toewijzingen zijn na twee weken nog niet gestart";
    }
);

/// Something that waits for this user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wachtpost {
    /// What; `soort.tekst()` reads after the count.
    pub soort: WachtSoort,
    /// How many.
    pub aantal: i64,
    /// The money involved.
    pub bedrag: Option<Eurocent>,
    /// The day of the oldest.
    pub oudste: Option<Datum>,
}

/// What was granted in a month, by the month that the care was given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaandKosten {
    /// First day of the month.
    pub maand: Datum,
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Granted.
    pub toegekend: Eurocent,
}

/// The part of one provider in what was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AanbiederAandeel {
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub naam: String,
    /// Granted over the months of [`Overzicht::kosten`].
    pub toegekend: Eurocent,
    /// Part of the whole, in tenths of a percent.
    pub promille: i64,
}

/// The overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overzicht {
    /// The day that it is about.
    pub vandaag: Datum,
    /// The municipalities that the figures are about: code and name.
    pub gemeenten: Vec<(Gemeentecode, String)>,
    /// The nine steps, those that the role may see.
    pub stappen: Vec<StapCijfers>,
    /// What waits, the most urgent first; empty when nothing does.
    pub wacht: Vec<Wachtpost>,
    /// Twelve months up to and including this one × municipality, oldest first; empty when the role may not see money.
    pub kosten: Vec<MaandKosten>,
    /// Per provider, the largest first; empty when the role may not see money.
    pub aandeel: Vec<AanbiederAandeel>,
}
