//! Hours from what was delivered, at the provider (IV079).

/// The whole hours to claim for the minutes delivered over a whole period: rounded half up, and at least one when
/// anything was delivered. The minutes of the period are added up first; parts are not rounded.
pub fn hele_uren(minuten: u32) -> u32 {
    if minuten == 0 { 0 } else { (minuten / 60 + u32::from(minuten % 60 >= 30)).max(1) }
}

#[cfg(test)]
mod tests {
    use super::hele_uren;

    #[test]
    fn iv079_a_month_of_minutes_becomes_whole_hours() {
        for (minuten, uren) in [
            (0, 0),
            (1, 1),
            (29, 1),
            (30, 1),
            (60, 1),
            (89, 1),
            (90, 2),
            (119, 2),
            (380, 6),
            (389, 6),
            (390, 7),
            (u32::MAX, 71_582_788),
        ] {
            assert_eq!(hele_uren(minuten), uren, "{minuten}");
        }
        // iv076: 3 and 4 times two hours and a half
        assert_eq!((hele_uren(450), hele_uren(600), hele_uren(150)), (8, 10, 3));
    }
}
