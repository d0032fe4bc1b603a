//! What becomes of a rejected message that its sender does not make anew: now and then a person sends the very same bytes
//! once more (OP286). Mostly the verdict is the same, and so is the answer; sometimes what the message missed has come since.

use super::post::{Berichtsleutel, Naar, Post, hash};
use super::wereld::reeks;
use crate::demo::toeval::Toeval;
use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use crate::verzending::opnieuw::verstuur;
use istandaard::Soort;
use kern::{AgbCode, Gemeentecode};
use std::collections::{BTreeMap, HashSet};
use store::sql::keten as sql;

/// Rejections in a thousand on which the same bytes are sent again.
const PROMILLE: usize = 600;
/// So often at most.
const HOOGSTENS: u64 = 3;

/// What was done about rejected messages so far.
#[derive(Debug, Default)]
pub(super) struct Herhaald {
    /// Rejections that were looked at.
    bekeken: HashSet<(Naar, i64)>,
    /// Messages that were sent again, and how often.
    keer: BTreeMap<(Naar, i64), u64>,
}

impl Herhaald {
    /// How often a message was sent again in all.
    pub(super) fn keer(&self) -> u64 {
        self.keer.values().sum()
    }

    /// The messages that were sent again.
    pub(super) fn berichten(&self) -> impl Iterator<Item = (Naar, i64)> + '_ {
        self.keer.keys().copied()
    }

    /// A party looks at what was rejected since it last did. Returns how many messages are sent again.
    pub(super) fn stuur(
        &mut self,
        zaad: u64,
        post: &Post,
        wie: Naar,
        o: &Omgeving,
        g: Gemeentecode,
    ) -> Uitkomst<usize> {
        let afgekeurd = o.db.read(|tx| {
            tx.query_alle(sql::KETEN_AFGEKEURD, &[(&g).into()], |r| {
                let sleutel: Option<Berichtsleutel> = Soort::parse(r.text(1)?)
                    .zip(AgbCode::parse(r.text(2)?).ok())
                    .map(|(soort, agb)| Ok::<_, store::StoreFout>((soort, agb, r.string(3)?)))
                    .transpose()?;
                Ok((r.i64(0)?, sleutel))
            })
        })?;
        let mut gedaan = 0;
        for (id, sleutel) in afgekeurd {
            let Some(kans) = sleutel.and_then(|s| post.kans(&s)) else { continue };
            if !self.bekeken.insert((wie, id)) {
                continue;
            }
            let keer = self.keer.get(&(wie, id)).copied().unwrap_or(0);
            let kans = hash(&[&kans.to_le_bytes(), &keer.to_le_bytes()]);
            let wil = Toeval::voor(zaad, reeks::HERHAAL, kans).promille(PROMILLE);
            // a claim of which a line was claimed anew is refused here, and so stays as it is
            if keer < HOOGSTENS && wil && verstuur(o, g, id)?.is_ok() {
                self.keer.insert((wie, id), keer + 1);
                // when it is rejected again it is looked at again
                self.bekeken.remove(&(wie, id));
                gedaan += 1;
            }
        }
        Ok(gedaan)
    }
}
