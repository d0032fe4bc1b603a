# language: nl
# Elk geval is een beslissing uit het document. De namen met streepjes zijn criteria; maatwerk kader toon drechtsteden-ib-2016
# laat zien wat ze betekenen.
Functionaliteit: Individuele begeleiding in de Drechtsteden (2016)
  Kader: drechtsteden-ib-2016

  Achtergrond:
    Gegeven de dag is 2016-06-01
    En de cliënt woont in gemeente 0505
    En wel: beperking-of-chronisch, want er is een vastgestelde angststoornis
    En wel: thuis-blijven-lukt-niet, want zonder steun komt er een huisuitzetting
    En niet: verwaarlozing, want zij zorgt goed voor zichzelf
    En niet: ernstige-overlast, want er zijn geen meldingen
    En niet: dagbesteding-bereikt-het, want er is geen dagbesteding
    En niet: ander-aanbod-bereikt-het, want een cursus is geprobeerd en hielp niet
    En niet: verblijf-noodzakelijk, want wonen gaat goed
    En niet: permanent-toezicht, want er is geen gevaar
    En niet: zelfstandig-wonen-lukt-niet
    En niet: thuis-duurder-dan-verblijf
    En niet: ernstig-gedragsprobleem, want het gedrag is rustig
    En niet: lopende-h152-of-h153
    En niet: complexe-situatie, want het gaat om een ding
    En er is gemeten met zrm-11
    En overige leefgebieden: volledig
    En op financien: niet
    En werk op financien: 3 uur aanleren_oefenen
    En werk op financien: 1 uur toezicht_stimuleren

  Scenario: 1. Wie haar geld niet kan beheren en dat kan leren, krijgt IB2
    Bron: drechtsteden-ib-2016 | Klantsegmenten, Doelgroep IB
    Bron: drechtsteden-ib-2016 | Waardepropositie, NB
    Als de consulent advies vraagt
    Dan IB2 voldoet
    En IB1 voldoet niet om precies: categorie
    En IB3 voldoet niet om precies: categorie, toegang-ib3/complexe-situatie
    En IB2-opslag voldoet niet om precies: opslag-gedrag/ernstig-gedragsprobleem, opslag-omzetting/lopende-h152-of-h153
    En het advies is IB2
    En te bestellen is: IB2
    En een plicht is ondersteuningsplan
    En de mix is 25 / 75 / 0
    En over de mix staat er: De voorsprong op toezicht en stimuleren is 2 uur per week (50 procentpunt). De grens ligt bij een verschuiving van 1 uur.

  Abstract Scenario: 2. Alleen niet en beperkt zelfredzaam tellen
    Bron: drechtsteden-ib-2016 | Resultaatgebieden IB
    Gegeven op financien: <niveau>
    Als de consulent advies vraagt
    Dan IB2 <uitkomst>

    Voorbeelden:
      | niveau    | uitkomst                                      |
      | niet      | voldoet                                       |
      | beperkt   | voldoet                                       |
      | voldoende | voldoet niet om toegang-ib/zelfredzaamheid-laag |
      | volledig  | voldoet niet om toegang-ib/zelfredzaamheid-laag |
      | acuut     | voldoet niet om toegang-ib/zelfredzaamheid-laag |

  Scenario: 3a. Acute problematiek op dagbesteding telt bij overlast
    Bron: drechtsteden-ib-2016 | Resultaatgebieden IB
    Gegeven op financien: volledig
    En op dagbesteding: acuut
    En werk op dagbesteding: 3 uur aanleren_oefenen
    En wel: acute-overlast, want de politie komt elke week
    Als de consulent advies vraagt
    Dan IB2 voldoet
    En uren die niet meetellen: 4

  Scenario: 3b. Of het overlast is, beoordeelt een mens
    Bron: drechtsteden-ib-2016 | Resultaatgebieden IB
    Gegeven op financien: volledig
    En op dagbesteding: acuut
    En werk op dagbesteding: 3 uur aanleren_oefenen
    En nog niet bekend: acute-overlast
    Als de consulent advies vraagt
    Dan bij IB2 is een oordeel nodig over precies: acute-overlast
    En er is geen advies

  Scenario: 3c. Acute geestelijke nood zonder gevaar is voor anderen
    Bron: drechtsteden-ib-2016 | Resultaatgebieden IB
    Gegeven op financien: volledig
    En op geestelijke-gezondheid: acuut
    En niet: acuut-gevaar, want de crisisdienst zag geen gevaar
    Als de consulent advies vraagt
    Dan IB2 voldoet niet om toegang-ib/zelfredzaamheid-laag
    En de uitleg noemt: Geestelijke gezondheid: acute problematiek

  Abstract Scenario: 4. Justitie telt alleen samen met geestelijke gezondheid of verslaving
    Bron: drechtsteden-ib-2016 | Resultaatgebieden IB
    Gegeven op financien: volledig
    En op justitie: beperkt
    En op verslaving: <verslaving>
    En op geestelijke-gezondheid: <geestelijk>
    En op huisvesting: <huisvesting>
    En werk op <werk>: 5 uur aanleren_oefenen
    En werk op justitie: 1 uur aanleren_oefenen
    Als de consulent advies vraagt
    Dan IB2 <uitkomst>
    En uren die niet meetellen: <weg>

    Voorbeelden:
      | verslaving | geestelijk | huisvesting | werk                   | uitkomst                                      | weg |
      | volledig   | volledig   | volledig    | huisvesting            | voldoet niet om toegang-ib/zelfredzaamheid-laag | 10 |
      | beperkt    | volledig   | volledig    | verslaving             | voldoet                                       | 4   |
      | volledig   | niet       | volledig    | geestelijke-gezondheid | voldoet                                       | 4   |
      | beperkt    | volledig   | niet        | huisvesting            | voldoet                                       | 5   |

  Abstract Scenario: 5. De boventoon bepaalt de categorie, en precies gelijk is voor een mens
    Bron: drechtsteden-ib-2016 | Waardepropositie, NB
    Gegeven er is geen werk: hiervoor
    En werk op financien: <toezicht> uur toezicht_stimuleren
    En werk op financien: <aanleren> uur aanleren_oefenen
    Als de consulent advies vraagt
    Dan <uitkomst>
    En over de mix staat er: <tekst>

    Voorbeelden:
      | toezicht | aanleren | uitkomst                                   | tekst                                  |
      | 2        | 2        | bij IB1 is een oordeel nodig over precies: werk | precies gelijk: dit is de grens        |
      | 2        | 2        | bij IB2 is een oordeel nodig over precies: werk | precies gelijk: dit is de grens        |
      | 2        | 2        | IB3 voldoet niet                           | precies gelijk: dit is de grens        |
      | 2,01     | 2        | het advies is IB1                          | een verschuiving van 0,005 uur         |
      | 2        | 2,01     | het advies is IB2                          | een verschuiving van 0,005 uur         |

  Scenario: 6. Werk op een leefgebied waar begeleiding niet aan de orde is, telt niet mee
    Bron: drechtsteden-ib-2016 | Resultaatgebieden IB
    Gegeven op huisvesting: voldoende
    En werk op huisvesting: 10 uur toezicht_stimuleren
    Als de consulent advies vraagt
    Dan het advies is IB2
    En uren die niet meetellen: 10
    En de uitleg noemt: telt niet mee: op dit leefgebied is ondersteuning niet aan de orde

  Scenario: 7. Categorie 3 is voor ingewikkelde situaties, en een andere categorie wordt niet geraden
    Bron: drechtsteden-ib-2016 | Waardepropositie, Ad 3
    Gegeven werk op financien: 8 uur helpen_overnemen_regie
    Als de consulent advies vraagt
    Dan IB3 voldoet niet om precies: toegang-ib3/complexe-situatie
    En er is geen advies

  Scenario: 8. Alle redenen samen, nooit alleen de eerste
    Bron: drechtsteden-ib-2016 | IB in relatie tot beschermd wonen, 1
    Gegeven wel: verblijf-noodzakelijk, want zij kan niet alleen zijn
    En wel: permanent-toezicht, want zij doet zichzelf pijn
    En wel: dagbesteding-bereikt-het, want zij gaat al vier dagen
    En niet: beperking-of-chronisch, want er is geen diagnose
    En de cliënt woont in gemeente 0796
    Als de consulent advies vraagt
    Dan IB2 voldoet niet om precies: verblijf-nodig/verblijf-noodzakelijk, verblijf-nodig/permanent-toezicht, dagbesteding-gaat-voor/dagbesteding-bereikt-het, toegang-ib/beperking-of-chronisch, toegang-ib/inwoner-drechtsteden

  Abstract Scenario: 9. Duurder dan met verblijf sluit uit, even duur niet
    Bron: drechtsteden-ib-2016 | IB in relatie tot beschermd wonen, 2
    Gegeven nog niet bekend: thuis-duurder-dan-verblijf
    En thuis: 1 x IB3
    En thuis: 1 x IB3-opslag
    En verblijf: wonen met verblijf voor € <verblijf> per vier weken
    Als de consulent advies vraagt
    Dan IB2 <uitkomst>
    En over de pakketten staat er: <tekst>

    Voorbeelden:
      | verblijf  | uitkomst                                                    | tekst                           |
      | 1.493,00  | voldoet                                                     | minder dan met verblijf         |
      | 1.492,99  | voldoet                                                     | evenveel als met verblijf: € 19.408,87 |
      | 1.492,98  | voldoet niet om te-duur-thuis/thuis-duurder-dan-verblijf      | meer dan met verblijf           |

  Scenario: 9b. Zonder prijs wordt er niet vergeleken
    Bron: drechtsteden-ib-2016 | IB in relatie tot beschermd wonen, 2
    Gegeven nog niet bekend: thuis-duurder-dan-verblijf
    En thuis: 1 x IB3
    En verblijf: 1 x beleving-1 uit dagbesteding-bwo-2016
    Als de consulent advies vraagt
    Dan bij IB2 ontbreken precies: thuis-duurder-dan-verblijf
    En de uitleg noemt: dit product heeft op deze dag geen prijs

  Scenario: 10. Ernstig gedrag geeft een opslag bovenop de prijs
    Bron: drechtsteden-ib-2016 | Financiën, opslag nieuwe indicaties vanaf 1-1-2016
    Gegeven wel: ernstig-gedragsprobleem, want door hersenletsel is er dagelijks agressie
    Als de consulent advies vraagt
    Dan het advies is IB2 met IB2-opslag
    En te bestellen is: IB2, IB2-opslag
    En IB1-opslag voldoet niet om IB1

  Abstract Scenario: 11. Categorie 2 is altijd eindig
    Bron: drechtsteden-ib-2016 | Waardepropositie, Ad 2
    Gegeven de ondersteuning loopt van <periode>
    Als de consulent advies vraagt
    Dan <uitkomst>

    Voorbeelden:
      | periode                              | uitkomst                        |
      | 2016-06-01 zonder einddatum          | bij IB2 ontbreken precies: periode |
      | 2016-06-01 tot en met 2016-12-31     | het advies is IB2               |

  Scenario: 12a. Een dagdeel dagbesteding is een uur begeleiding
    Bron: drechtsteden-ib-2016 | IB in relatie tot dagbesteding
    Gegeven ruil: 3 dagbesteding voor individuele begeleiding
    En wel: in-overleg
    En wel: inwoner-stemt-in
    En wel: staat-in-plan
    En wel: doel-dagbesteding-blijft, want een jobcoach werkt aan hetzelfde doel
    Als de consulent advies vraagt
    Dan de ruil mag: 3 dagdelen dagbesteding in te vullen met 3 uur individuele begeleiding.

  Scenario: 12b. Andersom mag niet
    Bron: drechtsteden-ib-2016 | IB in relatie tot dagbesteding
    Gegeven ruil: 3 individuele begeleiding voor dagbesteding
    Als de consulent advies vraagt
    Dan de ruil mag niet: Andersom mag niet.

  Scenario: 13. Een nieuwe cliënt eerst leren kennen kan kort met categorie 2
    Bron: drechtsteden-ib-2016 | Waardepropositie, Ad 2
    Gegeven werk op financien: 10 uur toezicht_stimuleren
    En wel: eerst-leren-kennen, want zij is net verhuisd en het beeld is onduidelijk
    Als de consulent advies vraagt
    Dan het advies is IB2
    En IB1 voldoet niet, met de woorden: er is een reden om IB2 te kiezen, wat de mix ook is

  Scenario: 14. Een open norm telt pas met een motivering
    Bron: drechtsteden-ib-2016 | Klantsegmenten, Doelgroep IB
    Gegeven wel: beperking-of-chronisch
    Als de consulent advies vraagt
    Dan bij IB2 is een oordeel nodig over precies: beperking-of-chronisch
    En de uitleg noemt: beoordeeld zonder motivering

  Abstract Scenario: 15. Het kader geldt een jaar
    Bron: drechtsteden-ib-2016 | Waardepropositie, Ad 2
    Gegeven de dag is <dag>
    Als de consulent advies vraagt
    Dan IB2 <uitkomst>

    Voorbeelden:
      | dag        | uitkomst                                                   |
      | 2015-12-31 | voldoet niet, met de woorden: geldt pas vanaf 1 januari 2016 |
      | 2016-01-01 | voldoet                                                    |
      | 2016-12-31 | voldoet                                                    |
      | 2017-01-01 | voldoet niet, met de woorden: gold tot en met 31 december 2016 |

  Scenario: 16. Met een meting van dertien leefgebieden telt elk deel van dagelijks leven
    Bron: drechtsteden-ib-2016 | Resultaatgebieden IB
    Gegeven er is gemeten met zrm-13
    En op financien: volledig
    En op basale-adl: acuut
    En op instrumentele-adl: beperkt
    En werk op instrumentele-adl: 2 uur aanleren_oefenen
    Als de consulent advies vraagt
    Dan het advies is IB2
    En uren die niet meetellen: 4

  Scenario: 17a. Een leefgebied dat niet is gemeten en waar wel werk is, wordt gevraagd
    Bron: drechtsteden-ib-2016 | Resultaatgebieden IB
    Gegeven niet gemeten: huisvesting
    En werk op huisvesting: 2 uur toezicht_stimuleren
    Als de consulent advies vraagt
    Dan bij IB2 ontbreken precies: zelfredzaamheid
    En bij IB1 ontbreken precies: zelfredzaamheid
    En IB3 voldoet niet

  Scenario: 17b. Wat niet bekend is wordt gevraagd
    Bron: drechtsteden-ib-2016 | Klantsegmenten, Doelgroep IB
    Gegeven nog niet bekend: beperking-of-chronisch
    En nog niet bekend: zelfstandig-wonen-lukt-niet
    En er is geen werk: nog niet
    Als de consulent advies vraagt
    Dan bij IB2 is een oordeel nodig over precies: beperking-of-chronisch, zelfstandig-wonen-lukt-niet, werk
