//! The tree behind "Waarom?": every step with its rule, source, inputs and outcome (invariant 7).

use crate::opmaak::{Html, ontsnap};
use kern::Uitleg;
use std::fmt::Write as _;

/// The tree as nested lists; a step with steps below it folds.
pub fn boom(u: &Uitleg) -> Html {
    let mut uit = String::from("<div class=\"uitleg\">");
    stap(&mut uit, u, 0);
    uit.push_str("</div>");
    Html::geescaped(uit)
}

fn stap(uit: &mut String, u: &Uitleg, diepte: usize) {
    let kop = format!(
        "{}: <span class=\"uitkomst\">{}</span>",
        ontsnap(u.stap.trim_end_matches([':', '.'])),
        ontsnap(&u.uitkomst)
    );
    if u.stappen.is_empty() {
        let _ = write!(uit, "<p>{kop}</p>");
        details(uit, u);
        return;
    }
    let _ = write!(uit, "<details{}><summary>{kop}</summary>", if diepte < 2 { " open" } else { "" });
    details(uit, u);
    uit.push_str("<ul>");
    for s in &u.stappen {
        uit.push_str("<li>");
        stap(uit, s, diepte + 1);
        uit.push_str("</li>");
    }
    uit.push_str("</ul></details>");
}

fn details(uit: &mut String, u: &Uitleg) {
    if !u.invoer.is_empty() {
        uit.push_str("<dl class=\"feiten\">");
        for (naam, waarde) in &u.invoer {
            let _ = write!(uit, "<dt>{}</dt><dd>{}</dd>", ontsnap(naam), ontsnap(waarde));
        }
        uit.push_str("</dl>");
    }
    let bron = u.bron.as_ref().map(|b| format!("bron: {}, {}", ontsnap(&b.document), ontsnap(&b.plaats)));
    let regel = u.regel.as_ref().map(|r| format!("regel <span class=\"vast\">{}</span>", ontsnap(r)));
    let herkomst: Vec<String> = [regel, bron].into_iter().flatten().collect();
    if !herkomst.is_empty() {
        let _ = write!(uit, "<p class=\"herkomst\">{}</p>", herkomst.join(" · "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kern::Bron;

    #[test]
    fn every_step_says_rule_source_inputs_and_outcome() {
        let u = Uitleg::new("Bedrag <b>", "klopt")
            .volgens("TR346", Bron::new("iWmo 3.2", "regels"))
            .met("volume", "38 uur")
            .want(Uitleg::new("Tarief", "€ 52,00"));
        let html = boom(&u).to_string();
        for stuk in [
            "Bedrag &lt;b&gt;",
            "klopt",
            "TR346",
            "iWmo 3.2, regels",
            "<dt>volume</dt><dd>38 uur</dd>",
            "Tarief",
        ] {
            assert!(html.contains(stuk), "{stuk} in {html}");
        }
        assert!(!html.contains("<b>"));
    }
}
