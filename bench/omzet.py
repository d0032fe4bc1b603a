"""The dry run of a conversion as a plain loop: what `maatwerk omzet --proef` is compared with.

The key of drechtsteden-ib-2016 by hand. It reads, checks and judges every row, finds duplicates and overlaps, and adds
up; it writes no lists. Prints the same figures as JSON.
"""
import csv
import json
import sys
from collections import Counter
from datetime import date

DAG = date(2016, 1, 1)
GROEPEN = {}
for groep, codes in {
    "begeleiding": ["H300", "H150", "BG", "BGI"],
    "speciaal": ["H152", "H153"],
    "buiten": ["PV", "H126", "H127", "H531", "BGG", "VB"],
}.items():
    for code in codes:
        GROEPEN[code] = groep
VOOR = {
    "begeleiding": [0, 234000, 702000, 1287000, 1989000, 2691000, 3393000, 4212000, 5265000],
    "speciaal": [0, 364000, 1092000, 2002000, 3094000, 4186000, 5278000, 6552000, 8190000],
}
NA = {"begeleiding": (33766 * 13, 112499 * 13), "speciaal": ((33766 + 11045) * 13, (112499 + 36800) * 13)}


def elfproef(bsn):
    if len(bsn) != 9 or not bsn.isdigit():
        return False
    som = 0
    for cijfer, gewicht in zip(bsn, (9, 8, 7, 6, 5, 4, 3, 2, -1)):
        som += int(cijfer) * gewicht
    return som % 11 == 0 and bsn != "000000000"


def beoordeel(functie, klasse, ingang, einde):
    if einde is not None and einde < DAG:
        return "geeindigd", 0, 0
    if ingang > DAG:
        return "nog_niet", 0, 0
    groep = GROEPEN.get(functie.upper().replace(" ", "").replace("-", ""))
    if groep is None or groep == "buiten" or klasse < 1:
        return "past_niet", 0, 0
    voor = VOOR[groep][klasse]
    na = NA[groep][0 if klasse <= 2 else 1]
    verschil = na - voor
    if verschil * 100 < -50 * voor or verschil * 100 > 100 * voor:
        return "eerst_indicatie", voor, na
    return "omzetten", voor, na


def main(pad):
    rijen = []
    nummers = {}
    personen = {}
    fout = 0
    with open(pad, newline="", encoding="utf-8") as f:
        lezer = csv.reader(f)
        next(lezer)
        for rij in lezer:
            try:
                nummer, bsn, gemeente, agb, functie, klasse, van, tot = rij
                if not elfproef(bsn) or len(gemeente) != 4 or len(agb) != 8 or not nummer:
                    raise ValueError
                ingang = date.fromisoformat(van)
                einde = date.fromisoformat(tot) if tot else None
                if einde is not None and einde < ingang:
                    raise ValueError
                klasse = int(klasse)
            except ValueError:
                fout += 1
                continue
            soort, voor, na = beoordeel(functie, klasse, ingang, einde)
            plek = len(rijen)
            rijen.append([soort, gemeente, agb, klasse, voor, na, rij])
            nummers.setdefault((gemeente, nummer), []).append(plek)
            if soort in ("omzetten", "eerst_indicatie"):
                personen.setdefault(bsn, []).append(plek)
    for plekken in nummers.values():
        if len(plekken) > 1:
            eerste = rijen[plekken[0]][6]
            if any(rijen[p][6] != eerste for p in plekken):
                rijen[plekken[0]][0] = "dubbel"
            for p in plekken[1:]:
                rijen[p][0] = "dubbel"
    for plekken in personen.values():
        if len(plekken) < 2:
            continue
        over = []
        for p in plekken:
            if rijen[p][0] == "dubbel":
                continue
            if any(rijen[q][6][1:] == rijen[p][6][1:] for q in over):
                rijen[p][0] = "dubbel"
            else:
                over.append(p)
        if len(over) > 1:
            for p in over:
                rijen[p][0] = "overlap"
    uitkomsten = Counter()
    sneden = {"gemeente": {}, "aanbieder": {}, "klasse": {}}
    totaal = [0, 0]
    for soort, gemeente, agb, klasse, voor, na, _ in rijen:
        uitkomsten[soort] += 1
        if soort != "omzetten":
            continue
        totaal[0] += voor
        totaal[1] += na
        for naam, welke in (("gemeente", gemeente), ("aanbieder", agb), ("klasse", str(klasse))):
            deel = sneden[naam].setdefault(welke, [0, 0, 0])
            deel[0] += 1
            deel[1] += voor
            deel[2] += na
    print(json.dumps({"fout": fout, "uitkomsten": uitkomsten, "totaal": totaal, "sneden": sneden}))


main(sys.argv[1])
