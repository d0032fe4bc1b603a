//! An upload of a hundred megabytes is checked in little memory, and leaves nothing behind.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ketentest::{maatwerk, map};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// The most memory that the program ever used, in kB.
fn hoogste(nummer: u32) -> u64 {
    let stand = std::fs::read_to_string(format!("/proc/{nummer}/status")).unwrap();
    let regel = stand.lines().find(|r| r.starts_with("VmHWM:")).unwrap();
    regel.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Sends a file that repeats a line, about this large, and gives the answer.
fn stuur(adres: &str, regel: &str, bytes: usize) -> String {
    let voor = "--X\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"a.xml\"\r\n\r\n\
                <Bericht xmlns=\"http://www.istandaarden.nl/iwmo/3_2/wmo323/schema\">";
    let na = "</Bericht>\r\n--X--\r\n";
    let brok = regel.repeat(65_536 / regel.len());
    let keer = bytes / brok.len();
    let mut s = TcpStream::connect(adres).unwrap();
    s.set_read_timeout(Some(Duration::from_mins(5))).unwrap();
    write!(
        s,
        "POST /bericht-controleren HTTP/1.1\r\nHost: {adres}\r\nConnection: close\r\n\
         Content-Type: multipart/form-data; boundary=X\r\nContent-Length: {}\r\n\r\n{voor}",
        voor.len() + na.len() + keer * brok.len()
    )
    .unwrap();
    for _ in 0..keer {
        s.write_all(brok.as_bytes()).unwrap();
    }
    s.write_all(na.as_bytes()).unwrap();
    let mut antwoord = String::new();
    s.read_to_string(&mut antwoord).unwrap();
    antwoord
}

#[test]
fn a_hundred_megabytes_take_no_more_memory_than_ten() {
    let map = map();
    let db = format!("sqlite://{}", map.path().join("m.db").display());
    let mut proces = maatwerk(["serve", "--adres", "127.0.0.1:0", "--db", &db]).start();
    let mut regel = String::new();
    let mut stderr = BufReader::new(proces.stderr());
    while !regel.contains("http://") {
        regel.clear();
        assert!(stderr.read_line(&mut regel).unwrap() > 0, "het programma start niet");
    }
    let adres = regel.split("http://").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    std::thread::spawn(move || std::io::copy(&mut stderr, &mut std::io::sink()));

    assert!(stuur(&adres, "<!-- vulling -->\r\n", 10_000_000).starts_with("HTTP/1.1 200"));
    let tien = hoogste(proces.nummer());
    let antwoord = stuur(&adres, "<!-- vulling -->\r\n", 100_000_000);
    assert!(
        antwoord.starts_with("HTTP/1.1 200") && antwoord.contains("Het bericht is niet goed"),
        "{antwoord}"
    );
    let honderd = hoogste(proces.nummer());
    assert!(honderd < tien + 16 * 1024, "{tien} kB voor tien megabyte, {honderd} kB voor honderd");

    // half an upload, and then gone: the program goes on and the places are free again
    for _ in 0..4 {
        let mut s = TcpStream::connect(&adres).unwrap();
        write!(
            s,
            "POST /bericht-controleren HTTP/1.1\r\nHost: {adres}\r\nContent-Type: multipart/form-data; boundary=X\r\n\
             Content-Length: 100000\r\n\r\n--X\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"a\"\r\n\r\n<a>"
        )
        .unwrap();
    }
    assert!(stuur(&adres, "<a/>", 100_000).starts_with("HTTP/1.1 200"));
    let bestanden: Vec<_> = std::fs::read_dir(map.path()).unwrap().map(|b| b.unwrap().file_name()).collect();
    assert!(bestanden.iter().all(|b| b.to_string_lossy().starts_with("m.db")), "{bestanden:?}");
}
