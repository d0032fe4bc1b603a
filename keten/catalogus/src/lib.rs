//! Step 2, catalogus: products and tariffs in force on a date.
