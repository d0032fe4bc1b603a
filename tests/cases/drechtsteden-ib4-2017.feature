# language: nl
Functionaliteit: IB4, geclusterd wonen in de Drechtsteden (2017)
  Kader: drechtsteden-ib4-2017

  Achtergrond:
    Gegeven de dag is 2017-03-01
    En de cliënt woont in gemeente 0505
    En wel: indicatie-beschermd-wonen
    En wel: kan-uitstromen, want het gaat al een half jaar goed
    En niet: indicatie-verblijf-jeugdwet
    En niet: instelling-in-drechtsteden
    En wel: kan-leren-zelfstandig-wonen, want hij kookt en betaalt al zelf
    En wel: zelfstandige-woonruimte
    En wel: betaalt-huur
    En wel: ib2-past-niet, want er zijn ook vragen in het weekend
    En wel: kan-wachten-tot-dagdeel, want hij wacht tot de middag
    En niet: vraagt-steun-in-nacht
    En wel: niet-altijd-planbaar, want spanning komt onverwacht
    En geteld: aantal-bewoners is 8
    En wel: tussen-andere-bewoners
    En niet: verschillende-adressen
    En de woning ligt op 250 meter van de steun
    En geteld: ontmoetingsplekken is 1

  Scenario: 1. Wie uit beschermd wonen vertrekt en aan alles voldoet, krijgt IB4
    Bron: drechtsteden-ib4-2017 | Ad 1, Wat zijn de criteria
    Als de consulent advies vraagt
    Dan IB4 voldoet
    En het advies is IB4
    En een plicht is steun-dichtbij

  Scenario: 2. Eerst of: ook een indicatie van de Jeugdwet in de Drechtsteden is goed
    Bron: drechtsteden-ib4-2017 | Ad 1, Wat zijn de criteria, 2
    Gegeven niet: indicatie-beschermd-wonen
    En niet: kan-uitstromen, want er is geen indicatie
    En wel: indicatie-verblijf-jeugdwet
    En wel: instelling-in-drechtsteden
    Als de consulent advies vraagt
    Dan IB4 voldoet

  Scenario: 3. Dan en: met een indicatie maar zonder huur niet
    Bron: drechtsteden-ib4-2017 | Ad 1, Wat zijn de criteria, 5
    Gegeven wel: indicatie-verblijf-jeugdwet
    En wel: instelling-in-drechtsteden
    En niet: betaalt-huur
    Als de consulent advies vraagt
    Dan IB4 voldoet niet om precies: toegang-ib4/betaalt-huur

  Scenario: 4. Een instelling buiten de Drechtsteden telt niet, en een indicatie zonder uitstroom ook niet
    Bron: drechtsteden-ib4-2017 | Ad 1, Wat zijn de criteria, 2
    Gegeven niet: kan-uitstromen, want het is te vroeg
    En wel: indicatie-verblijf-jeugdwet
    Als de consulent advies vraagt
    Dan IB4 voldoet niet om precies: toegang-ib4/kan-uitstromen, toegang-ib4/instelling-in-drechtsteden

  Abstract Scenario: 5. Drie tot en met veertien bewoners
    Bron: drechtsteden-ib4-2017 | Ad 1, geclusterde woonsetting, a
    Gegeven geteld: aantal-bewoners is <bewoners>
    Als de consulent advies vraagt
    Dan IB4 <uitkomst>

    Voorbeelden:
      | bewoners | uitkomst                                                                       |
      | 2        | voldoet niet, met de woorden: Het is 2 personen; nodig is van 3 tot en met 14 personen |
      | 3        | voldoet                                                                        |
      | 14       | voldoet                                                                        |
      | 15       | voldoet niet, met de woorden: Het is 15 personen; nodig is van 3 tot en met 14 personen |

  Abstract Scenario: 6. Precies duizend meter is binnen de straal
    Bron: drechtsteden-ib4-2017 | Ad 1, geclusterde woonsetting, c
    Gegeven de woning ligt op <meter> meter van de steun
    Als de consulent advies vraagt
    Dan IB4 <uitkomst>

    Voorbeelden:
      | meter    | uitkomst                                                        |
      | 999,999  | voldoet                                                         |
      | 1000     | voldoet                                                         |
      | 1000,001 | voldoet niet om geclusterde-woonsetting/afstand-steun           |
      | 1000,001 | voldoet niet, met de woorden: Het is 1000,001 meter; nodig is hooguit 1000 meter |

  Scenario: 7. Een antwoord dat niet klopt met de plaatsen wordt nagevraagd
    Bron: drechtsteden-ib4-2017 | Ad 1, geclusterde woonsetting, c
    Gegeven de woning ligt op 1200 meter van de steun
    En geteld: afstand-steun is 900
    Als de consulent advies vraagt
    Dan bij IB4 ontbreken precies: afstand-steun
    En de uitleg noemt: het antwoord zegt iets anders

  Abstract Scenario: 8. Een vraag in de nacht moet kunnen wachten tot de ochtend
    Bron: drechtsteden-ib4-2017 | Ad 1, Wat zijn de criteria, 7
    Gegeven <nacht>: vraagt-steun-in-nacht
    En <wacht>: nacht-kan-wachten, want zo is het in het plan beschreven
    Als de consulent advies vraagt
    Dan IB4 <uitkomst>

    Voorbeelden:
      | nacht | wacht | uitkomst                                                                          |
      | niet  | niet  | voldoet                                                                           |
      | wel   | wel   | voldoet                                                                           |
      | wel   | niet  | voldoet niet om precies: toegang-ib4/vraagt-steun-in-nacht, toegang-ib4/nacht-kan-wachten |

  Scenario: 9. Alles van de woonsetting moet kloppen, en alles wat niet klopt wordt genoemd
    Bron: drechtsteden-ib4-2017 | Ad 1, geclusterde woonsetting, a tot en met d
    Gegeven geteld: aantal-bewoners is 15
    En niet: tussen-andere-bewoners
    En de woning ligt op 1500 meter van de steun
    En geteld: ontmoetingsplekken is 0
    Als de consulent advies vraagt
    Dan IB4 voldoet niet om precies: geclusterde-woonsetting/aantal-bewoners, geclusterde-woonsetting/tussen-andere-bewoners, geclusterde-woonsetting/verschillende-adressen, geclusterde-woonsetting/afstand-steun, geclusterde-woonsetting/ontmoetingsplekken

  Abstract Scenario: 10. Hooguit drie jaar, en langer is maatwerk met een motivering
    Bron: drechtsteden-ib4-2017 | Ad 1, definitie; voetnoot 1
    Gegeven de ondersteuning loopt van 2017-03-01 tot en met <tot>
    En <langer>
    Als de consulent advies vraagt
    Dan <uitkomst>
    En IB4 kan uiterlijk tot en met 2020-02-29

    Voorbeelden:
      | tot        | langer                                                  | uitkomst                                             |
      | 2020-02-28 | nog niet bekend: hooguit-drie-jaar                      | IB4 voldoet                                          |
      | 2020-02-29 | nog niet bekend: hooguit-drie-jaar                      | IB4 voldoet                                          |
      | 2020-03-01 | nog niet bekend: hooguit-drie-jaar                      | bij IB4 is een oordeel nodig over precies: hooguit-drie-jaar |
      | 2020-03-01 | wel: hooguit-drie-jaar, want zijn woning komt in mei vrij | IB4 voldoet                                          |
      | 2020-03-01 | niet: hooguit-drie-jaar, want hij kan met IB2 verder    | IB4 voldoet niet om hooguit-drie-jaar                |
