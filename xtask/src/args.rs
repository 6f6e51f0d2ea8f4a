//! The command line after `cargo xtask`.

use anyhow::{Result, bail};

/// The arguments that no one has asked for yet.
pub(crate) struct Args {
    rest: Vec<String>,
}

impl Args {
    /// The arguments this process was started with.
    pub(crate) fn of_this_process() -> Self {
        Self {
            rest: std::env::args().skip(1).collect(),
        }
    }

    /// Takes the first argument.
    pub(crate) fn command(&mut self) -> Option<String> {
        (!self.rest.is_empty()).then(|| self.rest.remove(0))
    }

    /// Takes the first argument unless it is the name of an option.
    pub(crate) fn word(&mut self) -> Option<String> {
        let is_option = self.rest.first()?.starts_with("--");
        if is_option { None } else { self.command() }
    }

    /// Takes `--name`, which has no value, and says whether it was there.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let found = self.rest.iter().position(|argument| argument == name);
        found.map(|at| self.rest.remove(at)).is_some()
    }

    /// Takes `--name VALUE` or `--name=VALUE`.
    pub(crate) fn value(&mut self, name: &str) -> Result<Option<String>> {
        let with_equals = format!("{name}=");
        let Some(at) = self
            .rest
            .iter()
            .position(|argument| argument == name || argument.starts_with(&with_equals))
        else {
            return Ok(None);
        };
        let argument = self.rest.remove(at);
        if let Some(value) = argument.strip_prefix(&with_equals) {
            return Ok(Some(value.to_owned()));
        }
        if at < self.rest.len() {
            Ok(Some(self.rest.remove(at)))
        } else {
            bail!("{name} needs a value");
        }
    }

    /// Complains about whatever is left.
    pub(crate) fn finish(self) -> Result<()> {
        match self.rest.first() {
            None => Ok(()),
            Some(argument) => bail!("unknown argument `{argument}`; see `cargo xtask help`"),
        }
    }
}

#[cfg(test)]
impl Args {
    /// The arguments in a line, without quotes.
    pub(crate) fn of(line: &str) -> Self {
        Self {
            rest: line.split_whitespace().map(str::to_owned).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_comes_first_and_a_flag_anywhere() {
        let mut args = Args::of("reader --runs 3 --check");
        assert_eq!(args.word().as_deref(), Some("reader"));
        assert_eq!(args.word(), None);
        assert!(args.flag("--check"));
        assert!(!args.flag("--check"));
        assert_eq!(args.value("--runs").unwrap().as_deref(), Some("3"));
        args.finish().unwrap();
    }

    #[test]
    fn a_value_stands_after_its_name_or_an_equals_sign() {
        for line in ["serve --port 9000", "serve --port=9000"] {
            let mut args = Args::of(line);
            assert_eq!(args.command().as_deref(), Some("serve"));
            assert_eq!(args.value("--port").unwrap().as_deref(), Some("9000"));
            args.finish().unwrap();
        }
    }

    #[test]
    fn a_missing_value_and_an_unknown_argument_are_errors() {
        assert!(Args::of("--port").value("--port").is_err());
        assert!(Args::of("--prot 1").finish().is_err());
    }
}
