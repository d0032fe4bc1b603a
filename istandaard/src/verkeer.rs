//! What an answer means for the message that it answers.
//!
//! Each message gets one answer (IV028, IV087). Yet answers come twice, late and in another order, and a rejected message
//! counts as not sent (OP286): when the very same bytes come again, sent once more or doubled on the way, they are judged
//! anew. A receiver never takes an approval back. So an approval always holds, whatever was answered before or comes
//! after it, and a rejection holds until there is an approval. With that both sides end up saying the same in every order
//! of arrival.
//!
//! | the message | a new answer that approves | that rejects | the very same answer once more |
//! |---|---|---|---|
//! | waits | holds | holds | holds |
//! | was rejected | holds after all | other reasons | known |
//! | was approved | does not count | does not count | known |
//!
//! A message that waits and gets an answer that it had before was sent again after that rejection: its receiver reached the
//! same verdict, and gives the same answer. Should it be the old one that was late, then the approval that follows still
//! holds.

/// How a message stands with who sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verzonden {
    /// It waits for an answer.
    Wacht,
    /// It was rejected and counts as not sent.
    Afgekeurd,
    /// It was approved, a claim perhaps in part.
    Aanvaard,
}

/// What an answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oordeel {
    /// The message is approved.
    Aanvaard,
    /// The message is rejected.
    Afgekeurd,
    /// That is only known once all its lines were read: a 325.
    PerRegel,
}

/// What an answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Betekenis {
    /// The message gets this verdict.
    Geldt,
    /// The message gets this verdict after all: first what its rejection took out of the book is put back.
    Herziet,
    /// The message stays rejected; these are the reasons now.
    AndereRedenen,
    /// This answer was processed before: nothing changes.
    Bekend,
    /// The message was approved and stays so: this is told to whoever reads the answer, and nothing changes.
    TeltNiet,
}

/// What an answer means for a message. `eerder`: the very same bytes were processed before.
pub fn betekenis(stand: Verzonden, oordeel: Oordeel, eerder: bool) -> Betekenis {
    match (stand, oordeel) {
        (Verzonden::Wacht, _) => Betekenis::Geldt,
        _ if eerder => Betekenis::Bekend,
        (Verzonden::Afgekeurd, Oordeel::Aanvaard | Oordeel::PerRegel) => Betekenis::Herziet,
        (Verzonden::Afgekeurd, Oordeel::Afgekeurd) => Betekenis::AndereRedenen,
        (Verzonden::Aanvaard, _) => Betekenis::TeltNiet,
    }
}
