# language: nl
Functionaliteit: Specialistische ondersteuning in de Meierij (2020)
  Kader: meierij-2020

  Achtergrond:
    Gegeven de dag is 2020-05-01
    En de cliënt woont in gemeente 0796
    En wel: voorliggend-niet-genoeg, want het netwerk en het wijkteam zijn geprobeerd

  Abstract Scenario: 1. Waakvlam, basis of extra: de zwaarste die past gaat voor
    Bron: meierij-inkoopstrategie-2020 | bijlage A.1
    Gegeven gevraagd: IB
    En wel: vraag-zelfredzaam-meedoen, want hij vraagt hulp bij zijn week
    En wel: beperkt-in-functioneren, want hij heeft een verstandelijke beperking
    En niet: risico-zelfstandigheid, want wonen gaat goed
    En <veel>: problemen-op-veel-gebieden, want zo staat het in het verslag
    En <intensief>: intensieve-steun-nodig, want zo staat het in het verslag
    En <veilig>: veiligheid-in-gevaar, want zo staat het in het verslag
    En <geen>: geen-andere-voorziening, want zo staat het in het verslag
    En <afbouw>: afbouw-na-intensief, want zo staat het in het verslag
    En niet: stabiel-houden, want er is meer nodig
    En <functioneren>: zelfstandig-functioneren, want zo staat het in het verslag
    Als de consulent advies vraagt
    Dan <uitkomst>

    Voorbeelden:
      | veel | intensief | veilig | geen | afbouw | functioneren | uitkomst                     |
      | niet | niet      | niet   | niet | niet   | wel          | het advies is IB-basis       |
      | niet | niet      | niet   | niet | wel    | wel          | het advies is IB-waakvlam    |
      | wel  | wel       | niet   | niet | wel    | wel          | het advies is IB-extra       |
      | wel  | niet      | niet   | niet | niet   | wel          | het advies is IB-basis       |
      | niet | niet      | wel    | wel  | niet   | wel          | het advies is IB-extra       |
      | niet | niet      | wel    | niet | niet   | wel          | het advies is IB-basis       |
      | niet | niet      | niet   | niet | niet   | niet         | er is geen advies            |

  Scenario: 2. Zolang extra nog open is, is er geen advies voor basis
    Bron: meierij-inkoopstrategie-2020 | bijlage A.1
    Gegeven gevraagd: IB
    En wel: vraag-zelfredzaam-meedoen, want hij vraagt hulp bij zijn week
    En wel: risico-zelfstandigheid, want zijn huis vervuilt
    En niet: beperkt-in-functioneren, want er is geen beperking
    En wel: problemen-op-veel-gebieden, want geld, huis en gezin
    En niet: veiligheid-in-gevaar, want er is geen gevaar
    En wel: zelfstandig-functioneren, want dat is het doel
    Als de consulent advies vraagt
    Dan bij IB-extra is een oordeel nodig over precies: intensieve-steun-nodig, geen-andere-voorziening
    En IB-basis voldoet
    En er is geen advies

  Scenario: 3. Voorliggend gaat voor, bij elk product
    Bron: meierij-inkoopstrategie-2020 | hoofdstuk 2; §3.1; bijlage A.1
    Gegeven niet: voorliggend-niet-genoeg, want de inloop in de wijk is genoeg
    Als de consulent advies vraagt
    Dan IB-basis voldoet niet om toegang-ib/voorliggend-niet-genoeg
    En DB-basis voldoet niet om toegang-db/voorliggend-niet-genoeg
    En KDV-basis voldoet niet om toegang-kdv/voorliggend-niet-genoeg
    En er is geen advies

  Scenario: 4. Dagbesteding extra bij weinig ziekte-inzicht
    Bron: meierij-inkoopstrategie-2020 | bijlage A.2, Extra
    Gegeven gevraagd: DB
    En wel: dag-zelf-invullen-lukt-niet, want zij komt niet buiten
    En wel: sterk-minder-zelfregie, want zij heeft dementie
    En wel: niet-zelf-actief, want alles moet worden voorgedaan
    En wel: weinig-ziekte-inzicht, want zij zegt dat er niets is
    En wel: dagprogramma-past, want er is een groep in de buurt
    En wel: niet-zelf-vervoer, want zij verdwaalt
    En wel: netwerk-kan-niet-vervoeren
    Als de consulent advies vraagt
    Dan het advies is DB-extra
    En DB-basis voldoet
    En een plicht is vervoer-dagbesteding

  Abstract Scenario: 5. Kortdurend verblijf: basis of extra volgt uit de steun die er thuis is
    Bron: meierij-inkoopstrategie-2020 | bijlage A.3
    Gegeven gevraagd: KDV
    En wel: intensief-toezicht, want hij kan niet alleen zijn
    En wel: ontlasting-noodzakelijk, want zijn vrouw is op
    En wel: woont-thuis
    En <steun>: steun-nodig-bij-verblijf, want zo staat het in het verslag
    En <thuis>: thuis-maatwerkvoorziening
    Als de consulent advies vraagt
    Dan het advies is <product>
    En <plicht> is thuissteun-loopt-door

    Voorbeelden:
      | steun | thuis | product   | plicht      |
      | niet  | niet  | KDV-basis | geen plicht |
      | niet  | wel   | KDV-basis | een plicht  |
      | wel   | wel   | KDV-basis | een plicht  |
      | wel   | niet  | KDV-extra | geen plicht |

  Scenario: 6. Wie niet thuis woont, krijgt geen kortdurend verblijf
    Bron: meierij-inkoopstrategie-2020 | bijlage A.3
    Gegeven gevraagd: KDV
    En wel: intensief-toezicht, want hij kan niet alleen zijn
    En wel: ontlasting-noodzakelijk, want zijn vrouw is op
    En niet: woont-thuis
    En niet: steun-nodig-bij-verblijf, want die is er al
    Als de consulent advies vraagt
    Dan KDV-basis voldoet niet om precies: toegang-kdv/woont-thuis

  Scenario: 7. Buiten de producten om alleen met een oordeel van de gemeente, een plan en een offerte
    Bron: meierij-inkoopstrategie-2020 | §5.1
    Gegeven er is: plan van aanpak
    Als de consulent advies vraagt
    Dan de route plan-en-offerte vraagt nog om plan-en-offerte, offerte

  Scenario: 8. Met alles erbij staat die route open
    Bron: meierij-inkoopstrategie-2020 | §5.1
    Gegeven wel: plan-en-offerte, want er zijn vier kinderen, schulden, geweld en een dreigende uitzetting
    En er is: plan van aanpak
    En er is: offerte
    Als de consulent advies vraagt
    Dan de route plan-en-offerte staat open

  Scenario: 9. Een gemeente die niet meedoet
    Bron: meierij-inkoopstrategie-2020 | bijlage A.1
    Gegeven de cliënt woont in gemeente 0505
    En gevraagd: IB
    Als de consulent advies vraagt
    Dan IB-basis voldoet niet om gemeenten
