# language: nl
Functionaliteit: Begeleiding beschermd wonen met bereikbaarheid en huisvesting (Dordrecht 2021)
  Kader: dordrecht-bw-2021

  Achtergrond:
    Gegeven de dag is 2021-04-01
    En de cliënt woont in gemeente 0505
    En wel: psychische-problemen, want er is een psychose geweest
    En wel: redt-zich-nog-niet, want alleen wonen ging twee keer mis
    En wel: steun-dag-en-nacht, want vragen komen op elk moment
    En wel: kan-kort-wachten, want een telefoontje helpt tot de ochtend
    En wel: gewone-ib-past-niet, want die is er niet in de avond
    En wel: achtervang-nodig, want de nachten zijn moeilijk
    En niet: complexe-situatie, want het gaat om twee dingen
    En niet: kan-niet-zelf-huren, want zij heeft een eigen huurwoning
    En niet: woning-via-aanbieder
    En niet: motivering-in-plan
    En niet: van-intramuraal-naar-thuis
    En niet: ingrijpende-gebeurtenis
    En niet: meer-dan-de-bandbreedte, want de gewone ruimte is genoeg
    En wel: valt-onder-wmo
    En niet: steun-is-nodig, want zij vraagt er zelf om
    En niet: vraagt-geen-steun
    En niet: wil-steun-stoppen
    En niet: schulden
    En er is gemeten met zrm-13
    En op geestelijke-gezondheid: niet
    En overige leefgebieden: voldoende
    En werk op geestelijke-gezondheid: 2 uur aanleren_oefenen
    En werk op tijdsbesteding: 1 uur toezicht_stimuleren

  Scenario: 1. Begeleiding met iemand die 's nachts te bereiken is
    Bron: dordrecht-bw-2021 | Ad 1, Wat zijn de criteria
    Bron: dordrecht-bw-2021 | Ad. 2 Component bereikbaarheid
    Als de consulent advies vraagt
    Dan het advies is IB2 met bereikbaarheid
    En te bestellen is: IB2, bereikbaarheid
    En huisvesting voldoet niet om precies: toegang-huisvesting/kan-niet-zelf-huren, toegang-huisvesting/woning-via-aanbieder
    En geen plicht is budgetcoach

  Scenario: 2. Wie zijn vraag niet kort kan laten wachten, heeft iets zwaarders nodig
    Bron: dordrecht-bw-2021 | Ad 1, Wat zijn de criteria, 2
    Gegeven niet: kan-kort-wachten, want zij gaat dan dwalen
    Als de consulent advies vraagt
    Dan IB2 voldoet niet om precies: toegang-ib-bw/kan-kort-wachten
    En bereikbaarheid voldoet niet om IB2
    En er is geen advies

  Scenario: 3. Huisvesting als de cliënt nog niet zelf kan huren en de aanbieder de woning regelt
    Bron: dordrecht-bw-2021 | Ad. 3 Component huisvesting
    Gegeven wel: kan-niet-zelf-huren, want er staat nog een huurschuld
    En wel: woning-via-aanbieder
    Als de consulent advies vraagt
    Dan het advies is IB2 met bereikbaarheid en huisvesting

  Scenario: 4. De opslag komt in de plaats van de gewone prijs en is tijdelijk bij een overgang naar thuis
    Bron: dordrecht-bw-2021 | Ad. 1d, opslag op basis van omstandigheden
    Gegeven wel: van-intramuraal-naar-thuis
    En wel: motivering-in-plan
    Als de consulent advies vraagt
    Dan het advies is IB2 met IB2-opslag en bereikbaarheid
    En te bestellen is: IB2-opslag, bereikbaarheid
    En de duur van IB2-opslag is tijdelijk
    En een plicht is opslag-motiveren

  Scenario: 5. Zonder motivering in het plan geen opslag
    Bron: dordrecht-bw-2021 | Ad 1, Ad. 1d
    Gegeven wel: van-intramuraal-naar-thuis
    Als de consulent advies vraagt
    Dan IB2-opslag voldoet niet om precies: opslag-in-plan/motivering-in-plan
    En te bestellen is: IB2, bereikbaarheid

  Scenario: 6. Steun ontwijken is een grond die ook blijvend kan zijn
    Bron: dordrecht-bw-2021 | Ad. 1d, opslag op basis van gedrag
    Gegeven wel: steun-is-nodig, want zonder steun vervuilt de woning
    En wel: wil-steun-stoppen
    En wel: motivering-in-plan
    Als de consulent advies vraagt
    Dan het advies is IB2 met IB2-opslag en bereikbaarheid
    En de duur van IB2-opslag is tijdelijk of blijvend

  Scenario: 7. Een ingrijpende gebeurtenis telt alleen als de gewone ruimte niet genoeg is
    Bron: dordrecht-bw-2021 | Ad. 1d, opslag op basis van omstandigheden
    Gegeven wel: ingrijpende-gebeurtenis
    En wel: motivering-in-plan
    Als de consulent advies vraagt
    Dan IB2-opslag voldoet niet om opslag-omstandigheden/meer-dan-de-bandbreedte

  Abstract Scenario: 8. Hooguit een jaar, en de consulent kan met een goede reden verlengen
    Bron: dordrecht-bw-2021 | Ad 1, kenmerken en voetnoot
    Gegeven de ondersteuning loopt van 2021-04-01 tot en met <tot>
    En <reden>
    Als de consulent advies vraagt
    Dan <uitkomst>
    En IB2 kan uiterlijk tot en met 2022-03-31

    Voorbeelden:
      | tot        | reden                                                   | uitkomst                                                  |
      | 2022-03-31 | nog niet bekend: goede-reden-voor-langer                | IB2 voldoet                                               |
      | 2022-04-01 | nog niet bekend: goede-reden-voor-langer                | bij IB2 is een oordeel nodig over precies: goede-reden-voor-langer |
      | 2022-04-01 | wel: goede-reden-voor-langer, want de behandeling loopt door | IB2 voldoet                                               |
      | 2022-04-01 | niet: goede-reden-voor-langer, want het doel is bereikt | IB2 voldoet niet om langer-dan-een-jaar/goede-reden-voor-langer |

  Abstract Scenario: 9. Bij schulden een budgetcoach, tenzij een eigen specialist is afgestemd
    Bron: dordrecht-bw-2021 | Ad 1, Wat zijn de criteria
    Gegeven wel: schulden
    En <specialist>: eigen-financieel-specialist
    En <afgestemd>: afgestemd-met-consulent
    Als de consulent advies vraagt
    Dan <plicht> is budgetcoach

    Voorbeelden:
      | specialist | afgestemd | plicht      |
      | niet       | niet      | een plicht  |
      | wel        | niet      | een plicht  |
      | wel        | wel       | geen plicht |
