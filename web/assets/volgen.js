// Follows work that runs on the server: asks how far it is and shows it. Without this script a link does the same.
(() => {
  "use strict";
  const vraag = async () => {
    const hier = document.querySelector("[data-volg]");
    if (!hier) return;
    try {
      const antwoord = await fetch(location.href, { headers: { accept: "text/html" } });
      if (antwoord.ok) {
        const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html");
        const daar = nieuw.querySelector("[data-volg]");
        if (daar) {
          hier.querySelector("progress").value = daar.querySelector("progress").value;
          hier.querySelector("p").textContent = daar.querySelector("p").textContent;
        } else if (nieuw.querySelector("main")) {
          document.querySelector("main").replaceWith(document.adoptNode(nieuw.querySelector("main")));
          document.querySelector("h1").focus();
          return;
        }
      }
    } catch { /* the next time, or the link */ }
    setTimeout(vraag, 1500);
  };
  setTimeout(vraag, 1000);
})();
