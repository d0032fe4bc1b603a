//! Step 6, levering: start and stop.
