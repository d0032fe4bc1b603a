//! Texts of the versions of frameworks. There is no text here that changes or removes: a test holds it so.

sql! {
    /// Versions of every framework: kader, nummer, ingang, geldig_vanaf, geldig_tot, sha256, grond, maker, maker_naam,
    /// gemaakt_op, toelichting.
    KADERVERSIES = "SELECT kader, nummer, ingang, geldig_vanaf, geldig_tot, sha256, grond, maker, maker_naam,
        gemaakt_op, toelichting FROM kaderversie WHERE gemeente = $1 ORDER BY kader, nummer";
    /// Steps of every version: kader, nummer, stap, gebruiker, naam, op, laatste_dag, reden.
    KADERSTAPPEN = "SELECT kader, nummer, stap, gebruiker, naam, op, laatste_dag, reden FROM kaderstap
        WHERE gemeente = $1 ORDER BY kader, nummer, volgnr";
    /// Whether any step was taken.
    KADERSTAP_EEN = "SELECT 1 FROM kaderstap WHERE gemeente = $1 LIMIT 1";
    /// Files of a version: bestand, tekst.
    KADERBESTANDEN = "SELECT bestand, tekst FROM kaderbestand
        WHERE gemeente = $1 AND kader = $2 AND nummer = $3 ORDER BY bestand";
    /// The hash of a version, when it is there.
    KADERVERSIE_HASH = "SELECT sha256 FROM kaderversie WHERE gemeente = $1 AND kader = $2 AND nummer = $3";
    /// The highest number of a framework in a municipality; 0 when there is none.
    KADERVERSIE_LAATSTE = "SELECT COALESCE(MAX(nummer), 0) FROM kaderversie WHERE gemeente = $1 AND kader = $2";
    /// Adds a version.
    KADERVERSIE_ERBIJ = "INSERT INTO kaderversie (gemeente, kader, nummer, ingang, geldig_vanaf, geldig_tot, sha256,
        grond, maker, maker_naam, gemaakt_op, toelichting) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    /// Adds a file of a version.
    KADERBESTAND_ERBIJ = "INSERT INTO kaderbestand (gemeente, kader, nummer, bestand, tekst)
        VALUES ($1, $2, $3, $4, $5)";
    /// Adds a step; its number follows from those that are there.
    KADERSTAP_ERBIJ = "INSERT INTO kaderstap (gemeente, kader, nummer, volgnr, stap, gebruiker, naam, op, laatste_dag,
        reden) SELECT $1, $2, $3, COUNT(*) + 1, $4, $5, $6, $7, $8, $9 FROM kaderstap
        WHERE gemeente = $1 AND kader = $2 AND nummer = $3";
    /// Contract lines that run on $2 or begin later, per code: categorie, code, how many.
    CONTRACTEN_VANAF = "SELECT categorie, code, COUNT(*) FROM contractregel
        WHERE gemeente = $1 AND (geldig_tot IS NULL OR geldig_tot >= $2) GROUP BY categorie, code
        ORDER BY categorie, code";
    /// Contract lines in force on $2 per version of a framework: kader, kaderversie, how many.
    CONTRACTEN_PER_VERSIE = "SELECT kader, kaderversie, COUNT(*) FROM contractregel
        WHERE gemeente = $1 AND kader IS NOT NULL AND kaderversie IS NOT NULL
        AND (geldig_tot IS NULL OR geldig_tot >= $2) GROUP BY kader, kaderversie ORDER BY kader, kaderversie";
    /// Contract lines of a product, of one provider ($4) or all: agb, eenheid, geldig_vanaf, geldig_tot,
    /// tarief, kader, kaderversie.
    CONTRACTEN_PRODUCT = "SELECT agb, eenheid, geldig_vanaf, geldig_tot, tarief, kader, kaderversie FROM contractregel
        WHERE gemeente = $1 AND categorie = $2 AND code = $3
        AND (CAST($4 AS TEXT) IS NULL OR agb = $4) ORDER BY agb, eenheid, geldig_vanaf DESC";
}

#[cfg(test)]
mod tests {
    /// Tables of which rows are only added.
    const VAST: [&str; 3] = ["kaderversie", "kaderbestand", "kaderstap"];

    #[test]
    fn no_text_of_the_program_changes_or_removes_a_version() {
        let mut erbij = 0;
        for (module, teksten) in crate::sql::ALLE {
            for t in *teksten {
                let tekst = t.tekst().to_lowercase();
                let woorden: Vec<&str> = tekst.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
                let raakt = |w: &[&str]| VAST.contains(&w[1]) && matches!(w[0], "update" | "from");
                let wijzigt = tekst.trim_start().starts_with("update") || tekst.trim_start().starts_with("delete");
                let paren = woorden.iter().copied().filter(|w| !w.is_empty()).collect::<Vec<_>>();
                assert!(!(wijzigt && paren.windows(2).any(raakt)), "{module}::{}", t.naam());
                let insert = paren.windows(2).any(|w| w[0] == "into" && VAST.contains(&w[1]));
                assert!(!(insert && tekst.contains("on conflict")), "{module}::{}", t.naam());
                erbij += usize::from(insert);
            }
        }
        // the one place that adds to each of the three
        assert_eq!(erbij, VAST.len());
    }
}
