//! Start and stop: as they are reported, and as they are kept.

use kern::{AgbCode, Datum, Pad, Product};
use toewijzing::Toewijzingnummer;

/// Number of a kept start or stop within a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LeveringId(pub i64);

/// First delivery or removal (code list COD467; 2 is not allowed, CS058).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatusAanlevering {
    /// 1: first delivery.
    Eerste,
    /// 3: the earlier one with this key counts as never sent.
    Verwijderen,
}

impl StatusAanlevering {
    /// Reads 1 or 3; `None` for anything else.
    pub fn parse(tekst: &str) -> Option<Self> {
        match tekst {
            "1" => Some(Self::Eerste),
            "3" => Some(Self::Verwijderen),
            _ => None,
        }
    }

    /// The code of the list.
    pub fn code(self) -> &'static str {
        match self {
            Self::Eerste => "1",
            Self::Verwijderen => "3",
        }
    }
}

kern::codelijst!(
    /// Why the support stopped (code list WMO588).
    RedenBeeindiging {
        /// The client died.
        Overlijden = "02", "Overlijden";
        /// As planned.
        VolgensPlan = "19", "Levering volgens plan beëindigd";
        /// For a while: the assignment stays open.
        Tijdelijk = "20", "Levering is tijdelijk beëindigd";
        /// By the client alone.
        DoorClient = "21", "Levering is eenzijdig door cliënt beëindigd";
        /// By the provider alone.
        DoorAanbieder = "22", "Levering is eenzijdig door aanbieder beëindigd";
        /// Agreed, before its time.
        InOverleg = "23", "Levering is in overeenstemming voortijdig beëindigd";
        /// Moved to another municipality.
        Verhuizing = "31", "Verhuizing naar een andere gemeente";
        /// By the municipality.
        DoorGemeente = "36", "Geïnitieerd door de gemeente";
        /// A request to change was made.
        Wijzigingsverzoek = "37", "In verband met wijzigingsverzoek";
        /// Another provider.
        AndereAanbieder = "38", "Overstap naar andere aanbieder";
        /// Another law.
        AnderDomein = "39", "Uitstroom naar ander domein";
    }
);

impl RedenBeeindiging {
    /// Whether the stop is for a while only (reason 20).
    pub fn is_tijdelijk(self) -> bool {
        self == Self::Tijdelijk
    }
}

/// The logical key of a start (IV008, IV096); that of a stop adds reason and end date. It holds within one client, provider
/// and municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Leveringsleutel {
    /// Number of the assignment; empty in a task-directed arrangement.
    pub toewijzing: Option<Toewijzingnummer>,
    /// Product, as far as the assignment names one.
    pub product: Option<Product>,
    /// First day of delivery.
    pub begindatum: Datum,
}

impl Leveringsleutel {
    /// Whether both are about the same assignment, or about the same product where there is none (IV096).
    pub fn zelfde_toewijzing(&self, ander: &Self) -> bool {
        self.toewijzing == ander.toewijzing && (self.toewijzing.is_some() || self.product == ander.product)
    }

    /// Whether both are about the same delivery: assignment and first day (TR413, TR414, TR415).
    pub fn zelfde_levering(&self, ander: &Self) -> bool {
        self.zelfde_toewijzing(ander) && self.begindatum == ander.begindatum
    }
}

/// A start as reported in a 305 (StartProduct).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartMelding {
    /// Place in the message.
    pub pad: Pad,
    /// Key.
    pub sleutel: Leveringsleutel,
    /// First day of the assignment, as the provider gives it.
    pub toewijzing_ingangsdatum: Option<Datum>,
    /// New or removed.
    pub status: StatusAanlevering,
}

/// A stop as reported in a 307 (StopProduct).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopMelding {
    /// Place in the message.
    pub pad: Pad,
    /// Key of the start that it ends.
    pub sleutel: Leveringsleutel,
    /// First day of the assignment, as the provider gives it.
    pub toewijzing_ingangsdatum: Option<Datum>,
    /// Why.
    pub reden: RedenBeeindiging,
    /// Last day of delivery.
    pub einddatum: Datum,
    /// New or removed.
    pub status: StatusAanlevering,
}

/// What a kept delivery record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Soort {
    /// A start.
    Start,
    /// A stop.
    Stop {
        /// Why.
        reden: RedenBeeindiging,
        /// Last day of delivery.
        einddatum: Datum,
    },
}

/// A start or stop that was approved and kept. A rejected one was never sent (OP286), so it is not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levering {
    /// Number.
    pub id: LeveringId,
    /// Provider that reported it.
    pub agb: AgbCode,
    /// Key.
    pub sleutel: Leveringsleutel,
    /// Start or stop.
    pub soort: Soort,
    /// Removed by a later message: counts as never sent.
    pub verwijderd: bool,
}
