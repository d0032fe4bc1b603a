//! Running a program and measuring it: time from start to end, and the highest state of its memory.

use crate::Uitkomst;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// One run of a program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meting {
    pub duur: Duration,
    /// KiB
    pub piek: u64,
}

/// The middle one.
pub(crate) fn mediaan(tijden: impl IntoIterator<Item = Duration>) -> Duration {
    let mut t: Vec<Duration> = tijden.into_iter().collect();
    t.sort_unstable();
    t.get(t.len() / 2).copied().unwrap_or_default()
}

/// A program whose output nobody reads.
pub(crate) fn opdracht(programma: impl AsRef<OsStr>) -> Command {
    let mut c = Command::new(programma);
    c.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    c
}

/// A field of `/proc/PID/status`, in KiB. Nothing when the process is gone.
fn stand(pid: u32, veld: &str) -> Option<u64> {
    let tekst = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let regel = tekst.lines().find(|r| r.starts_with(veld))?;
    regel.split_whitespace().nth(1)?.parse().ok()
}

/// Runs to the end. The kernel keeps the highest state itself; it is asked every few milliseconds, because it is gone
/// with the process.
pub(crate) fn meet(c: &mut Command, goed: &[i32]) -> Uitkomst<Meting> {
    let naam = c.get_program().to_string_lossy().into_owned();
    let begin = Instant::now();
    let mut kind = c.spawn().map_err(|e| format!("{naam} start niet: {e}"))?;
    let pid = kind.id();
    let klaar = AtomicBool::new(false);
    let (duur, piek, einde, fouten) = std::thread::scope(|s| {
        let kijker = s.spawn(|| {
            let mut piek = 0;
            while !klaar.load(Ordering::Relaxed) {
                piek = piek.max(stand(pid, "VmHWM").unwrap_or(0));
                std::thread::sleep(Duration::from_millis(3));
            }
            piek
        });
        let mut fouten = String::new();
        if let Some(mut e) = kind.stderr.take() {
            let _ = e.read_to_string(&mut fouten);
        }
        let einde = kind.wait();
        let duur = begin.elapsed();
        klaar.store(true, Ordering::Relaxed);
        (duur, kijker.join().unwrap_or(0), einde, fouten)
    });
    let einde = einde.map_err(|e| format!("{naam}: {e}"))?;
    if !einde.code().is_some_and(|code| goed.contains(&code)) {
        return Err(format!("{naam} eindigde met {einde}: {}", fouten.lines().next().unwrap_or("")));
    }
    if piek == 0 {
        return Err(format!("het geheugen van {naam} was niet af te lezen"));
    }
    Ok(Meting { duur, piek })
}

/// A process that is ended whatever happens.
struct Gestart(Child);

impl Drop for Gestart {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts `serve`: time to the first answer, and KiB in use a second later.
pub(crate) fn serve(maatwerk: &Path, db: &Path) -> Uitkomst<(Duration, u64)> {
    let adres = {
        let l = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|e| e.to_string())?;
        l.local_addr().map_err(|e| e.to_string())?
    };
    let mut c = opdracht(maatwerk);
    c.stderr(Stdio::null()).arg("--db").arg(format!("sqlite://{}", db.display()));
    c.args(["serve", "--adres", &adres.to_string()]);
    let begin = Instant::now();
    let kind = Gestart(c.spawn().map_err(|e| format!("serve start niet: {e}"))?);
    while !antwoordt(adres) {
        if begin.elapsed() > Duration::from_secs(20) {
            return Err("serve antwoordt niet binnen 20 seconden".into());
        }
        std::thread::sleep(Duration::from_micros(500));
    }
    let duur = begin.elapsed();
    std::thread::sleep(Duration::from_secs(1));
    let rust = stand(kind.0.id(), "VmRSS").ok_or("het geheugen van serve was niet af te lezen")?;
    Ok((duur, rust))
}

/// Whether a page comes back.
fn antwoordt(adres: SocketAddr) -> bool {
    let Ok(mut s) = TcpStream::connect(adres) else { return false };
    let vraag = format!("GET / HTTP/1.1\r\nHost: {adres}\r\nConnection: close\r\n\r\n");
    let mut antwoord = Vec::new();
    s.write_all(vraag.as_bytes()).is_ok()
        && s.read_to_end(&mut antwoord).is_ok()
        && matches!(antwoord.get(9), Some(b'2' | b'3'))
}

/// What this was measured on.
pub(crate) fn machine() -> String {
    let lees = |pad: &str, veld: &str| {
        let tekst = std::fs::read_to_string(pad).unwrap_or_default();
        tekst
            .lines()
            .find(|r| r.starts_with(veld))
            .and_then(|r| r.split_once(':'))
            .map_or_else(|| "onbekend".to_owned(), |(_, w)| w.trim().to_owned())
    };
    let kernen = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "Machine: {kernen} kernen, {}, {}, {}; geheugen {}.",
        std::env::consts::ARCH,
        lees("/proc/cpuinfo", "model name"),
        std::env::consts::OS,
        lees("/proc/meminfo", "MemTotal")
    )
}
