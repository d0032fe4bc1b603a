// Makes Bericht controleren quicker: drop files anywhere on the form, see how far it is, stop. Without this script
// the form does the same.
(() => {
  "use strict";
  const mb = (n) => (n / 1000000).toLocaleString("nl-NL", { maximumFractionDigits: 1 });
  const start = () => {
    const formulier = document.getElementById("controle");
    if (!formulier) return;
    const veld = document.getElementById("bestand");
    const voortgang = document.getElementById("voortgang");
    const balk = document.getElementById("balk");
    const tekst = document.getElementById("voortgang-tekst");
    const stop = document.getElementById("stop");
    const knop = formulier.querySelector("button[type=submit]");
    const vlak = formulier.closest("section");
    const hoogste = Number(formulier.dataset.hoogste);
    const samen = () => [...veld.files].reduce((s, f) => s + f.size, 0);
    // the browser shows this at the field and sends nothing
    const keur = () => {
      const teGroot = samen() > hoogste;
      veld.setCustomValidity(teGroot ? `De bestanden zijn samen groter dan ${mb(hoogste)} MB. Kies minder bestanden.` : "");
    };
    veld.addEventListener("change", keur);
    vlak.addEventListener("dragover", (e) => { e.preventDefault(); vlak.classList.add("sleep"); });
    vlak.addEventListener("dragleave", () => vlak.classList.remove("sleep"));
    vlak.addEventListener("drop", (e) => {
      e.preventDefault();
      vlak.classList.remove("sleep");
      if (e.dataTransfer.files.length) { veld.files = e.dataTransfer.files; keur(); veld.focus(); }
    });
    formulier.addEventListener("submit", (e) => {
      // a list that is asked as a file is a download: the browser does that best
      if (document.getElementById("uitvoer").value) return;
      e.preventDefault();
      const xhr = new XMLHttpRequest();
      const klaar = (woorden) => {
        stop.hidden = true;
        knop.disabled = false;
        tekst.textContent = woorden;
      };
      xhr.open("POST", formulier.action);
      xhr.responseType = "document";
      xhr.upload.addEventListener("progress", (p) => {
        balk.value = p.total ? (100 * p.loaded) / p.total : 0;
        tekst.textContent = `${mb(p.loaded)} van ${mb(p.total)} MB verstuurd en gecontroleerd`;
      });
      xhr.upload.addEventListener("load", () => {
        balk.removeAttribute("value");
        tekst.textContent = "Alles is verstuurd. Het laatste deel wordt gecontroleerd.";
      });
      xhr.addEventListener("load", () => {
        const nieuw = xhr.response && xhr.response.querySelector("main");
        if (!nieuw) { klaar("Er kwam geen leesbaar antwoord. Probeer het opnieuw. Er is niets bewaard."); return; }
        document.querySelector("main").replaceWith(document.adoptNode(nieuw));
        start();
        document.querySelector("h1").focus();
        window.scrollTo(0, 0);
      });
      xhr.addEventListener("error", () => klaar("De verbinding is verbroken. Probeer het opnieuw. Er is niets bewaard."));
      xhr.addEventListener("abort", () => klaar("Gestopt. Er is niets bewaard."));
      stop.onclick = () => xhr.abort();
      knop.disabled = true;
      stop.hidden = false;
      voortgang.hidden = false;
      balk.value = 0;
      tekst.textContent = `0 van ${mb(samen())} MB verstuurd`;
      xhr.send(new FormData(formulier));
    });
  };
  start();
})();
