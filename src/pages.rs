//! Pages about the command line itself: the manual page, and what lets shells complete the options.

use clap::CommandFactory as _;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::arguments::Arguments;

/// Each exit status and when it is given.
const STATUSES: &[(&str, &str)] = &[
    ("0", "Done."),
    ("1", "The script or the trace failed."),
    ("2", "The command line is wrong."),
    ("126", "A privilege or a feature of the kernel is missing."),
    ("130", "A second interrupt ended it at once."),
];

/// Command lines, and what each does.
const EXAMPLES: &[(&str, &str)] = &[
    (
        "sigscript -e 'probe signal.send { if (sig == 15) println(execname(), \" -> \", pid_name) }'",
        "Tells who sends SIGTERM to whom.",
    ),
    (
        "sigscript -c 'make' scripts/execsnoop.sig",
        "Shows every program that a command starts.",
    ),
    (
        "sigscript --format json -o trace.jsonl scripts/opensnoop.sig",
        "Writes an object for each line, with the values as fields.",
    ),
    (
        "sigscript --record trace.dat -T 10 -l 'signal:*'",
        "Records ten seconds of signals, for `trace-cmd report`, KernelShark and --replay.",
    ),
    (
        "sigscript --plan scripts/signal_sender.sig 9 8722",
        "Shows what the kernel would test and capture; needs no privileges.",
    ),
];

/// The page that the command line asks for, if it does.
pub fn of(arguments: &Arguments) -> Option<String> {
    let mut page = Vec::new();
    if arguments.man {
        manual(&mut page).ok()?;
        // Manuals are read in any locale, and not every one has this character.
        return Some(String::from_utf8(page).ok()?.replace('…', "..."));
    }
    let mut command = Arguments::command();
    clap_complete::generate(arguments.completions?, &mut command, "sigscript", &mut page);
    String::from_utf8(page).ok()
}

fn manual(page: &mut Vec<u8>) -> std::io::Result<()> {
    // What the short help leaves out would stand here without its text.
    let command = Arguments::command().mut_args(|option| option.hide_short_help(false));
    let man = Man::new(command).section("1");
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    listed("EXIT STATUS", STATUSES).to_writer(page)?;
    Roff::new()
        .text([roman(
            "With -c, the exit status of the command where nothing else failed.",
        )])
        .to_writer(page)?;
    listed("EXAMPLES", EXAMPLES).to_writer(page)?;
    man.render_version_section(page)
}

/// A section that explains terms.
fn listed(heading: &str, terms: &[(&str, &str)]) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [heading]);
    for (term, meaning) in terms {
        roff.control("TP", []);
        roff.text([bold(*term)]);
        roff.text([roman(*meaning)]);
    }
    // The end of the list.
    roff.control("PP", []);
    roff
}
