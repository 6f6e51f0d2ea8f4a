//! The program for the command line: the same core, for files.
//!
//! Exit codes: 0 when all went well; 1 when an input could not be read or used, and all others were;
//! 2 when the command itself is not understood.

mod files;
mod score;
mod suggest;
#[cfg(test)]
mod tests;

use std::{
    env,
    io::{self, BufRead, BufWriter, Write},
    process::ExitCode,
};

/// What is written when nothing else is asked for.
const USAGE: &str = "\
用法 / Usage:
  reportmark suggest FILE…        规则建议，原生 JSON（状态 suggested）写到标准输出
                                  what rules suggest, as native JSON (status suggested)
  reportmark suggest --ndjson     逐行读标准输入 {\"text\": …}，逐行写文档
                                  one document a line, from standard input to standard output
  reportmark score GOLD PREDICTED 与人工标注比对：精确率、召回率、F1
                                  how predicted spans agree with annotated ones

FILE 可以是 UTF-8、GB18030、Big5、UTF-16 文本，或原生 JSON；- 是标准输入
FILE is a text (UTF-8, GB18030, Big5, UTF-16) or native JSON; - is standard input
退出码 / Exit codes: 0 成功 ok · 1 有输入未能处理 some input failed · 2 命令有误 usage
";

/// All went well.
const OK: u8 = 0;
/// Some input could not be read or used.
const FAILED: u8 = 1;
/// The command is not understood.
const USAGE_ERROR: u8 = 2;

/// Where a command reads and writes.
struct Streams<'a> {
    input: &'a mut dyn BufRead,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
}

impl Streams<'_> {
    /// Says what was wrong. That it cannot be said is not said.
    fn complain(&mut self, said: &Said) {
        said.write(self.err);
    }

    /// Writes a line. Whether it could be.
    fn line(&mut self, bytes: &[u8]) -> bool {
        let written = self
            .out
            .write_all(bytes)
            .and_then(|()| self.out.write_all(b"\n"));
        match written {
            Ok(()) => true,
            // Whoever read it has had enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => false,
            Err(error) => {
                self.complain(&Said::unwritten(&error.to_string()));
                false
            }
        }
    }
}

/// A message in both languages.
struct Said {
    zh: String,
    en: String,
}

impl Said {
    fn of(place: &str, zh: &str, en: &str) -> Self {
        Self {
            zh: format!("{place}：{zh}"),
            en: format!("{place}: {en}"),
        }
    }

    fn unread(place: &str, why: &str) -> Self {
        Self::of(
            place,
            &format!("无法读取（{why}）。请检查文件名和权限"),
            &format!("cannot be read ({why}). Check its name and permissions"),
        )
    }

    fn unwritten(why: &str) -> Self {
        Self::of(
            "-",
            &format!("标准输出无法写入（{why}）"),
            &format!("standard output cannot be written ({why})"),
        )
    }

    fn write(&self, to: &mut dyn Write) {
        drop(writeln!(
            to,
            "reportmark: {}\nreportmark: {}",
            self.zh, self.en
        ));
    }
}

/// Runs the command that the program was called with.
#[must_use]
pub fn main() -> ExitCode {
    let arguments: Vec<String> = env::args_os()
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let mut input = io::stdin().lock();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut err = io::stderr().lock();
    let code = run(
        &arguments,
        &mut Streams {
            input: &mut input,
            out: &mut out,
            err: &mut err,
        },
    );
    match out.flush() {
        Ok(()) => ExitCode::from(code),
        // Whoever read it has had enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(code),
        Err(error) => {
            Said::unwritten(&error.to_string()).write(&mut err);
            ExitCode::from(FAILED)
        }
    }
}

fn run(arguments: &[String], streams: &mut Streams<'_>) -> u8 {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["suggest", "--ndjson"] => suggest::lines(streams),
        ["suggest", files @ ..] if !files.is_empty() && files.iter().all(|file| is_file(file)) => {
            suggest::files(files, streams)
        }
        ["score", gold, predicted] if is_file(gold) && is_file(predicted) => {
            score::score(gold, predicted, streams)
        }
        ["help" | "--help" | "-h"] => {
            drop(streams.out.write_all(USAGE.as_bytes()));
            OK
        }
        ["--version" | "-V"] => {
            drop(writeln!(
                streams.out,
                "reportmark {}",
                env!("CARGO_PKG_VERSION")
            ));
            OK
        }
        _ => {
            drop(streams.err.write_all(USAGE.as_bytes()));
            USAGE_ERROR
        }
    }
}

fn is_file(argument: &str) -> bool {
    argument == "-" || !argument.starts_with('-')
}
