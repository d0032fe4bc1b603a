//! Signing in: passwords, sessions and the brake on guessing.
//!
//! A password is kept as argon2id (19 MiB, two passes); an unknown name costs as much time as a wrong password.
//! A session is a random token of 256 bits of which only the SHA-256 is kept; it ends thirty minutes after the
//! last page and in any case eight hours after signing in. Attempts are counted in the database, so that the
//! brake holds for several programs together and after a restart. The clock is a parameter.

use crate::{Gebruiker, Rol};
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use jiff::{SignedDuration, Timestamp};
use kern::{AgbCode, Gemeentecode};
use sha2::{Digest, Sha256};
use std::fmt;
use std::fmt::Write as _;
use std::sync::LazyLock;
use store::gebeurtenis::{Gebeurtenis, noteer};
use store::sql::aanmelden as sql;
use store::{Db, Kluis, StoreFout, Tx, Uitkomst, lees_tijdstip, tijdstip};

/// Idle time after which a session ends.
const STIL: SignedDuration = SignedDuration::from_mins(30);
/// Longest session.
const LANGST: SignedDuration = SignedDuration::from_hours(8);
/// Time over which failures are counted.
const VENSTER: SignedDuration = SignedDuration::from_mins(15);
/// Failures for one name within that time.
const PER_NAAM: i64 = 5;
/// Failures from one address within that time.
const PER_ADRES: i64 = 20;
/// A session is only moved on when this much of the idle time has gone: most pages then write nothing.
const VERSCHUIF: SignedDuration = SignedDuration::from_secs(60);
/// Shortest password for a new user.
const KORTST: usize = 12;
/// No password is longer; hashing megabytes would be a way to keep the server busy.
const LANGST_WACHTWOORD: usize = 256;

/// The secret of a session, as it stands in the cookie. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    fn nieuw() -> Result<Self, AanmeldFout> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| AanmeldFout::GeenToeval)?;
        Ok(Self(bytes))
    }

    /// 64 hexadecimals, for the cookie or the `Authorization` header.
    pub fn tekst(&self) -> String {
        hex(&self.0)
    }

    /// Reads [`Token::tekst`].
    pub fn parse(tekst: &str) -> Option<Self> {
        let b = tekst.as_bytes();
        if b.len() != 64 {
            return None;
        }
        let cijfer = |c: u8| char::from(c).to_digit(16).and_then(|d| u8::try_from(d).ok());
        let mut bytes = [0; 32];
        for (uit, paar) in bytes.iter_mut().zip(b.chunks_exact(2)) {
            *uit = cijfer(paar[0])? * 16 + cijfer(paar[1])?;
        }
        Some(Self(bytes))
    }

    /// What forms carry to show that they come from our own page. Follows from the session, says nothing about it.
    pub fn csrf(&self) -> String {
        let mut h = Sha256::new();
        h.update(b"maatwerk csrf 1 ");
        h.update(self.0);
        hex(&h.finalize())
    }

    /// Whether a form carries the right value; takes the same time for every wrong one.
    pub fn csrf_klopt(&self, gegeven: &str) -> bool {
        let eigen = self.csrf();
        let verschil = eigen.bytes().zip(gegeven.bytes()).fold(0, |v, (a, b)| v | (a ^ b));
        eigen.len() == gegeven.len() && verschil == 0
    }

    fn sleutel(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut t, b| {
        let _ = write!(t, "{b:02x}");
        t
    })
}

/// Why signing in failed. `Display` is the line on the screen.
#[derive(Debug)]
pub enum AanmeldFout {
    /// Name or password is wrong, or the user may no longer sign in; which of these is not said.
    Onjuist,
    /// Too many failures; wait this many minutes.
    Wacht {
        /// Whole minutes, at least 1.
        minuten: i64,
    },
    /// The new user cannot be made; the text says why.
    Ongeldig(String),
    /// The system gave no random numbers.
    GeenToeval,
    /// The database gave no answer.
    Store(StoreFout),
}

impl fmt::Display for AanmeldFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Onjuist => f.write_str("naam of wachtwoord klopt niet"),
            Self::Wacht { minuten: 1 } => {
                f.write_str("te veel mislukte pogingen; wacht 1 minuut en probeer het dan opnieuw")
            }
            Self::Wacht { minuten } => {
                write!(f, "te veel mislukte pogingen; wacht {minuten} minuten en probeer het dan opnieuw")
            }
            Self::Ongeldig(tekst) => f.write_str(tekst),
            Self::GeenToeval => f.write_str("het systeem geeft geen toevalsgetallen; probeer het opnieuw"),
            Self::Store(fout) => fout.fmt(f),
        }
    }
}

impl std::error::Error for AanmeldFout {}

impl From<StoreFout> for AanmeldFout {
    fn from(fout: StoreFout) -> Self {
        Self::Store(fout)
    }
}

fn argon() -> Argon2<'static> {
    // 19 MiB, two passes, one lane: what OWASP names as the least for argon2id.
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn versleutel(wachtwoord: &str) -> Option<String> {
    argon().hash_password(wachtwoord.as_bytes()).ok().map(|h| h.to_string())
}

/// What an unknown name is checked against, so that it takes as long as a known one.
static NIEMAND: LazyLock<String> =
    LazyLock::new(|| versleutel("niemand heeft dit wachtwoord").unwrap_or_default());

fn klopt(wachtwoord: &str, phc: &str) -> bool {
    argon2::PasswordHash::new(phc).is_ok_and(|h| argon().verify_password(wachtwoord.as_bytes(), &h).is_ok())
}

/// A user as sign-in finds it.
struct Bekend {
    gebruiker: Gebruiker,
    wachtwoord: String,
    actief: bool,
}

fn gemeenten(tx: &mut Tx<'_>, id: i64) -> Uitkomst<Vec<Gemeentecode>> {
    tx.query_alle(sql::GEBRUIKER_GEMEENTEN, &[id.into()], |r| r.lees(0, Gemeentecode::parse))
}

fn bij_naam(tx: &mut Tx<'_>, naam: &str) -> Uitkomst<Option<Bekend>> {
    let gevonden = tx.query_opt(sql::GEBRUIKER_NAAM, &[naam.into()], |r| {
        let gebruiker = Gebruiker {
            id: r.i64(0)?,
            weergavenaam: r.string(1)?,
            rol: r.lees(2, |t| Rol::parse(t).ok_or(()))?,
            gemeenten: Vec::new(),
            agb: r.opt_lees(3, AgbCode::parse)?,
        };
        Ok(Bekend { gebruiker, wachtwoord: r.string(4)?, actief: r.bool(5)? })
    })?;
    let Some(mut bekend) = gevonden else { return Ok(None) };
    bekend.gebruiker.gemeenten = gemeenten(tx, bekend.gebruiker.id)?;
    Ok(Some(bekend))
}

/// What is counted under: a hash, because people also type passwords and numbers in the field for the name.
fn pogingsleutel(soort: &str, waarde: &str) -> String {
    format!("{soort}:{}", &hex(&Sha256::digest(waarde.as_bytes()))[..32])
}

/// How long to wait, when there were too many failures.
fn rem(tx: &mut Tx<'_>, sleutel: &str, meest: i64, nu: Timestamp) -> Uitkomst<Option<i64>> {
    let sinds = tijdstip(nu - VENSTER);
    let waarden = [sleutel.into(), (&sinds).into(), (meest - 1).into()];
    // The attempt that must leave the window before there is room again.
    let Some(oudste) = tx.query_opt(sql::POGING_MISLUKT, &waarden, |r| r.string(0))? else { return Ok(None) };
    let vrij = lees_tijdstip(&oudste).unwrap_or(nu) + VENSTER;
    let seconden = vrij.duration_since(nu).as_secs().max(1);
    Ok(Some((seconden + 59) / 60))
}

/// Counts something that anyone may do, under an address; when there was too much of it, gives the whole minutes to
/// wait and counts nothing.
pub(crate) fn tel_poging(
    db: &Db,
    soort: &str,
    adres: &str,
    meest: i64,
    nu: Timestamp,
) -> Result<Option<i64>, StoreFout> {
    let sleutel = pogingsleutel(soort, adres);
    db.write(|tx| {
        let wacht = rem(tx, &sleutel, meest, nu)?;
        if wacht.is_none() {
            tx.execute(sql::POGING_OPRUIMEN, &[(&tijdstip(nu - VENSTER - VENSTER)).into()])?;
            tx.execute(sql::POGING_ERBIJ, &[(&sleutel).into(), (&tijdstip(nu)).into(), false.into()])?;
        }
        Ok(wacht)
    })
}

/// Tells an attempt apart while its password is checked: not 0 or 1, and never that of another attempt.
fn merk() -> Result<i64, AanmeldFout> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|_| AanmeldFout::GeenToeval)?;
    // The lowest bits alone would meet 0 and 1; the bit below the sign keeps clear of them.
    Ok((i64::from_be_bytes(bytes) & i64::MAX) | (1 << 62))
}

/// Normalises the name that was typed.
fn naamvorm(naam: &str) -> String {
    naam.trim().to_lowercase()
}

/// Signs in. `adres` is where the request came from. Checking the password takes some thirty milliseconds and
/// 19 MiB: call it from a blocking pool.
pub fn meld_aan(
    db: &Db,
    kluis: &Kluis,
    naam: &str,
    wachtwoord: &str,
    adres: &str,
    nu: Timestamp,
) -> Result<(Token, Gebruiker), AanmeldFout> {
    let naam = naamvorm(naam);
    let (per_naam, per_adres) = (pogingsleutel("naam", &naam), pogingsleutel("adres", adres));
    let leesbaar = !naam.is_empty() && !naam.contains('\0');
    let nu_tekst = tijdstip(nu);
    let merk = merk()?;
    // Looked at and counted in one transaction, as a failure until it turns out otherwise: many attempts at the
    // same moment do not slip past the brake together.
    let (wacht, bekend) = db.write(|tx| {
        let wacht = rem(tx, &per_naam, PER_NAAM, nu)?.max(rem(tx, &per_adres, PER_ADRES, nu)?);
        if wacht.is_some() {
            return Ok((wacht, None));
        }
        tx.execute(sql::POGING_OPRUIMEN, &[(&tijdstip(nu - VENSTER - VENSTER)).into()])?;
        for sleutel in [&per_naam, &per_adres] {
            tx.execute(sql::POGING_ERBIJ, &[sleutel.into(), (&nu_tekst).into(), merk.into()])?;
        }
        let bekend = if leesbaar { bij_naam(tx, &naam)? } else { None };
        Ok::<_, StoreFout>((None, bekend))
    })?;
    // Before the password is looked at: while braking, guessing right does not help.
    if let Some(minuten) = wacht {
        return Err(AanmeldFout::Wacht { minuten });
    }
    let phc = bekend.as_ref().map_or(NIEMAND.as_str(), |b| b.wachtwoord.as_str());
    let kort_genoeg = wachtwoord.len() <= LANGST_WACHTWOORD;
    let goed = klopt(if kort_genoeg { wachtwoord } else { "" }, phc) && kort_genoeg;
    let wie = bekend.as_ref().filter(|b| goed && b.actief);
    let token = Token::nieuw()?;
    let geweigerd = bekend.as_ref().filter(|_| wie.is_none()).map(|b| b.gebruiker.clone());
    db.write(|tx| {
        for sleutel in [&per_naam, &per_adres] {
            tx.execute(sql::POGING_UITSLAG, &[sleutel.into(), merk.into(), wie.is_some().into()])?;
        }
        if let Some(geweigerd) = &geweigerd {
            log(tx, kluis, geweigerd, "aanmelden mislukt", nu)?;
        }
        let Some(bekend) = &wie else { return Ok(()) };
        tx.execute(sql::SESSIE_OPRUIMEN, &[(&nu_tekst).into()])?;
        let verloopt = tijdstip(nu + STIL);
        // The start decides the latest end; nothing else is kept with a session.
        let sleutel = token.sleutel();
        let waarden =
            [(&sleutel).into(), bekend.gebruiker.id.into(), nu_tekst.as_bytes().into(), (&verloopt).into()];
        tx.execute(sql::SESSIE_ERBIJ, &waarden)?;
        log(tx, kluis, &bekend.gebruiker, "aangemeld", nu)
    })?;
    wie.map(|b| (token, b.gebruiker.clone())).ok_or(AanmeldFout::Onjuist)
}

/// Notes it in every municipality that the user is bound to: each has its own log.
fn log(tx: &mut Tx<'_>, kluis: &Kluis, wie: &Gebruiker, soort: &str, nu: Timestamp) -> Uitkomst<()> {
    let onderwerp = format!("gebruiker/{}", wie.id);
    let gegevens = format!(r#"{{"rol":"{}"}}"#, wie.rol.code());
    for g in &wie.gemeenten {
        let gebeurtenis = Gebeurtenis {
            tijd: nu,
            wie: &wie.weergavenaam,
            soort,
            onderwerp: &onderwerp,
            gegevens: &gegevens,
        };
        noteer(tx, kluis, *g, &gebeurtenis)?;
    }
    Ok(())
}

/// Who a session belongs to; `None` when there is none, it is over, or the user may no longer sign in.
pub fn gebruiker_van(db: &Db, token: &Token, nu: Timestamp) -> Result<Option<Gebruiker>, AanmeldFout> {
    let sleutel = token.sleutel();
    let gevonden = db.read(|tx| {
        let sessie = tx.query_opt(sql::SESSIE, &[(&sleutel).into()], |r| {
            let begin = std::str::from_utf8(r.blob(1)?).ok().and_then(lees_tijdstip);
            Ok((r.i64(0)?, begin, lees_tijdstip(r.text(2)?)))
        })?;
        let Some((id, Some(begin), Some(verloopt))) = sessie else { return Ok(None) };
        if nu >= verloopt || nu >= begin + LANGST {
            return Ok(None);
        }
        let wie = tx.query_opt(sql::GEBRUIKER_ID, &[id.into()], |r| {
            let gebruiker = Gebruiker {
                id,
                weergavenaam: r.string(0)?,
                rol: r.lees(1, |t| Rol::parse(t).ok_or(()))?,
                gemeenten: Vec::new(),
                agb: r.opt_lees(2, AgbCode::parse)?,
            };
            Ok((gebruiker, r.bool(3)?))
        })?;
        let Some((mut wie, true)) = wie else { return Ok(None) };
        wie.gemeenten = gemeenten(tx, id)?;
        Ok::<_, StoreFout>(Some((wie, begin, verloopt)))
    })?;
    let Some((wie, begin, verloopt)) = gevonden else { return Ok(None) };
    let nieuw = (nu + STIL).min(begin + LANGST);
    if nieuw.duration_since(verloopt) >= VERSCHUIF {
        let tekst = tijdstip(nieuw);
        db.write(|tx| tx.execute(sql::SESSIE_VERLENG, &[(&sleutel).into(), (&tekst).into()]))?;
    }
    Ok(Some(wie))
}

/// The user who signs in with a name, for the command line; `None` when there is none or it may not sign in.
pub fn gebruiker_met_naam(db: &Db, naam: &str) -> Result<Option<Gebruiker>, StoreFout> {
    let naam = naamvorm(naam);
    db.read(|tx| {
        let gevonden = tx.query_opt(sql::GEBRUIKER_NAAM, &[(&naam).into()], |r| {
            let gebruiker = Gebruiker {
                id: r.i64(0)?,
                weergavenaam: r.string(1)?,
                rol: r.lees(2, |t| Rol::parse(t).ok_or(()))?,
                gemeenten: Vec::new(),
                agb: r.opt_lees(3, AgbCode::parse)?,
            };
            Ok((gebruiker, r.bool(5)?))
        })?;
        let Some((mut wie, true)) = gevonden else { return Ok(None) };
        wie.gemeenten = gemeenten(tx, wie.id)?;
        Ok(Some(wie))
    })
}

/// Ends a session; a session that is not there is ended already.
pub fn meld_af(db: &Db, kluis: &Kluis, token: &Token, nu: Timestamp) -> Result<(), AanmeldFout> {
    let wie = gebruiker_van(db, token, nu)?;
    db.write(|tx| {
        tx.execute(sql::SESSIE_WEG, &[(&token.sleutel()).into()])?;
        match &wie {
            Some(wie) => log(tx, kluis, wie, "afgemeld", nu),
            None => Ok(()),
        }
    })?;
    Ok(())
}

/// A user to be made.
#[derive(Debug, Clone)]
pub struct NieuweGebruiker<'a> {
    /// What one types to sign in.
    pub naam: &'a str,
    /// Name on the screen and in the event log.
    pub weergavenaam: &'a str,
    /// Role.
    pub rol: Rol,
    /// For the role aanbieder, and only for that.
    pub agb: Option<AgbCode>,
    /// The municipalities that may be seen.
    pub gemeenten: &'a [Gemeentecode],
}

/// Whether somebody signs in with this name already.
pub fn bestaat(db: &Db, naam: &str) -> Result<bool, AanmeldFout> {
    let naam = naamvorm(naam);
    db.read(|tx| Ok::<_, AanmeldFout>(bij_naam(tx, &naam)?.is_some()))
}

/// Makes a user; for the demo and the command line. Gives the number of the user.
pub fn maak_gebruiker(
    db: &Db,
    kluis: &Kluis,
    nieuw: &NieuweGebruiker<'_>,
    wachtwoord: &str,
    nu: Timestamp,
) -> Result<i64, AanmeldFout> {
    let naam = naamvorm(nieuw.naam);
    let ongeldig = |tekst: String| Err(AanmeldFout::Ongeldig(tekst));
    if naam.is_empty() || naam.chars().count() > 60 || naam.chars().any(char::is_control) {
        return ongeldig("geef een naam van 1 tot en met 60 tekens om mee aan te melden".into());
    }
    if nieuw.weergavenaam.trim().is_empty() {
        return ongeldig("geef de naam die op het scherm komt".into());
    }
    if wachtwoord.chars().count() < KORTST || wachtwoord.len() > LANGST_WACHTWOORD {
        return ongeldig(format!("kies een wachtwoord van {KORTST} tot en met {LANGST_WACHTWOORD} tekens"));
    }
    if (nieuw.rol == Rol::Aanbieder) != nieuw.agb.is_some() {
        return ongeldig("een AGB-code hoort bij de rol aanbieder, en alleen bij die rol".into());
    }
    if nieuw.gemeenten.is_empty() {
        return ongeldig("noem ten minste één gemeente die deze gebruiker mag zien".into());
    }
    let phc = versleutel(wachtwoord).ok_or(AanmeldFout::GeenToeval)?;
    db.write(|tx| {
        if bij_naam(tx, &naam)?.is_some() {
            return Err(AanmeldFout::Ongeldig(format!("er is al een gebruiker met de naam {naam}")));
        }
        let id = tx.query_one(sql::GEBRUIKER_VOLGENDE, &[], |r| r.i64(0))?;
        let agb = nieuw.agb.as_ref();
        let waarden = [
            id.into(),
            (&naam).into(),
            nieuw.weergavenaam.trim().into(),
            nieuw.rol.code().into(),
            agb.into(),
            (&phc).into(),
        ];
        tx.execute(sql::GEBRUIKER_ERBIJ, &waarden)?;
        let mut gemeenten = nieuw.gemeenten.to_vec();
        gemeenten.sort_unstable();
        gemeenten.dedup();
        for g in &gemeenten {
            tx.execute(sql::GEBRUIKER_GEMEENTE_ERBIJ, &[g.into(), id.into()])?;
        }
        let wie = Gebruiker {
            id,
            weergavenaam: nieuw.weergavenaam.trim().to_owned(),
            rol: nieuw.rol,
            gemeenten,
            agb: nieuw.agb,
        };
        log(tx, kluis, &wie, "gebruiker gemaakt", nu)?;
        Ok(id)
    })
}
