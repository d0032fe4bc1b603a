//! A small pool of connections: made when needed, at most `max`, waited for when all are out.

use crate::fout::Uitkomst;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

pub(crate) struct Pool<T> {
    max: usize,
    stand: Mutex<Stand<T>>,
    terug: Condvar,
}

struct Stand<T> {
    vrij: Vec<T>,
    open: usize,
}

impl<T> Pool<T> {
    pub(crate) fn new(max: usize) -> Self {
        Self { max, stand: Mutex::new(Stand { vrij: Vec::new(), open: 0 }), terug: Condvar::new() }
    }

    // A panic in a closure cannot leave the list itself half changed, so a poisoned lock is used on.
    fn stand(&self) -> MutexGuard<'_, Stand<T>> {
        self.stand.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a free one, or makes one, or waits.
    pub(crate) fn neem(&self, maak: impl FnOnce() -> Uitkomst<T>) -> Uitkomst<Lening<'_, T>> {
        let mut stand = self.stand();
        loop {
            if let Some(ding) = stand.vrij.pop() {
                return Ok(Lening { pool: self, ding: Some(ding), nieuw: false });
            }
            if stand.open < self.max {
                stand.open += 1;
                break;
            }
            stand = self.terug.wait(stand).unwrap_or_else(PoisonError::into_inner);
        }
        drop(stand);
        // From here the place is counted; the lease gives it back, whatever happens.
        let mut lening = Lening { pool: self, ding: None, nieuw: true };
        lening.ding = Some(maak()?);
        Ok(lening)
    }

    /// Takes a free one, or makes one; nothing when all are out.
    pub(crate) fn probeer(&self, maak: impl FnOnce() -> Uitkomst<T>) -> Uitkomst<Option<Lening<'_, T>>> {
        let mut stand = self.stand();
        if let Some(ding) = stand.vrij.pop() {
            return Ok(Some(Lening { pool: self, ding: Some(ding), nieuw: false }));
        }
        if stand.open >= self.max {
            return Ok(None);
        }
        stand.open += 1;
        drop(stand);
        let mut lening = Lening { pool: self, ding: None, nieuw: true };
        lening.ding = Some(maak()?);
        Ok(Some(lening))
    }

    /// Takes all that are free out of the pool.
    pub(crate) fn leeg(&self) -> Vec<T> {
        let mut stand = self.stand();
        let vrij = std::mem::take(&mut stand.vrij);
        stand.open -= vrij.len();
        vrij
    }
}

/// A connection on loan; it goes back when dropped.
pub(crate) struct Lening<'p, T> {
    pool: &'p Pool<T>,
    ding: Option<T>,
    /// Made for this loan, so not gone stale in the pool.
    pub(crate) nieuw: bool,
}

impl<T> Lening<'_, T> {
    /// Does not give it back: it is broken.
    pub(crate) fn weg(mut self) -> Option<T> {
        self.ding.take()
    }

    /// What was lent; absent only while being made.
    pub(crate) fn get(&mut self) -> Option<&mut T> {
        self.ding.as_mut()
    }
}

impl<T> Drop for Lening<'_, T> {
    fn drop(&mut self) {
        let mut stand = self.pool.stand();
        match self.ding.take() {
            Some(ding) => stand.vrij.push(ding),
            None => stand.open -= 1,
        }
        drop(stand);
        self.pool.terug.notify_one();
    }
}
