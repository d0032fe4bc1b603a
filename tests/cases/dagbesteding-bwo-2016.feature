# language: nl
Functionaliteit: Dagbesteding, de indeling van de overlegtafel (2016)
  Kader: dagbesteding-bwo-2016

  Scenario: 1. Een arrangement zonder prijs is niet te geven, en het advies zegt waarom
    Bron: overlegtafel-bwo-2016-06-30 | Punt 3, Dagbesteding, tweede arrangement
    Gegeven de dag is 2016-09-01
    En gevraagd: ARBEID
    Als de consulent advies vraagt
    Dan arbeid voldoet niet, met de woorden: Er is nog geen prijs
    En er is geen advies
