//! What an answer means, in a table; and that both sides say the same at the end in every order of arrival.

use istandaard::verkeer::{Betekenis, Oordeel, Verzonden, betekenis};
use std::collections::BTreeSet;

#[test]
fn every_answer_in_every_state() {
    use {Betekenis as B, Oordeel as O, Verzonden as V};
    for (stand, oordeel, eerder, wat) in [
        (V::Wacht, O::Aanvaard, false, B::Geldt),
        (V::Wacht, O::Afgekeurd, false, B::Geldt),
        (V::Wacht, O::PerRegel, false, B::Geldt),
        // sent again, and the same verdict came back
        (V::Wacht, O::Aanvaard, true, B::Geldt),
        (V::Wacht, O::Afgekeurd, true, B::Geldt),
        (V::Wacht, O::PerRegel, true, B::Geldt),
        (V::Afgekeurd, O::Aanvaard, false, B::Herziet),
        (V::Afgekeurd, O::PerRegel, false, B::Herziet),
        (V::Afgekeurd, O::Afgekeurd, false, B::AndereRedenen),
        (V::Afgekeurd, O::Aanvaard, true, B::Bekend),
        (V::Afgekeurd, O::PerRegel, true, B::Bekend),
        (V::Afgekeurd, O::Afgekeurd, true, B::Bekend),
        (V::Aanvaard, O::Aanvaard, false, B::TeltNiet),
        (V::Aanvaard, O::PerRegel, false, B::TeltNiet),
        (V::Aanvaard, O::Afgekeurd, false, B::TeltNiet),
        (V::Aanvaard, O::Aanvaard, true, B::Bekend),
        (V::Aanvaard, O::PerRegel, true, B::Bekend),
        (V::Aanvaard, O::Afgekeurd, true, B::Bekend),
    ] {
        assert_eq!(betekenis(stand, oordeel, eerder), wat, "{stand:?} {oordeel:?} {eerder}");
    }
}

/// An answer: its number, and whether it approves.
type Antwoord = (u8, bool);

/// Both sides and what is on its way between them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Wereld {
    /// 0 waits, 1 rejected, 2 approved.
    zender: u8,
    gehad: BTreeSet<u8>,
    /// The last answer that the receiver gave, with the verdict that it stands for.
    ontvanger: Option<(Antwoord, u8)>,
    nummers: u8,
    /// What the receiver says from now on: 0 and 1 are rejections for another reason, 2 is an approval.
    oordeel: u8,
    heen: u8,
    terug: Vec<Antwoord>,
    opnieuw: u8,
    dubbel: u8,
}

impl Wereld {
    fn ontvangt(&mut self) {
        self.heen -= 1;
        let zelfde = self.ontvanger.filter(|(a, o)| a.1 || *o == self.oordeel);
        let antwoord = zelfde.map_or((self.nummers, self.oordeel == 2), |(a, _)| a);
        if zelfde.is_none() {
            self.nummers += 1;
            self.ontvanger = Some((antwoord, self.oordeel));
        }
        self.terug.push(antwoord);
        self.terug.sort_unstable();
    }

    fn krijgt(&mut self, i: usize) {
        let (nr, goed) = self.terug.remove(i);
        let stand = [Verzonden::Wacht, Verzonden::Afgekeurd, Verzonden::Aanvaard][usize::from(self.zender)];
        let oordeel = if goed { Oordeel::Aanvaard } else { Oordeel::Afgekeurd };
        match betekenis(stand, oordeel, self.gehad.contains(&nr)) {
            Betekenis::Geldt | Betekenis::Herziet => self.zender = if goed { 2 } else { 1 },
            Betekenis::AndereRedenen | Betekenis::Bekend | Betekenis::TeltNiet => {}
        }
        self.gehad.insert(nr);
    }

    /// Everything that can happen next.
    fn verder(&self) -> Vec<Self> {
        let mut uit = Vec::new();
        let mut kan = |f: &dyn Fn(&mut Self)| {
            let mut w = self.clone();
            f(&mut w);
            uit.push(w);
        };
        if self.heen > 0 {
            kan(&Self::ontvangt);
        }
        for i in 0..self.terug.len() {
            kan(&|w| w.krijgt(i));
            if self.dubbel > 0 {
                kan(&|w| {
                    w.dubbel -= 1;
                    w.terug.push(w.terug[i]);
                    w.terug.sort_unstable();
                });
            }
        }
        if self.heen > 0 && self.dubbel > 0 {
            kan(&|w| (w.dubbel, w.heen) = (w.dubbel - 1, w.heen + 1));
        }
        if self.zender == 1 && self.opnieuw > 0 {
            kan(&|w| (w.opnieuw, w.heen, w.zender) = (w.opnieuw - 1, w.heen + 1, 0));
        }
        if self.oordeel < 2 {
            kan(&|w| w.oordeel += 1);
        }
        uit
    }
}

#[test]
fn both_sides_say_the_same_in_every_order_of_arrival() {
    let begin = Wereld {
        zender: 0,
        gehad: BTreeSet::new(),
        ontvanger: None,
        nummers: 0,
        oordeel: 0,
        heen: 1,
        terug: Vec::new(),
        opnieuw: 2,
        dubbel: 2,
    };
    let (mut gezien, mut open, mut einden) = (BTreeSet::new(), vec![begin], BTreeSet::new());
    while let Some(w) = open.pop() {
        if w.heen == 0 && w.terug.is_empty() {
            // nothing on its way: both have the same verdict
            assert_eq!(w.zender == 2, w.ontvanger.is_some_and(|(a, _)| a.1), "{w:?}");
            assert_ne!(w.zender, 0, "{w:?}");
            einden.insert((w.zender, w.nummers));
        }
        if gezien.insert(w.clone()) {
            open.extend(w.verder());
        }
    }
    assert!(gezien.len() > 500, "{}", gezien.len());
    // approved at once, rejected for good, and everything in between
    assert!(einden.contains(&(2, 1)) && einden.contains(&(1, 1)) && einden.contains(&(2, 3)), "{einden:?}");
}
