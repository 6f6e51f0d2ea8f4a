//! `cargo xtask proof`: the table of what was done to the program and what came of it.
//!
//! Every suite leaves its figures in `target/proof/NAME.json`, an object of numbers. What left none
//! was not run, and the table says so.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::args::Args;
use crate::{project, readme};

const MARK: &str = "proof";
const FOLDER: &str = "target/proof";

/// What a language says.
struct Words {
    file: &'static str,
    head: &'static str,
    not_run: &'static str,
    yes: &'static str,
    no: &'static str,
}

const ENGLISH: Words = Words {
    file: "README.md",
    head: "| what was done | how often | changes lost, faults found |",
    not_run: "not run",
    yes: "yes",
    no: "no",
};

const CHINESE: Words = Words {
    file: "README.zh.md",
    head: "| 做了什么 | 多少次 | 丢失的改动、发现的问题 |",
    not_run: "未运行",
    yes: "是",
    no: "否",
};

/// What a suite does, how often, and what came of it. `{figure}` stands for a figure of its file.
struct Line {
    done: &'static str,
    often: &'static str,
    came: &'static str,
}

/// A suite: the name of its file, and its line in English and in Chinese.
struct Suite {
    name: &'static str,
    english: Line,
    chinese: Line,
}

const SUITES: &[Suite] = &[
    Suite {
        name: "kills",
        english: Line {
            done: "The browser killed, the program crashed amid work",
            often: "{kills} kills, of which {halfWritten} left a record half written, {crashes} crashes; \
                {acknowledged} changes acknowledged",
            came: "{lost} lost",
        },
        chinese: Line {
            done: "工作当中浏览器被终止、程序崩溃",
            often: "终止 {kills} 次（其中 {halfWritten} 次留下写了一半的记录），崩溃 {crashes} 次；已确认的改动 {acknowledged} 处",
            came: "丢失 {lost}",
        },
    },
    Suite {
        name: "tabs",
        english: Line {
            done: "One project in several tabs, which take over from one another",
            often: "{rounds} rounds, {edits} edits, {takeovers} takeovers",
            came: "{lost} lost",
        },
        chinese: Line {
            done: "同一项目开在多个标签页中并互相接管",
            often: "{rounds} 轮，{edits} 处改动，{takeovers} 次接管",
            came: "丢失 {lost}",
        },
    },
    Suite {
        name: "faults",
        english: Line {
            done: "Storage that fails: full, refused, gone",
            often: "{faults} faults",
            came: "{lost} lost",
        },
        chinese: Line {
            done: "存储出错：已满、被拒、消失",
            often: "{faults} 次故障",
            came: "丢失 {lost}",
        },
    },
    Suite {
        name: "hostile",
        english: Line {
            done: "Files that are broken or meant to do harm",
            often: "{inputs} files, {refused} refused",
            came: "{lost} lost",
        },
        chinese: Line {
            done: "打开损坏或恶意的文件",
            often: "{inputs} 个文件，拒收 {refused} 个",
            came: "丢失 {lost}",
        },
    },
    Suite {
        name: "fuzz",
        english: Line {
            done: "Random bytes for every reader of foreign bytes",
            often: "{executions} inputs to {targets} readers",
            came: "{crashes} crashes",
        },
        chinese: Line {
            done: "向每个读取外来数据的程序输入随机字节",
            often: "{targets} 个读取程序，{executions} 次输入",
            came: "崩溃 {crashes}",
        },
    },
    Suite {
        name: "proptest",
        english: Line {
            done: "Properties of the core on random projects",
            often: "{properties} properties, at least {cases} cases each",
            came: "{failed} failed",
        },
        chinese: Line {
            done: "以随机项目检验核心的性质",
            often: "{properties} 条性质，每条至少 {cases} 例",
            came: "不成立 {failed}",
        },
    },
    Suite {
        name: "policy",
        english: Line {
            done: "Every test in the browser under the strict content security policy",
            often: "{specs} tests",
            came: "{violations} violations",
        },
        chinese: Line {
            done: "在严格的内容安全策略下运行全部浏览器测试",
            often: "{specs} 项测试",
            came: "违反 {violations}",
        },
    },
    Suite {
        name: "offline",
        english: Line {
            done: "Installed and used without a network",
            often: "works offline: {works_offline}",
            came: "{installability_errors} errors of installability",
        },
        chinese: Line {
            done: "安装后断网使用",
            often: "离线可用：{works_offline}",
            came: "可安装性错误 {installability_errors}",
        },
    },
    Suite {
        name: "deny",
        english: Line {
            done: "Licences, sources and known vulnerabilities of dependencies",
            often: "{crates} crates; vulnerabilities looked up: {advisories_checked}",
            came: "{violations} violations",
        },
        chinese: Line {
            done: "依赖的许可证、来源和已知漏洞",
            often: "{crates} 个包；已查漏洞库：{advisories_checked}",
            came: "违反 {violations}",
        },
    },
    Suite {
        name: "reproduce",
        english: Line {
            done: "Built twice from nothing, in two places",
            often: "{files} files compared",
            came: "{differences} differ",
        },
        chinese: Line {
            done: "在两处从头构建",
            often: "比对 {files} 个文件",
            came: "不同 {differences}",
        },
    },
];

/// Runs the command.
pub(crate) fn command(mut args: Args) -> Result<()> {
    let write = args.flag("--write");
    args.finish()?;
    println!("{}", table(&ENGLISH, figures)?);
    if write {
        for words in [&ENGLISH, &CHINESE] {
            readme::write_section(words.file, MARK, &table(words, figures)?)?;
        }
    }
    Ok(())
}

/// Leaves the figures of a suite.
pub(crate) fn record(name: &str, figures: &Value) -> Result<()> {
    let path = project::root().join(FOLDER).join(format!("{name}.json"));
    project::write(&path, format!("{figures}\n"))
}

/// The figures that a suite left; none if it was not run.
fn figures(name: &str) -> Result<Option<Value>> {
    let path = project::root().join(FOLDER).join(format!("{name}.json"));
    if !path.is_file() {
        return Ok(None);
    }
    let bytes = fs::read(&path)?;
    let value = serde_json::from_slice(&bytes);
    Ok(Some(value.with_context(|| {
        format!("{} is not JSON", project::shown(&path))
    })?))
}

fn table(words: &Words, figures: impl Fn(&str) -> Result<Option<Value>>) -> Result<String> {
    let mut table = format!("{}\n|---|---|---|\n", words.head);
    for suite in SUITES {
        let line = if words.file == CHINESE.file {
            &suite.chinese
        } else {
            &suite.english
        };
        let figures = figures(suite.name)?;
        let filled = |template| match &figures {
            Some(figures) => filled(template, figures, words),
            None => words.not_run.to_owned(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "| {} | {} | {} |",
            line.done,
            filled(line.often),
            filled(line.came)
        );
    }
    Ok(table)
}

/// A template with the figures that it names. One that is not there was not taken.
fn filled(template: &str, figures: &Value, words: &Words) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        filled.push_str(before);
        filled.push_str(&shown(figures.get(name), words));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

fn shown(figure: Option<&Value>, words: &Words) -> String {
    match figure {
        Some(Value::Bool(true)) => words.yes.to_owned(),
        Some(Value::Bool(false)) => words.no.to_owned(),
        Some(Value::Number(number)) => grouped(&number.to_string()),
        Some(Value::String(text)) => text.replace('|', "/"),
        _ => words.not_run.to_owned(),
    }
}

/// A whole number with commas between thousands.
fn grouped(digits: &str) -> String {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.to_owned();
    }
    let mut grouped = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_left_no_figures_was_not_run() {
        for words in [&ENGLISH, &CHINESE] {
            let table = table(words, |_| Ok(None)).unwrap();
            assert_eq!(table.lines().count(), SUITES.len() + 2);
            for line in table.lines().skip(2) {
                assert_eq!(line.matches(words.not_run).count(), 2, "{line}");
                assert_eq!(line.matches('|').count(), 4, "{line}");
            }
        }
    }

    #[test]
    fn figures_stand_in_their_line_and_none_is_made_up() {
        let some = |name: &str| {
            let figures = || json!({"kills": 1200, "halfWritten": 7, "crashes": 30, "lost": 0});
            Ok((name == "kills").then(figures))
        };
        let table = table(&ENGLISH, some).unwrap();
        let line = table.lines().find(|line| line.contains("kills")).unwrap();
        assert_eq!(
            line,
            "| The browser killed, the program crashed amid work | 1,200 kills, of which 7 left a \
             record half written, 30 crashes; not run changes acknowledged | 0 lost |"
        );
    }

    #[test]
    fn both_languages_name_the_same_figures() {
        let names = |line: &Line| {
            let mut names: Vec<&str> = [line.often, line.came]
                .iter()
                .flat_map(|template| template.split('{').skip(1))
                .filter_map(|tail| Some(tail.split_once('}')?.0))
                .collect();
            names.sort_unstable();
            names
        };
        for suite in SUITES {
            assert_eq!(
                names(&suite.english),
                names(&suite.chinese),
                "{}",
                suite.name
            );
        }
    }

    #[test]
    fn thousands_and_words() {
        for (digits, expected) in [
            ("7", "7"),
            ("999", "999"),
            ("1000", "1,000"),
            ("1234567", "1,234,567"),
            ("0.5", "0.5"),
        ] {
            assert_eq!(grouped(digits), expected);
        }
        assert_eq!(shown(Some(&json!(true)), &CHINESE), "是");
        assert_eq!(shown(Some(&json!("a|b")), &ENGLISH), "a/b");
        assert_eq!(shown(None, &CHINESE), "未运行");
    }

    #[test]
    fn the_readmes_have_the_marks() {
        for words in [&ENGLISH, &CHINESE] {
            let text = project::read(&project::root().join(words.file)).unwrap();
            assert!(
                readme::with_section(&text, MARK, "").is_some(),
                "{}",
                words.file
            );
        }
    }
}
