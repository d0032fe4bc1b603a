//! What can be asked on the command line. The contract is public: options may be added, none may change meaning.

use app::keten::Storing;
use clap::{Args, Parser, Subcommand};
use istandaard::Soort;
use kern::{Datum, Decimaal, Gemeentecode};
use std::path::PathBuf;

const HULP: &str = "{about}\n\nGebruik: {usage}\n\n{all-args}{after-help}";

fn datum(t: &str) -> Result<Datum, String> {
    kern::lees_datum(t).ok_or_else(|| "schrijf een bestaande dag als JJJJ-MM-DD".into())
}

fn getal(t: &str) -> Result<Decimaal, String> {
    catalogus::kostprijs::lees_getal(t).map_err(|e| e.to_string())
}

fn gemeente(t: &str) -> Result<Gemeentecode, String> {
    Gemeentecode::parse(t).map_err(|e| e.to_string())
}

fn storing(t: &str) -> Result<Storing, String> {
    Storing::parse(t).ok_or_else(|| "kies geen, licht of zwaar".into())
}

fn soort(t: &str) -> Result<Soort, String> {
    let nummer = t.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    Soort::ALLE
        .iter()
        .copied()
        .find(|s| s.nummer() == nummer)
        .ok_or_else(|| "schrijf het nummer van een iWmo-bericht, zoals 323".into())
}

/// Wmo-ondersteuning inkopen, toewijzen, afrekenen en volgen
#[derive(Debug, Parser)]
#[command(
    name = "maatwerk",
    version,
    help_template = HULP,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_help_heading = "Opdrachten",
    subcommand_value_name = "OPDRACHT",
    next_help_heading = "Opties bij elke opdracht",
    after_help = "Elke opdracht heeft eigen uitleg: maatwerk OPDRACHT --help\n\
        Uitkomst: 0 gelukt of alles geldig; 1 gelukt, maar iets is afgekeurd of ongeldig; 2 niet gelukt."
)]
pub struct Argumenten {
    #[command(flatten)]
    pub algemeen: Algemeen,
    #[command(subcommand)]
    pub opdracht: Opdracht,
}

#[derive(Debug, Clone, Args)]
pub struct Algemeen {
    /// Database: sqlite://BESTAND of postgres://…
    #[arg(
        long,
        global = true,
        env = "MAATWERK_DB",
        hide_env = true,
        default_value = "sqlite://maatwerk.db",
        hide_default_value = true,
        value_name = "URL"
    )]
    pub db: String,
    /// De dag waarop alle datumregels rekenen; zonder deze optie: vandaag
    #[arg(long, global = true, value_name = "JJJJ-MM-DD", value_parser = datum)]
    pub vandaag: Option<Datum>,
    /// Uitvoer die een programma kan lezen
    #[arg(long, global = true)]
    pub json: bool,
    /// Toon deze uitleg
    #[arg(long, short = 'h', global = true, action = clap::ArgAction::Help)]
    pub help: Option<bool>,
    /// Toon de versie
    #[arg(long, short = 'V', action = clap::ArgAction::Version)]
    pub version: Option<bool>,
}

/// Where post goes to and comes from.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Post")]
#[expect(clippy::struct_field_names, reason = "the names of the options")]
pub struct PostKeuze {
    /// Map waarin uitgaande berichten komen
    #[arg(long, value_name = "MAP", conflicts_with = "post_knooppunt")]
    pub post_uit: Option<PathBuf>,
    /// Map waaruit binnenkomende berichten worden gelezen
    #[arg(long, value_name = "MAP")]
    pub post_in: Option<PathBuf>,
    /// Adres van het Gegevensknooppunt, via de Digikoppeling-adapter (http://…)
    #[arg(long, value_name = "URL")]
    pub post_knooppunt: Option<String>,
    /// Map voor wat het knooppunt brengt
    #[arg(long, value_name = "MAP")]
    pub post_bus: Option<PathBuf>,
    /// Gemeente waaronder post staat die niet zegt voor wie zij is; zonder deze optie: de eerste van de database
    #[arg(long, value_name = "CODE", value_parser = gemeente)]
    pub post_gemeente: Option<Gemeentecode>,
    /// Bestand met eigen wachttijden, in de vorm van regels/post/bezorging.tsv
    #[arg(long, value_name = "BESTAND")]
    pub post_instelling: Option<PathBuf>,
}

/// The same, as work beside the pages.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Post")]
pub struct PostDienst {
    #[command(flatten)]
    pub keuze: PostKeuze,
    /// Adres waarop het knooppunt berichten brengt; nooit dat van de pagina's
    #[arg(long, value_name = "ADRES", requires = "post_bus")]
    pub post_adres: Option<String>,
    /// Seconden tussen twee rondes; zonder deze optie: 15
    #[arg(long, value_name = "SECONDEN", default_value_t = 15, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..=86_400))]
    pub post_ritme: u32,
}

#[derive(Debug, Subcommand)]
pub enum Opdracht {
    /// Maakt een voorbeeldregio met verzonnen gegevens van een maand, en laat die zien
    #[command(help_template = HULP)]
    Demo {
        /// Adres waarop de pagina's te zien zijn
        #[arg(long, default_value = "127.0.0.1:8080", hide_default_value = true, value_name = "ADRES")]
        adres: String,
        /// Map voor de gegevens; zonder deze optie: een nieuwe map
        #[arg(long, value_name = "MAP")]
        map: Option<PathBuf>,
        /// Alleen vullen, niet tonen
        #[arg(long)]
        alleen_vullen: bool,
        /// Neem een op de zoveel cliënten (voor proeven)
        #[arg(long, default_value_t = 1, hide = true, value_parser = clap::value_parser!(u16).range(1..))]
        deel: u16,
    },
    /// Speelt een jaar na: een gemeente en haar aanbieders, met verzonnen cliënten, echte berichten en een post die
    /// vertraagt en zoekmaakt; aan het eind moeten alle boeken hetzelfde zeggen
    #[command(help_template = HULP)]
    Keten(KetenOpties),
    /// Toont de pagina's en de API op de gegeven database
    #[command(help_template = HULP)]
    Serve {
        /// Adres waarop de pagina's te zien zijn
        #[arg(long, default_value = "127.0.0.1:8080", hide_default_value = true, value_name = "ADRES")]
        adres: String,
        #[command(flatten)]
        post: PostDienst,
    },
    /// Verstuurt wat wacht en haalt op wat er is gekomen: één ronde
    #[command(help_template = HULP)]
    Post {
        #[command(flatten)]
        keuze: PostKeuze,
    },
    /// Brengt de database op de laatste versie
    #[command(help_template = HULP)]
    Migreer,
    /// Laadt een beginstand: CSV-bestanden, of eerdere iWmo-berichten (.xml)
    #[command(help_template = HULP)]
    Importeer {
        /// Bestanden; het eerste woord van de naam zegt wat erin staat
        #[arg(required = true, value_name = "BESTAND")]
        bestanden: Vec<PathBuf>,
    },
    /// iWmo-berichten controleren, verwerken en maken
    #[command(help_template = HULP, subcommand_required = true, disable_help_subcommand = true, subcommand_help_heading = "Opdrachten", subcommand_value_name = "OPDRACHT")]
    Bericht {
        #[command(subcommand)]
        wat: BerichtOpdracht,
    },
    /// Inkoopkaders controleren en tonen
    #[command(help_template = HULP, subcommand_required = true, disable_help_subcommand = true, subcommand_help_heading = "Opdrachten", subcommand_value_name = "OPDRACHT")]
    Kader {
        #[command(subcommand)]
        wat: KaderOpdracht,
    },
    /// Een tarief met zijn opbouw, en wat het wordt met andere aannames
    #[command(help_template = HULP, subcommand_required = true, disable_help_subcommand = true, subcommand_help_heading = "Opdrachten", subcommand_value_name = "OPDRACHT")]
    Tarief {
        #[command(subcommand)]
        wat: TariefOpdracht,
    },
    /// Advies bij een dossier: wat past, waarom, en wat nog moet worden gevraagd; beslist niets
    #[command(help_template = HULP)]
    Advies {
        /// Naam van het kader, NAAM@VERSIE uit de database, een map of een werkboek
        #[arg(value_name = "KADER")]
        kader: String,
        /// Wat van de cliënt bekend is, als JSON (regels/schema/v1/dossier.json)
        #[arg(value_name = "DOSSIER.json")]
        dossier: PathBuf,
    },
    /// Zet lopende indicaties om naar de producten van een kader, of laat met --proef zien wat dat doet
    #[command(help_template = HULP)]
    Omzet(OmzetOpties),
    /// Brengt cliënten, toewijzingen en contracten bij een gemeentelijke herindeling over, of laat met --proef zien wat dat doet
    #[command(help_template = HULP)]
    Herindeel(HerindeelOpties),
    /// Maakt de betaalbatch (pain.001) van wat is goedgekeurd en nog niet betaald
    #[command(help_template = HULP)]
    Betaal {
        /// Gemeente die betaalt
        #[arg(long, value_name = "CODE", value_parser = gemeente)]
        gemeente: Gemeentecode,
        /// Declaraties getekend tot en met deze dag
        #[arg(long, value_name = "JJJJ-MM-DD", value_parser = datum)]
        tot: Datum,
        /// Map voor het betaalbestand
        #[arg(long, value_name = "MAP")]
        uit: PathBuf,
    },
    /// Jaarlijkse verantwoording (nog niet beschikbaar)
    #[command(help_template = HULP)]
    Verantwoording(Later),
    /// Cijfers van de schermen (nog niet beschikbaar)
    #[command(help_template = HULP)]
    Monitor(Later),
    /// Prognose (nog niet beschikbaar)
    #[command(help_template = HULP)]
    Prognose(Later),
    /// Wat-als-berekening (nog niet beschikbaar)
    #[command(help_template = HULP)]
    Scenario(Later),
    /// Controle van het logboek
    #[command(help_template = HULP, subcommand_required = true, disable_help_subcommand = true, subcommand_help_heading = "Opdrachten", subcommand_value_name = "OPDRACHT")]
    Audit {
        #[command(subcommand)]
        wat: AuditOpdracht,
    },
    /// Maakt een kopie van een draaiende SQLite-database
    #[command(help_template = HULP)]
    Backup {
        /// Nieuw bestand
        #[arg(value_name = "BESTAND")]
        bestand: PathBuf,
    },
    /// Zet een kopie terug als nieuwe SQLite-database
    #[command(help_template = HULP)]
    Herstel {
        /// Kopie die met backup is gemaakt
        #[arg(value_name = "BESTAND")]
        bestand: PathBuf,
    },
}

#[derive(Debug, Args)]
pub struct KetenOpties {
    /// Zaad van het toeval: hetzelfde getal geeft hetzelfde jaar
    #[arg(long, default_value_t = 1, value_name = "GETAL")]
    pub zaad: u64,
    /// Aantal aanbieders, hoogstens 28
    #[arg(long, default_value_t = 3, value_name = "GETAL", value_parser = clap::value_parser!(u8).range(1..=28))]
    pub aanbieders: u8,
    /// Aantal cliënten, hoogstens 1751
    #[arg(long, default_value_t = 40, value_name = "GETAL", value_parser = clap::value_parser!(u16).range(1..=1751))]
    pub clienten: u16,
    /// Eerste dag: de eerste van een maand
    #[arg(long, default_value = "2026-01-01", value_name = "JJJJ-MM-DD", value_parser = datum)]
    pub van: Datum,
    /// Aantal maanden
    #[arg(long, default_value_t = 12, value_name = "GETAL", value_parser = clap::value_parser!(u8).range(1..=60))]
    pub maanden: u8,
    /// Map voor boeken en bestanden; zonder deze optie: een nieuwe map
    #[arg(long, value_name = "MAP")]
    pub map: Option<PathBuf>,
    /// Hoeveel er onderweg misgaat: geen, licht of zwaar
    #[arg(long, default_value = "licht", value_name = "SOORT", value_parser = storing)]
    pub storing: Storing,
    /// Een andere volgorde voor de bestanden van één dag (voor proeven)
    #[arg(long, default_value_t = 0, hide = true)]
    pub volgorde: u64,
}

#[derive(Debug, Args)]
pub struct OmzetOpties {
    /// Naam van het kader, of een map met een eigen kader
    #[arg(long, value_name = "KADER")]
    pub kader: Option<String>,
    /// Alleen uitrekenen en de lijsten maken; er verandert niets
    #[arg(long)]
    pub proef: bool,
    /// Map voor de lijsten, de samenvatting en de brieven
    #[arg(long, value_name = "MAP")]
    pub uit: Option<PathBuf>,
    /// Een andere dag van omzetten dan die van het kader
    #[arg(long, value_name = "JJJJ-MM-DD", value_parser = datum)]
    pub per: Option<Datum>,
    /// Zet deze indicatie apart; mag vaker
    #[arg(long, value_name = "INDICATIENUMMER")]
    pub sla_over: Vec<String>,
    /// Naam voor wat samen wordt omgezet; zonder deze optie volgt zij uit kader, dag en bestand
    #[arg(long, value_name = "NAAM")]
    pub cohort: Option<String>,
    /// Maak een cohort ongedaan; kan zolang er geen bericht van weg is
    #[arg(long, value_name = "COHORT", conflicts_with_all = ["proef", "cohort", "kader", "per", "sla_over", "indicaties"])]
    pub ongedaan: Option<String>,
    /// Lopende indicaties (.csv)
    #[arg(value_name = "INDICATIES.csv")]
    pub indicaties: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct HerindeelOpties {
    /// Naam van de herindeling, zoals haaren-2021
    #[arg(value_name = "HERINDELING")]
    pub herindeling: String,
    /// Alleen laten zien wat het doet; er verandert niets
    #[arg(long)]
    pub proef: bool,
    /// Draai de herindeling terug; kan zolang er geen bericht van weg is
    #[arg(long, conflicts_with = "proef")]
    pub ongedaan: bool,
}

/// Options of a command that is not there yet; anything is taken, so that the answer is the same.
#[derive(Debug, Args)]
pub struct Later {
    #[arg(hide = true, trailing_var_arg = true, allow_hyphen_values = true)]
    pub rest: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub enum BerichtOpdracht {
    /// Controleert schema en regels die binnen het bericht te beoordelen zijn; zonder database
    #[command(help_template = HULP)]
    Controleer {
        /// Berichten (.xml)
        #[arg(required = true, value_name = "BESTAND")]
        bestanden: Vec<PathBuf>,
    },
    /// Ontvangt berichten: alle controles, de verwerking en het antwoord
    #[command(help_template = HULP)]
    Verwerk {
        /// Map voor de antwoorden
        #[arg(long, value_name = "MAP")]
        uit: PathBuf,
        /// Berichten (.xml)
        #[arg(required = true, value_name = "BESTAND")]
        bestanden: Vec<PathBuf>,
    },
    /// Toont de regels van iWmo 3.2: niveau, retourcode, berichten en uitleg
    #[command(help_template = HULP)]
    Regels {
        /// Alleen wat op dit bericht werkt, zoals 323
        #[arg(long, value_name = "BERICHT", value_parser = soort)]
        bericht: Option<Soort>,
        /// Alleen deze regels, zoals TR321; dan met hun plaatsen
        #[arg(value_name = "REGEL")]
        regels: Vec<String>,
    },
    /// Schrijft de toewijzingsberichten (301) die aan de beurt zijn
    #[command(help_template = HULP)]
    Toewijzen {
        /// Map voor de berichten
        #[arg(long, value_name = "MAP")]
        uit: PathBuf,
        /// Alleen deze gemeente
        #[arg(long, value_name = "CODE", value_parser = gemeente)]
        gemeente: Option<Gemeentecode>,
    },
}

#[derive(Debug, Subcommand)]
pub enum KaderOpdracht {
    /// Controleert kaders en herindelingen
    #[command(help_template = HULP)]
    Controleer {
        /// Map van een kader, een map met kaders, een werkboek (.xlsx), regels/herindelingen of een bestand daarin
        #[arg(required = true, value_name = "PAD")]
        paden: Vec<PathBuf>,
    },
    /// Schrijft een kader als map met YAML, of als werkboek wanneer --uit op .xlsx eindigt
    #[command(help_template = HULP)]
    Exporteer {
        /// Naam van een kader, NAAM@VERSIE uit de database, een map of een werkboek
        #[arg(value_name = "KADER")]
        kader: String,
        /// Map of werkboek (.xlsx)
        #[arg(long, value_name = "PAD")]
        uit: PathBuf,
    },
    /// Bewaart een map of werkboek als concept van een nieuwe versie
    #[command(help_template = HULP)]
    Importeer {
        /// Map met YAML of werkboek (.xlsx)
        #[arg(value_name = "PAD")]
        pad: PathBuf,
        /// Eerste dag waarop de versie geldt
        #[arg(long, value_name = "JJJJ-MM-DD", value_parser = datum)]
        ingang: Datum,
        /// Wat er nieuw is, in een zin
        #[arg(long, value_name = "TEKST")]
        toelichting: String,
        /// Aanmeldnaam van wie de versie maakt
        #[arg(long, value_name = "NAAM")]
        namens: String,
    },
    /// Toont wat er verandert tussen twee kaders of versies
    #[command(
        help_template = HULP,
        after_help = "Voorbeelden:\n  \
            maatwerk kader verschil meierij-2020 mijn-kader.xlsx\n  \
            maatwerk kader verschil meierij-2020@0 meierij-2020@1"
    )]
    Verschil {
        /// Wat er was: naam van een kader, NAAM@VERSIE uit de database, een map of een werkboek
        #[arg(value_name = "OUD")]
        oud: String,
        /// Wat er komt, op dezelfde manier
        #[arg(value_name = "NIEUW")]
        nieuw: String,
    },
    /// Toont de versies in de database en hoe zij ervoor staan
    #[command(help_template = HULP)]
    Versies {
        /// Alleen dit kader
        #[arg(value_name = "KADER")]
        kader: Option<String>,
    },
    /// Biedt een concept aan: een ander kijkt het na en publiceert
    #[command(help_template = HULP)]
    BiedAan {
        #[command(flatten)]
        versie: Versiekeuze,
        /// Waarom er dagen zonder versie mogen zijn
        #[arg(long, value_name = "TEKST", default_value = "", hide_default_value = true)]
        gat_omdat: String,
    },
    /// Publiceert een versie die een ander maakte
    #[command(help_template = HULP)]
    Publiceer {
        #[command(flatten)]
        versie: Versiekeuze,
        /// Waarom er dagen zonder versie mogen zijn
        #[arg(long, value_name = "TEKST", default_value = "", hide_default_value = true)]
        gat_omdat: String,
    },
    /// Geeft een aangeboden versie terug aan de maker
    #[command(help_template = HULP)]
    GeefTerug {
        #[command(flatten)]
        versie: Versiekeuze,
        /// Waarom
        #[arg(long, value_name = "TEKST")]
        reden: String,
    },
    /// Trekt een versie in die niet is gepubliceerd
    #[command(help_template = HULP)]
    TrekIn {
        #[command(flatten)]
        versie: Versiekeuze,
    },
    /// Beëindigt een gepubliceerde versie
    #[command(help_template = HULP)]
    Beeindig {
        #[command(flatten)]
        versie: Versiekeuze,
        /// Laatste dag
        #[arg(long, value_name = "JJJJ-MM-DD", value_parser = datum)]
        laatste_dag: Datum,
    },
    /// Toont producten en tarieven van een kader
    #[command(help_template = HULP)]
    Toon {
        /// Naam van het kader, bijvoorbeeld meierij-2020
        #[arg(value_name = "KADER")]
        kader: String,
        /// Wat geldt op deze dag; zonder deze optie: vandaag
        #[arg(long, value_name = "JJJJ-MM-DD", value_parser = datum)]
        op: Option<Datum>,
        /// De versie van deze gemeente; zonder deze optie: de nieuwste van de gemeenten in de database
        #[arg(long, value_name = "CODE", value_parser = gemeente)]
        gemeente: Option<Gemeentecode>,
    },
}

/// Which version, and on whose behalf.
#[derive(Debug, Args)]
pub struct Versiekeuze {
    /// Naam van het kader
    #[arg(value_name = "KADER")]
    pub kader: String,
    /// Nummer van de versie
    #[arg(value_name = "VERSIE")]
    pub versie: i64,
    /// Aanmeldnaam van wie dit doet
    #[arg(long, value_name = "NAAM")]
    pub namens: String,
}

#[derive(Debug, Subcommand)]
pub enum TariefOpdracht {
    /// Toont een tarief zoals het document het opbouwt, met de bron van elke regel
    #[command(
        help_template = HULP,
        after_help = "Voorbeelden:\n  \
            maatwerk tarief toon drechtsteden-ib4-2017 IB4\n  \
            maatwerk tarief toon drechtsteden-ib4-2017 IB4 --regel overhead\n  \
            maatwerk tarief toon drechtsteden-ib4-2017 IB4 --stel productiviteit=68 --volume 40\n  \
            maatwerk tarief toon drechtsteden-ib4-2017 IB4 --stel hoogste_trede=+3% --gevoeligheid\n  \
            maatwerk tarief toon drechtsteden-ib4-2017 IB4 --index loon=3,1 --index huisvesting=2"
    )]
    Toon(TariefKeuze),
    /// Zet hoogstens vier scenario's naast het gepubliceerde tarief
    #[command(
        help_template = HULP,
        after_help = "Voorbeelden:\n  \
            maatwerk tarief vergelijk drechtsteden-ib4-2017 IB4 --scenario 'Krap: productiviteit=68; volume=40' --scenario 'Cao: hoogste_trede=+3%'\n  \
            maatwerk tarief vergelijk drechtsteden-ib4-2017 IB4 --bewaard 0505/1 --bewaard 0505/2"
    )]
    Vergelijk(VergelijkKeuze),
    /// Maakt het publicatieblad: de hele onderbouwing van een tarief, als pdf of html
    #[command(
        help_template = HULP,
        after_help = "Voorbeelden:\n  \
            maatwerk tarief blad drechtsteden-ib4-2017 IB4 --uit ib4.pdf\n  \
            maatwerk tarief blad drechtsteden-ib4-2017 IB4 --op 2017-06-01 --uit ib4.html"
    )]
    Blad(BladKeuze),
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Wat en hoe")]
pub struct BladKeuze {
    /// Naam van het kader, bijvoorbeeld drechtsteden-ib4-2017
    #[arg(value_name = "KADER")]
    pub kader: String,
    /// Korte naam, code of naam van het product, bijvoorbeeld IB4
    #[arg(value_name = "PRODUCT")]
    pub product: String,
    /// Wat geldt op deze dag; zonder deze optie: vandaag
    #[arg(long, value_name = "JJJJ-MM-DD", value_parser = datum)]
    pub op: Option<Datum>,
    /// De versie van deze gemeente; zonder deze optie: de nieuwste van de gemeenten in de database
    #[arg(long, value_name = "CODE", value_parser = gemeente)]
    pub gemeente: Option<Gemeentecode>,
    /// Bestand, eindigend op .pdf of .html; zonder deze optie: html op het scherm
    #[arg(long, value_name = "BESTAND")]
    pub uit: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Wat en hoe")]
pub struct VergelijkKeuze {
    /// Naam van het kader, bijvoorbeeld drechtsteden-ib4-2017
    #[arg(value_name = "KADER")]
    pub kader: String,
    /// Korte naam, code of naam van het product, bijvoorbeeld IB4
    #[arg(value_name = "PRODUCT")]
    pub product: String,
    /// Wat geldt op deze dag; zonder deze optie: vandaag
    #[arg(long, value_name = "JJJJ-MM-DD", value_parser = datum)]
    pub op: Option<Datum>,
    /// De versie van deze gemeente; zonder deze optie: de nieuwste van de gemeenten in de database
    #[arg(long, value_name = "CODE", value_parser = gemeente)]
    pub gemeente: Option<Gemeentecode>,
    /// Een scenario, zoals 'Krap: productiviteit=68; hoogste_trede=+3%; index.loon=3,1; volume=40'; mag vaker
    #[arg(long, value_name = "NAAM: REGEL=WAARDE; …", allow_hyphen_values = true)]
    pub scenario: Vec<String>,
    /// Een scenario uit de database, zoals 0505/1; mag vaker
    #[arg(long, value_name = "GEMEENTE/NUMMER")]
    pub bewaard: Vec<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Wat en hoe")]
pub struct TariefKeuze {
    /// Naam van het kader, bijvoorbeeld drechtsteden-ib4-2017
    #[arg(value_name = "KADER")]
    pub kader: String,
    /// Korte naam, code of naam van het product, bijvoorbeeld IB4
    #[arg(value_name = "PRODUCT")]
    pub product: String,
    /// Wat geldt op deze dag; zonder deze optie: vandaag
    #[arg(long, value_name = "JJJJ-MM-DD", value_parser = datum)]
    pub op: Option<Datum>,
    /// De versie van deze gemeente; zonder deze optie: de nieuwste van de gemeenten in de database
    #[arg(long, value_name = "CODE", value_parser = gemeente)]
    pub gemeente: Option<Gemeentecode>,
    /// Wat als: een aanname anders, als waarde (productiviteit=68) of als verandering (hoogste_trede=+3%); mag vaker
    #[arg(long, value_name = "REGEL=WAARDE", allow_hyphen_values = true)]
    pub stel: Vec<String>,
    /// Aantal cliënten, voor het effect per jaar
    #[arg(long, value_name = "GETAL", value_parser = getal)]
    pub volume: Option<Decimaal>,
    /// Welke aanname de prijs het meest beweegt
    #[arg(long)]
    pub gevoeligheid: bool,
    /// Indexeer een kostendeel met een percentage (loon=3,1); mag vaker
    #[arg(long, value_name = "DEEL=PROCENT", allow_hyphen_values = true)]
    pub index: Vec<String>,
    /// Alleen: waar komt deze regel vandaan
    #[arg(long, value_name = "REGEL")]
    pub regel: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum AuditOpdracht {
    /// Controleert de keten van het logboek van elke gemeente
    #[command(help_template = HULP)]
    Controleer,
}
