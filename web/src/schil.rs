//! What stands around every page: title, bar on the left, municipality switch, breadcrumb, search box.

use crate::opmaak::in_url;
use app::{Gebruiker, Recht, Rol};
use kern::Gemeentecode;

/// Everything about a request that the shell shows.
#[derive(Debug, Clone)]
pub struct Omgeving {
    /// Who is signed in.
    pub gebruiker: Gebruiker,
    /// The municipalities of the user, with names.
    pub gemeenten: Vec<(Gemeentecode, String)>,
    /// Token for forms of this session.
    pub csrf: String,
    /// Invented data: say so on every page.
    pub demo: bool,
    /// The municipality chosen in the URL.
    pub gekozen: Option<Gemeentecode>,
}

impl Omgeving {
    /// Name of a municipality, or its code.
    pub fn gemeente(&self, code: Gemeentecode) -> String {
        self.gemeenten.iter().find(|(c, _)| *c == code).map_or_else(|| code.to_string(), |(_, n)| n.clone())
    }
}

/// A step of the breadcrumb.
#[derive(Debug, Clone)]
pub struct Kruimel {
    /// Words.
    pub tekst: String,
    /// Where it leads; empty for the page itself.
    pub href: Option<String>,
}

/// An entry of the left bar.
#[derive(Debug, Clone)]
pub struct MenuPunt {
    /// Words.
    pub tekst: &'static str,
    /// Where it leads.
    pub href: String,
    /// This is where we are.
    pub hier: bool,
    /// Number of the step in the chain; otherwise an icon is shown.
    pub nr: &'static str,
    /// Icon.
    pub icoon: &'static str,
}

/// A choice of the municipality switch.
#[derive(Debug, Clone)]
pub struct GemeenteKeuze {
    /// Name.
    pub naam: String,
    /// Same list, that municipality.
    pub href: String,
    /// This one is chosen.
    pub hier: bool,
}

/// The shell of a page.
#[derive(Debug, Clone)]
pub struct Schil {
    /// Title of the page.
    pub titel: String,
    /// Invented data.
    pub demo: bool,
    /// Name of the user; empty when nobody is signed in.
    pub wie: String,
    /// Two letters.
    pub initialen: String,
    /// Role in words.
    pub rol: &'static str,
    /// May look for clients, so the search box says so.
    pub zoekt_clienten: bool,
    /// Token for forms.
    pub csrf: String,
    /// Left bar: my work.
    pub werk: Vec<MenuPunt>,
    /// Left bar: the chain.
    pub keten: Vec<MenuPunt>,
    /// Municipality switch.
    pub gemeenten: Vec<GemeenteKeuze>,
    /// Name of the chosen municipality.
    pub gemeente: String,
    /// Breadcrumb.
    pub kruimels: Vec<Kruimel>,
}

/// Name of a role on the screen.
pub fn rolnaam(rol: Rol) -> &'static str {
    match rol {
        Rol::Inkoper => "inkoper",
        Rol::Consulent => "consulent toegang",
        Rol::Aanbieder => "aanbieder",
        Rol::Backoffice => "backoffice",
        Rol::Contractmanager => "contractmanager",
        Rol::Controller => "controller",
        Rol::Inwoner => "inwoner",
    }
}

/// A page of the left bar: number of the step, words, address, what one must be allowed.
const KETEN: &[(&str, &str, &str, Recht)] = &[
    ("1", "Inkoop", "/aanbieders", Recht::Aanbieders),
    ("2", "Catalogus", "/catalogus", Recht::Catalogus),
    // Melding and onderzoek stand on the file of a client.
    ("3", "Toegang", "/clienten", Recht::Clienten),
    ("4", "Beschikking", "/beschikkingen", Recht::Beschikkingen),
    ("5", "Toewijzing", "/berichten?soort=WMO301", Recht::Berichten),
    ("6", "Levering", "/berichten?soort=WMO305", Recht::Berichten),
    ("7", "Declaratie", "/declaraties", Recht::Declaraties),
    ("8", "Betaling", "/betalingen", Recht::Betalingen),
    ("9", "Monitoring", "/monitor", Recht::Monitor),
];

/// The menu entry of the choices of a municipality for its decisions.
pub(crate) const KEUZES: &str = "/beschikkingen/keuzes";

impl Schil {
    /// The shell of a page. `hier` is the address of the menu entry that the page belongs to, `basis` the list
    /// that the municipality switch leads to.
    pub fn nieuw(om: &Omgeving, titel: impl Into<String>, hier: &str, basis: &str) -> Self {
        let met_gemeente = |href: &str| match om.gekozen {
            Some(g) => format!("{href}{}gemeente={g}", if href.contains('?') { '&' } else { '?' }),
            None => href.to_owned(),
        };
        let punt = |nr: &'static str, icoon: &'static str, tekst: &'static str, href: &str| MenuPunt {
            tekst,
            href: met_gemeente(href),
            hier: href == hier,
            nr,
            icoon,
        };
        let mag = |r: Recht| om.gebruiker.rol.mag(r);
        let mut werk = vec![punt("", "huis", "Overzicht", "/")];
        if mag(Recht::Toegang) {
            werk.push(punt("", "vink", "Meldingen en aanvragen", crate::pagina::melding::PAD));
        }
        if mag(Recht::Beschikkingen) {
            werk.push(punt("", "klok", "Aflopend en heronderzoek", crate::pagina::aflopend::PAD));
        }
        if mag(Recht::Wachtlijst) {
            werk.push(punt("", "half", "Wachtlijst", crate::pagina::wachtlijst::PAD));
        }
        if mag(Recht::Berichten) {
            werk.push(punt("", "post", "Berichten", "/berichten"));
            werk.push(punt("", "klok", "Berichten bewaken", "/bewaken"));
            werk.push(punt("", "vink", "Bericht controleren", crate::pagina::controleren::PAD));
        }
        if mag(Recht::Verzoeken) {
            werk.push(punt("", "vraag", "Verzoeken", "/verzoeken"));
        }
        if mag(Recht::Indienen) {
            werk.push(punt("", "vink", "Plannen", crate::pagina::plannen::PAD));
        }
        if mag(Recht::Post) {
            werk.push(punt("", "uit", "Post", "/post"));
        }
        if app::tarieven::werklijst::heeft_lijst(om.gebruiker.rol) {
            werk.push(punt("", "vraag", "Reacties op tarieven", crate::pagina::reactielijst::PAD));
        }
        if mag(Recht::Omzetten) {
            werk.push(punt("", "wissel", "Omzetten", crate::pagina::omzetten::PAD));
        }
        if mag(Recht::Besluitkeuzes)
            && let Some(g) = om.gekozen.or_else(|| om.gemeenten.first().map(|(g, _)| *g))
        {
            let href = format!("/beschikkingen/keuzes/{g}");
            werk.push(MenuPunt {
                tekst: "Keuzes voor besluiten",
                hier: hier == KEUZES,
                href,
                nr: "",
                icoon: "vink",
            });
        }
        if mag(Recht::Kaders) {
            werk.push(punt("", "wissel", "Afwijken van advies", crate::pagina::advies::afwijkingen::PAD));
            if let Some(g) = om.gekozen.or_else(|| om.gemeenten.first().map(|(g, _)| *g)) {
                use crate::pagina::zrm::teksten::PAD;
                werk.push(MenuPunt {
                    tekst: "Teksten van de matrix",
                    href: format!("{PAD}/{g}"),
                    hier: hier == PAD,
                    nr: "",
                    icoon: "vink",
                });
            }
        }
        let keten = KETEN
            .iter()
            .filter(|(.., recht)| mag(*recht))
            // The decisions of a client are for the municipality; a provider sees its own clients.
            .map(|(nr, tekst, href, _)| match om.gebruiker.rol {
                Rol::Aanbieder if *href == "/clienten" => punt(nr, "", "Mijn cliënten", href),
                _ => punt(nr, "", tekst, href),
            })
            .collect();
        let mut gemeenten = Vec::new();
        if om.gemeenten.len() > 1 {
            gemeenten.push(GemeenteKeuze {
                naam: "Alle gemeenten".into(),
                href: basis.to_owned(),
                hier: om.gekozen.is_none(),
            });
        }
        gemeenten.extend(om.gemeenten.iter().map(|(code, naam)| GemeenteKeuze {
            naam: naam.clone(),
            href: format!("{basis}{}gemeente={code}", if basis.contains('?') { '&' } else { '?' }),
            hier: om.gekozen == Some(*code),
        }));
        let gemeente = match (om.gekozen, om.gemeenten.as_slice()) {
            (Some(g), _) => om.gemeente(g),
            (None, [(_, naam)]) => naam.clone(),
            (None, _) => "Alle gemeenten".into(),
        };
        Self {
            titel: titel.into(),
            demo: om.demo,
            initialen: initialen(&om.gebruiker.weergavenaam),
            wie: om.gebruiker.weergavenaam.clone(),
            rol: rolnaam(om.gebruiker.rol),
            zoekt_clienten: mag(Recht::Clienten),
            csrf: om.csrf.clone(),
            werk,
            keten,
            gemeenten,
            gemeente,
            kruimels: Vec::new(),
        }
    }

    /// The shell of a page for someone who is not signed in.
    pub fn buiten(titel: impl Into<String>, demo: bool, csrf: String) -> Self {
        Self {
            titel: titel.into(),
            demo,
            csrf,
            wie: String::new(),
            initialen: String::new(),
            rol: "",
            zoekt_clienten: false,
            werk: Vec::new(),
            keten: Vec::new(),
            gemeenten: Vec::new(),
            gemeente: String::new(),
            kruimels: Vec::new(),
        }
    }

    /// Adds a step that leads somewhere.
    #[must_use]
    pub fn via(mut self, tekst: impl Into<String>, href: impl Into<String>) -> Self {
        self.kruimels.push(Kruimel { tekst: tekst.into(), href: Some(href.into()) });
        self
    }

    /// Closes the breadcrumb with the page itself.
    #[must_use]
    pub fn hier(mut self, tekst: impl Into<String>) -> Self {
        self.kruimels.push(Kruimel { tekst: tekst.into(), href: None });
        self
    }
}

fn initialen(naam: &str) -> String {
    let mut letters = naam.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphabetic()));
    let eerste = letters.next();
    let laatste = letters.next_back();
    eerste.into_iter().chain(laatste).flat_map(char::to_uppercase).collect()
}

/// A query string put together from names and values; empty values are left out.
#[derive(Debug, Clone, Default)]
pub struct Query(Vec<(&'static str, String)>);

impl Query {
    /// Adds a value, unless it is empty.
    #[must_use]
    pub fn met(mut self, naam: &'static str, waarde: impl Into<String>) -> Self {
        let waarde = waarde.into();
        self.0.retain(|(n, _)| *n != naam);
        if !waarde.is_empty() {
            self.0.push((naam, waarde));
        }
        self
    }

    /// Adds a value that may be absent.
    #[must_use]
    pub fn misschien(self, naam: &'static str, waarde: Option<impl ToString>) -> Self {
        self.met(naam, waarde.map(|w| w.to_string()).unwrap_or_default())
    }

    /// The address with this query.
    pub fn op(&self, pad: &str) -> String {
        let delen: Vec<String> = self.0.iter().map(|(n, w)| format!("{n}={}", in_url(w))).collect();
        if delen.is_empty() { pad.to_owned() } else { format!("{pad}?{}", delen.join("&")) }
    }

    /// Names and values, for hidden fields.
    pub fn velden(&self) -> &[(&'static str, String)] {
        &self.0
    }

    /// Nothing is filtered.
    pub fn is_leeg(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_first_and_the_last() {
        assert_eq!(initialen("Fatima el Amrani"), "FA");
        assert_eq!(initialen("beheer"), "B");
        assert_eq!(initialen(""), "");
    }

    #[test]
    fn a_query_leaves_out_what_is_empty_and_escapes_the_rest() {
        let q = Query::default().met("zoek", "van 't Hof").met("status", "").misschien("agb", None::<String>);
        assert_eq!(q.op("/clienten"), "/clienten?zoek=van%20%27t%20Hof");
        assert_eq!(q.met("zoek", "").op("/clienten"), "/clienten");
    }
}
