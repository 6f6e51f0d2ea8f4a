//! The project's commands, run as `cargo xtask <command>`.
//!
//! `main` reads the command line and hands over; each command has a file of its own, and the files
//! they share are [`project`] (places), [`process`] (other programs), [`tools`], [`npm`] and
//! [`browser`] (what has to be installed).

mod alike;
mod args;
mod bench;
mod browser;
mod deny;
mod dist;
mod fuzz;
mod hosts;
mod imports;
mod npm;
mod offline;
mod optimize;
mod pack;
mod process;
mod project;
mod proof;
mod python;
mod readme;
mod reproduce;
mod screenshot;
mod serve;
mod site;
mod size;
mod split;
mod test;
mod thorough;
mod tidy;
mod tools;
mod workbook;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::args::Args;

const USAGE: &str = "\
Usage: cargo xtask <command>

  serve [--port N]             build the page and serve it on this machine (default port 8080)
  test [--only rust|browser]   every check: formatting, lints, house rules, tests, the page in a browser;
                               --thorough tries every property of the core with 10,000 cases
  fuzz [--seconds N]           random inputs for every reader of foreign bytes, N seconds each
                               (default 60); --only TARGET
  deny                         licences, sources and known vulnerabilities of the dependencies
  reproduce                    build the page twice from nothing and compare every byte
  proof [--write]              the table of what these and the tests came to; --write puts it into
                               the READMEs
  dist [--out DIR]             write the folder for a static host (default: dist)
  size                         check the size of the first load against its budget
  bench [start|reader|suggest] measure the time to a page that is ready, the reader against
                               CodeMirror 6, and what rules suggest; --runs N; for the reader
                               --sizes 17k,60k,1M,10M and --only reportmark|codemirror, for
                               suggestions --only native|page|reader; for both --check (bars not met
                               are an error), --write (the table goes into the READMEs)
  screenshot                   make docs/screenshot.png anew
  setup                        install the tools and nothing else
";

fn main() -> ExitCode {
    match dispatch(Args::of_this_process()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(mut args: Args) -> Result<()> {
    let Some(command) = args.command() else {
        bail!("no command\n\n{USAGE}");
    };
    match command.as_str() {
        "serve" => serve::command(args),
        "test" => test::command(args),
        "dist" => dist::command(args),
        "size" => size::command(args),
        "bench" => bench::command(args),
        "fuzz" => fuzz::command(args),
        "deny" => deny::command(args),
        "reproduce" => reproduce::command(args),
        "proof" => proof::command(args),
        "screenshot" => screenshot::command(args),
        "setup" => {
            args.finish()?;
            tools::ensure_all()?;
            browser::ensure()?;
            println!("Everything is installed.");
            Ok(())
        }
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        unknown => bail!("unknown command `{unknown}`\n\n{USAGE}"),
    }
}
