//! Writes the seeds of a target into a folder: `zaden lezer FOLDER`. For `lezer` these are messages; for the others each
//! is a first byte that picks a kind, without a script.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let [_, doel, map] = args.as_slice() else {
        return Err(std::io::Error::other("zaden DOEL MAP"));
    };
    std::fs::create_dir_all(map)?;
    for (nr, zaad) in (0_u8..).zip(&*fuzz::doelen::ZADEN) {
        let inhoud = if doel == "lezer" { zaad.clone() } else { vec![nr] };
        std::fs::write(Path::new(map).join(format!("zaad-{nr:02}")), inhoud)?;
    }
    Ok(())
}
