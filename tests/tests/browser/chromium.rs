//! A real browser, steered over WebDriver. The protocol is JSON over HTTP to a program on this machine, so a
//! socket is enough.

use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long one command to the browser may take.
const TIJD: Duration = Duration::from_mins(2);

const VLAGGEN: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--lang=nl",
    "--window-size=1280,1000",
];

/// Tab.
pub const TAB: char = '\u{E004}';
/// Enter.
pub const ENTER: char = '\u{E007}';
/// Arrow down.
pub const OMLAAG: char = '\u{E015}';

/// A program on the path.
fn op_pad(naam: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|m| m.join(naam)).find(|p| p.is_file())
}

/// Whether there is a browser here. Where everything must be tested (CI=true) its absence is a failure.
pub fn is_er() -> bool {
    let er = op_pad("chromium").is_some() && op_pad("chromedriver").is_some();
    if !er {
        let wat = "chromium en chromedriver zijn er niet, dus geen browsertests";
        ketentest::overgeslagen(wat);
        assert!(std::env::var("CI").as_deref() != Ok("true"), "{wat}");
    }
    er
}

/// The accessibility rules: `MAATWERK_AXE`, or a node_modules of this repository.
pub fn axe() -> Option<String> {
    let wortel = ketentest::wortel();
    let pad = std::env::var_os("MAATWERK_AXE").map(PathBuf::from).into_iter().chain(
        ["node_modules", "web/node_modules", "target/tools/axe/node_modules"]
            .map(|m| wortel.join(m).join("axe-core/axe.min.js")),
    );
    let gevonden = pad.into_iter().find_map(|p| std::fs::read_to_string(p).ok());
    if gevonden.is_none() {
        let wat = "axe-core is er niet (MAATWERK_AXE), dus geen toegankelijkheidsregels";
        ketentest::overgeslagen(wat);
        assert!(std::env::var("CI").as_deref() != Ok("true"), "{wat}");
    }
    gevonden
}

/// One browser with one window; closed when dropped.
#[derive(Debug)]
pub struct Browser {
    driver: Child,
    poort: u16,
    sessie: String,
}

impl Browser {
    /// With the defaults that people have.
    pub fn start() -> Self {
        Self::met(&json!({}))
    }

    /// With script switched off, as a setting of the browser.
    pub fn zonder_script() -> Self {
        Self::met(&json!({ "profile.managed_default_content_settings.javascript": 2 }))
    }

    fn met(voorkeuren: &Value) -> Self {
        let mut driver = Command::new(op_pad("chromedriver").unwrap())
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // "ChromeDriver was started successfully on port 40123."
        let regels = BufReader::new(driver.stdout.take().unwrap()).lines();
        let poort = regels
            .map_while(Result::ok)
            .find_map(|r| r.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok())
            .unwrap();
        let mut b = Self { driver, poort, sessie: String::new() };
        let antwoord = b.vraag(
            "POST",
            "/session",
            &json!({ "capabilities": { "alwaysMatch": {
                "browserName": "chrome",
                "goog:loggingPrefs": { "browser": "ALL" },
                "goog:chromeOptions": {
                    "binary": op_pad("chromium").unwrap(), "args": VLAGGEN, "prefs": voorkeuren,
                },
            } } }),
        );
        b.sessie = format!("/session/{}", antwoord["sessionId"].as_str().unwrap());
        b
    }

    /// One command; its value, or the end of the test.
    #[track_caller]
    fn vraag(&self, methode: &str, pad: &str, inhoud: &Value) -> Value {
        let waarde = self.antwoord(methode, pad, inhoud);
        assert!(waarde.get("error").is_none(), "{pad}: {}", waarde["message"]);
        waarde
    }

    /// One command; its value, or what the driver says is wrong.
    fn antwoord(&self, methode: &str, pad: &str, inhoud: &Value) -> Value {
        let inhoud = if methode == "POST" { inhoud.to_string() } else { String::new() };
        let mut s = TcpStream::connect(("127.0.0.1", self.poort)).unwrap();
        s.set_read_timeout(Some(TIJD)).unwrap();
        let kop = format!(
            "{methode} {pad} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.poort,
            inhoud.len()
        );
        s.write_all(kop.as_bytes()).unwrap();
        s.write_all(inhoud.as_bytes()).unwrap();
        let mut s = BufReader::new(s);
        let mut lengte = 0;
        loop {
            let mut regel = String::new();
            s.read_line(&mut regel).unwrap();
            if regel.trim().is_empty() {
                break;
            }
            if let Some(n) = regel.to_ascii_lowercase().strip_prefix("content-length:") {
                lengte = n.trim().parse().unwrap();
            }
        }
        let mut b = vec![0; lengte];
        s.read_exact(&mut b).unwrap();
        let mut json: Value = serde_json::from_slice(&b).unwrap();
        json["value"].take()
    }

    #[track_caller]
    fn doe(&self, pad: &str, inhoud: &Value) -> Value {
        self.vraag("POST", &format!("{}{pad}", self.sessie), inhoud)
    }

    /// Opens an address and waits until the page is there.
    #[track_caller]
    pub fn ga(&self, url: &str) {
        self.doe("/url", &json!({ "url": url }));
    }

    /// The address that is shown.
    #[track_caller]
    pub fn adres(&self) -> String {
        self.vraag("GET", &format!("{}/url", self.sessie), &Value::Null).as_str().unwrap().to_owned()
    }

    /// Runs a function body in the page (beside its content security policy) and gives what it returns.
    #[track_caller]
    pub fn js(&self, script: &str) -> Value {
        self.doe("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// As [`Browser::js`], for a script that answers through its last argument.
    #[track_caller]
    pub fn js_later(&self, script: &str) -> Value {
        self.doe("/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// A text that a script gives.
    #[track_caller]
    pub fn tekst(&self, script: &str) -> String {
        self.js(script).as_str().unwrap_or_default().to_owned()
    }

    /// Finds one element by a CSS selector.
    #[track_caller]
    fn zoek(&self, css: &str) -> String {
        let e = self.doe("/element", &json!({ "using": "css selector", "value": css }));
        e.as_object().and_then(|o| o.values().next()?.as_str()).unwrap().to_owned()
    }

    /// Whether there is such an element.
    #[track_caller]
    pub fn heeft(&self, css: &str) -> bool {
        let e = self.doe("/elements", &json!({ "using": "css selector", "value": css }));
        !e.as_array().unwrap().is_empty()
    }

    /// What one reads in an element.
    #[track_caller]
    pub fn lees(&self, css: &str) -> String {
        let id = self.zoek(css);
        let t = self.vraag("GET", &format!("{}/element/{id}/text", self.sessie), &Value::Null);
        t.as_str().unwrap().to_owned()
    }

    /// An attribute or property of every element of a selector.
    #[track_caller]
    pub fn alle(&self, css: &str, eigenschap: &str) -> Vec<String> {
        let e = self.doe("/elements", &json!({ "using": "css selector", "value": css }));
        let ids = e.as_array().unwrap().iter().map(|o| o.as_object().unwrap().values().next().unwrap());
        ids.map(|id| {
            let id = id.as_str().unwrap();
            let pad = format!("{}/element/{id}/property/{eigenschap}", self.sessie);
            self.vraag("GET", &pad, &Value::Null).as_str().unwrap_or_default().trim().to_owned()
        })
        .collect()
    }

    /// Clicks on something that leads to another page, and waits until this one is gone and the next is there.
    #[track_caller]
    pub fn volg(&self, css: &str) {
        let oud = self.zoek("html");
        self.klik(css);
        wacht("een volgende pagina", || {
            let weg = self.antwoord("GET", &format!("{}/element/{oud}/name", self.sessie), &Value::Null);
            weg.get("error").is_some() && self.heeft("footer, body")
        });
    }

    /// Clicks with the mouse.
    #[track_caller]
    pub fn klik(&self, css: &str) {
        let id = self.zoek(css);
        self.doe(&format!("/element/{id}/click"), &json!({}));
    }

    /// Types into a field, after what stands there is taken away.
    #[track_caller]
    pub fn vul(&self, css: &str, tekst: &str) {
        let id = self.zoek(css);
        self.doe(&format!("/element/{id}/clear"), &json!({}));
        self.doe(&format!("/element/{id}/value"), &json!({ "text": tekst }));
    }

    /// Puts a file of this machine into a file field.
    #[track_caller]
    pub fn kies_bestand(&self, css: &str, pad: &str) {
        let id = self.zoek(css);
        self.doe(&format!("/element/{id}/value"), &json!({ "text": pad }));
    }

    /// The page as the browser holds it.
    #[track_caller]
    pub fn bron(&self) -> String {
        let t = self.vraag("GET", &format!("{}/source", self.sessie), &Value::Null);
        t.as_str().unwrap_or_default().to_owned()
    }

    /// Presses keys, whatever has the focus.
    #[track_caller]
    pub fn toets(&self, toetsen: &str) {
        let slagen: Vec<Value> = toetsen
            .chars()
            .flat_map(|c| ["keyDown", "keyUp"].map(|t| json!({ "type": t, "value": c.to_string() })))
            .collect();
        self.doe("/actions", &json!({ "actions": [{ "type": "key", "id": "toetsen", "actions": slagen }] }));
    }

    /// A command of the browser's own protocol.
    #[track_caller]
    pub fn cdp(&self, opdracht: &str, waarden: &Value) -> Value {
        self.doe("/goog/cdp/execute", &json!({ "cmd": opdracht, "params": waarden }))
    }

    /// Size of the window as the page sees it, and light or dark. Nothing moves.
    #[track_caller]
    pub fn beeld(&self, breed: u32, hoog: u32, stand: &str) {
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": breed, "height": hoog, "deviceScaleFactor": 1, "mobile": false }),
        );
        self.cdp(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [
                { "name": "prefers-color-scheme", "value": stand },
                { "name": "prefers-reduced-motion", "value": "reduce" },
            ] }),
        );
    }

    /// What the browser complained about since the last time.
    #[track_caller]
    pub fn klachten(&self) -> Vec<String> {
        let log = self.doe("/se/log", &json!({ "type": "browser" }));
        log.as_array().unwrap().iter().map(|r| r["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// A picture of the page from top to bottom, as PNG; long pages are cut off.
    #[track_caller]
    pub fn foto(&self, breed: u32) -> Vec<u8> {
        let hoog = self.js("return document.documentElement.scrollHeight").as_u64().unwrap().min(4000);
        let f = self.cdp(
            "Page.captureScreenshot",
            &json!({ "format": "png", "captureBeyondViewport": true,
                     "clip": { "x": 0, "y": 0, "width": breed, "height": hoog, "scale": 1 } }),
        );
        base64(f["data"].as_str().unwrap())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // a failing test may have left the driver without an answer: then it is only killed
        if !self.sessie.is_empty()
            && let Ok(mut s) = TcpStream::connect(("127.0.0.1", self.poort))
        {
            let _ = s.set_read_timeout(Some(Duration::from_secs(10)));
            let _ = write!(
                s,
                "DELETE {} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                self.sessie
            );
            let _ = s.read(&mut [0; 512]);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Waits until something holds.
#[track_caller]
pub fn wacht(wat: &str, mut klaar: impl FnMut() -> bool) {
    let tot = Instant::now() + Duration::from_secs(20);
    while !klaar() {
        assert!(Instant::now() < tot, "gebeurt niet: {wat}");
        std::thread::sleep(Duration::from_millis(40));
    }
}

fn base64(tekst: &str) -> Vec<u8> {
    let waarde = |c: u8| match c {
        b'A'..=b'Z' => Some(u32::from(c - b'A')),
        b'a'..=b'z' => Some(u32::from(c - b'a') + 26),
        b'0'..=b'9' => Some(u32::from(c - b'0') + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let mut uit = Vec::with_capacity(tekst.len() / 4 * 3);
    let (mut rest, mut bits) = (0_u32, 0);
    for w in tekst.bytes().filter_map(waarde) {
        rest = (rest << 6) | w;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            uit.push(u8::try_from((rest >> bits) & 0xff).unwrap());
            rest &= (1 << bits) - 1;
        }
    }
    uit
}
