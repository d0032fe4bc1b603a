//! Puts the stylesheet together and embeds it, with a hash in its name so that it can be cached for ever.
//!
//! The components of NL Design System come from npm (`web/node_modules`, filled by `npm ci`); our own house
//! style and layout stand in `web/assets`. Without node_modules this build installs them itself.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The components that the pages use, in the order in which they cascade.
const COMPONENTEN: &[&str] = &[
    "document",
    "body",
    "heading-1",
    "heading-2",
    "heading-3",
    "paragraph",
    "link",
    "skip-link",
    "button",
    "form-label",
    "textbox",
    "select",
    "table",
    "breadcrumb-nav",
    "alert",
    "data-badge",
    "pagination",
];

fn main() {
    if let Err(fout) = bouw() {
        eprintln!("error: {fout}");
        std::process::exit(1);
    }
}

fn bouw() -> Result<(), String> {
    let hier = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?);
    let uit = PathBuf::from(env::var("OUT_DIR").map_err(|e| e.to_string())?);
    for pad in ["build.rs", "assets", "package-lock.json", "node_modules/.package-lock.json"] {
        println!("cargo:rerun-if-changed={pad}");
    }
    let pakketten = hier.join("node_modules/@utrecht");
    if COMPONENTEN.iter().any(|c| !bestand_van(&pakketten, c).is_file()) {
        installeer(&hier)?;
    }

    let mut stijl = String::from(
        "/* Components: @utrecht/*-css, (c) Frameless B.V. and Gemeente Utrecht, EUPL-1.2. The rest: maatwerk, EUPL-1.2. */\n",
    );
    for component in COMPONENTEN {
        stijl.push_str(&zonder_commentaar(&lees(&bestand_van(&pakketten, component))?));
    }
    for eigen in ["tokens.css", "maatwerk.css", "onderdelen.css"] {
        stijl.push_str(&zonder_commentaar(&lees(&hier.join("assets").join(eigen))?));
    }

    let mut bron = String::from("/// Every embedded file.\npub static ACTIVA: &[Actief] = &[\n");
    let mut namen = String::new();
    for (constante, stam, soort, mime, inhoud) in [
        ("STIJL", "stijl", "css", "text/css; charset=utf-8", stijl),
        ("ICONEN", "iconen", "svg", "image/svg+xml", lees(&hier.join("assets/iconen.svg"))?),
        (
            "SCRIPT",
            "controleren",
            "js",
            "text/javascript; charset=utf-8",
            lees(&hier.join("assets/controleren.js"))?,
        ),
        ("VOLG", "volgen", "js", "text/javascript; charset=utf-8", lees(&hier.join("assets/volgen.js"))?),
        ("LOGO", "logo", "svg", "image/svg+xml", lees(&hier.join("assets/logo.svg"))?),
    ] {
        let naam = format!("{stam}-{}.{soort}", vingerafdruk(inhoud.as_bytes()));
        fs::write(uit.join(&naam), &inhoud).map_err(|e| format!("{naam}: {e}"))?;
        let _ = writeln!(
            bron,
            "    Actief {{ naam: \"{naam}\", mime: \"{mime}\", inhoud: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{naam}\")) }},"
        );
        let _ = writeln!(
            namen,
            "/// Address of `{stam}.{soort}`.\npub const {constante}: &str = \"/activa/{naam}\";"
        );
    }
    bron.push_str("];\n");
    bron.push_str(&namen);
    fs::write(uit.join("activa.rs"), bron).map_err(|e| format!("activa.rs: {e}"))
}

fn bestand_van(pakketten: &Path, component: &str) -> PathBuf {
    pakketten.join(format!("{component}-css")).join("dist/index.min.css")
}

/// Fills node_modules from the lock file; says why, so that a slow first build is no riddle.
fn installeer(hier: &Path) -> Result<(), String> {
    println!("cargo:warning=web/node_modules ontbreekt of is niet volledig: npm ci haalt de opmaak op");
    let uitkomst = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(hier)
        .output()
        .map_err(|e| format!("npm is niet gevonden ({e}); installeer Node.js met npm en bouw opnieuw"))?;
    if uitkomst.status.success() {
        Ok(())
    } else {
        let reden = String::from_utf8_lossy(&uitkomst.stderr);
        let regel = reden.lines().find(|r| r.contains("ERR!") || r.contains("error")).unwrap_or("geen reden");
        Err(format!("npm ci in web/ is mislukt: {regel}"))
    }
}

fn lees(pad: &Path) -> Result<String, String> {
    fs::read_to_string(pad).map_err(|e| format!("{}: {e}", pad.display()))
}

/// Leaves out comments and indentation.
fn zonder_commentaar(css: &str) -> String {
    let mut uit = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((voor, na)) = rest.split_once("/*") {
        uit.push_str(voor);
        rest = na.split_once("*/").map_or("", |(_, r)| r);
    }
    uit.push_str(rest);
    let mut klein = String::with_capacity(uit.len());
    for regel in uit.lines().map(str::trim).filter(|r| !r.is_empty()) {
        klein.push_str(regel);
        klein.push('\n');
    }
    klein
}

fn vingerafdruk(inhoud: &[u8]) -> String {
    Sha256::digest(inhoud).iter().take(6).fold(String::new(), |mut t, b| {
        let _ = write!(t, "{b:02x}");
        t
    })
}
