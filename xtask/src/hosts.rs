//! The headers that a static host is to send with the page, in the forms that common hosts read.
//!
//! The content security policy is that of `index.html`; nothing of it is written twice. The project's
//! own servers read `_headers`, so that what is tested is what is handed out.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::project;

/// What is in force for every file, besides the policy.
const ALWAYS: [(&str, &str); 5] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), \
         serial=(), usb=()",
    ),
];

/// A page must not be shown inside another one. Browsers read this in headers only.
const NO_FRAMES: &str = "; frame-ancestors 'none'";

/// A file whose name holds a hash of its content never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Any other is asked for anew each time.
const ANEW: &str = "no-cache";

/// How such a name ends, as a regular expression of Apache and nginx.
const HASHED: &str = r"-[0-9a-f]{16}(_bg)?\.(css|js|svg|wasm)$";

/// The name of the file that the project's own servers read.
pub(crate) const HEADERS: &str = "_headers";

type Header = (String, String);

/// Which headers go with which addresses below the page's folder. `*` stands for anything.
#[derive(Debug, PartialEq)]
pub(crate) struct Headers(Vec<(String, Vec<Header>)>);

/// Writes the files for hosts beside the page in this folder.
pub(crate) fn write(site: &Path) -> Result<()> {
    let policy = policy(&project::read(&site.join("index.html"))?)?;
    let files = project::files_under(site)?;
    let names = files.iter().filter_map(|file| {
        let name = file.strip_prefix(site).ok()?.to_str()?;
        Some(name.replace('\\', "/"))
    });
    let headers = Headers::of(&policy, names);
    for (name, content) in [
        (HEADERS, headers.lines()),
        (".htaccess", headers.apache()),
        ("vercel.json", headers.vercel()?),
        ("nginx-headers.conf", headers.nginx()),
        ("web.config", headers.iis()),
    ] {
        project::write(&site.join(name), content)?;
    }
    Ok(())
}

/// The content security policy of a page.
pub(crate) fn policy(html: &str) -> Result<String> {
    let policy = html
        .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
        .and_then(|(_, rest)| rest.split_once('"'));
    let (policy, _) = policy.context("index.html holds no content security policy")?;
    Ok(policy.to_owned())
}

impl Headers {
    /// Those for files of these names, from the page's folder.
    fn of(policy: &str, names: impl Iterator<Item = String>) -> Self {
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut always = vec![header(
            "Content-Security-Policy",
            &format!("{policy}{NO_FRAMES}"),
        )];
        always.extend(ALWAYS.iter().map(|(name, value)| header(name, value)));
        let mut rules = vec![("/*".to_owned(), always)];
        // Hosts differ in what they make of a header that two rules set, so no two rules do.
        let mut seen = BTreeSet::from(["/".to_owned()]);
        let anew = |at| (at, vec![header("Cache-Control", ANEW)]);
        rules.push(anew("/".to_owned()));
        for name in names {
            let at = format!("/{name}");
            if is_hashed(&name) {
                rules.push((at, vec![header("Cache-Control", FOR_EVER)]));
            } else if seen.insert(at.clone()) {
                rules.push(anew(at));
            }
        }
        Self(rules)
    }

    /// Those that go with an address, from the page's folder: `/`, `/index.html`.
    pub(crate) fn at(&self, address: &str) -> impl Iterator<Item = &Header> {
        self.0
            .iter()
            .filter(move |(at, _)| match at.strip_suffix('*') {
                Some(start) => address.starts_with(start),
                None => address == at,
            })
            .flat_map(|(_, headers)| headers)
    }

    /// As Netlify and Cloudflare Pages read them.
    fn lines(&self) -> String {
        let mut file = String::new();
        for (at, headers) in &self.0 {
            // Writing to a string cannot fail.
            let _ = writeln!(file, "{at}");
            for (name, value) in headers {
                let _ = writeln!(file, "  {name}: {value}");
            }
        }
        file
    }

    /// Reads what [`lines`](Self::lines) wrote.
    pub(crate) fn read(text: &str) -> Result<Self> {
        let mut rules: Vec<(String, Vec<Header>)> = Vec::new();
        for line in text.lines() {
            match (line.strip_prefix("  "), rules.last_mut()) {
                (None, _) => rules.push((line.to_owned(), Vec::new())),
                (Some(header), Some((_, headers))) => {
                    let (name, value) = header.split_once(": ").context("no header")?;
                    headers.push((name.to_owned(), value.to_owned()));
                }
                (Some(_), None) => bail!("{HEADERS}: a header before the first address"),
            }
        }
        Ok(Self(rules))
    }

    /// Those for every address.
    fn always(&self) -> &[Header] {
        self.0.first().map_or(&[], |(_, headers)| headers)
    }

    /// For Apache, which needs `mod_headers`.
    fn apache(&self) -> String {
        let mut file = String::from(
            "AddType application/wasm .wasm\n\
             AddType text/javascript .js\n\
             AddType application/manifest+json .webmanifest\n\
             <IfModule mod_headers.c>\n",
        );
        for (name, value) in self.always() {
            let _ = writeln!(file, "  Header always set {name} \"{value}\"");
        }
        let _ = write!(
            file,
            "  Header set Cache-Control \"{ANEW}\"\n  <FilesMatch \"{HASHED}\">\n    \
             Header set Cache-Control \"{FOR_EVER}\"\n  </FilesMatch>\n</IfModule>\n"
        );
        file
    }

    /// For nginx: to be included in the `server` or `location` of the page.
    fn nginx(&self) -> String {
        let mut file = String::from(
            "# Include this in the server or location that serves the page. A location that sets headers of\n\
             # its own has to include it again.\n",
        );
        let _ = write!(
            file,
            "set $reportmark_cache \"{ANEW}\";\nif ($uri ~ \"{HASHED}\") {{\n  \
             set $reportmark_cache \"{FOR_EVER}\";\n}}\n\
             add_header Cache-Control $reportmark_cache always;\n"
        );
        for (name, value) in self.always() {
            let _ = writeln!(file, "add_header {name} \"{value}\" always;");
        }
        file
    }

    /// For Vercel.
    fn vercel(&self) -> Result<String> {
        let rules = self.0.iter().map(|(at, headers)| {
            let headers = headers
                .iter()
                .map(|(name, value)| serde_json::json!({ "key": name, "value": value }));
            serde_json::json!({
                "source": at.replace('*', "(.*)"),
                "headers": headers.collect::<Vec<_>>(),
            })
        });
        let file = serde_json::json!({ "headers": rules.collect::<Vec<_>>() });
        Ok(serde_json::to_string_pretty(&file)? + "\n")
    }

    /// For IIS.
    fn iis(&self) -> String {
        let mut file = String::from(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration>\n  <system.webServer>\n    \
             <httpProtocol>\n      <customHeaders>\n",
        );
        for (name, value) in self.always() {
            let _ = writeln!(file, "        <remove name=\"{name}\" />");
            let _ = writeln!(file, "        <add name=\"{name}\" value=\"{value}\" />");
        }
        file.push_str("      </customHeaders>\n    </httpProtocol>\n    <staticContent>\n");
        for (ending, kind) in [
            (".wasm", "application/wasm"),
            (".webmanifest", "application/manifest+json"),
        ] {
            let _ = write!(
                file,
                "      <remove fileExtension=\"{ending}\" />\n      \
                 <mimeMap fileExtension=\"{ending}\" mimeType=\"{kind}\" />\n"
            );
        }
        let cache = |file: &mut String, indent: &str, value: &str| {
            let _ = writeln!(
                file,
                "{indent}<clientCache cacheControlMode=\"NoControl\" cacheControlCustom=\"{value}\" />"
            );
        };
        cache(&mut file, "      ", ANEW);
        file.push_str("    </staticContent>\n  </system.webServer>\n");
        let hashed = self.0.iter().filter_map(|(at, _)| {
            let name = at.strip_prefix('/')?;
            is_hashed(name).then_some(name)
        });
        for name in hashed {
            let _ = writeln!(file, "  <location path=\"{name}\">");
            file.push_str("    <system.webServer><staticContent>");
            cache(&mut file, "", FOR_EVER);
            file.truncate(file.trim_end().len());
            file.push_str("</staticContent></system.webServer>\n  </location>\n");
        }
        file.push_str("</configuration>\n");
        file
    }
}

/// Whether a file is named by a hash of its content, as [`HASHED`] has it.
fn is_hashed(name: &str) -> bool {
    let Some((stem, "css" | "js" | "svg" | "wasm")) = name.rsplit_once('.') else {
        return false;
    };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hash = stem.rsplit_once('-').map(|(_, hash)| hash);
    hash.is_some_and(|hash| {
        hash.len() == 16
            && hash
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "default-src 'none'; script-src 'self'";

    fn headers() -> Headers {
        let names = [
            "app-0123456789abcdef.css",
            "reportmark-0123456789abcdef_bg.wasm",
            "find-worker.js",
            "guideline/en.html",
            "index.html",
        ];
        Headers::of(POLICY, names.map(str::to_owned).into_iter())
    }

    fn value<'h>(headers: &'h Headers, at: &str, name: &str) -> Vec<&'h str> {
        let named = headers.at(at).filter(|(own, _)| own == name);
        named.map(|(_, value)| value.as_str()).collect()
    }

    #[test]
    fn the_policy_is_the_page_s_own_and_forbids_frames_besides() {
        let page = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\" />");
        assert_eq!(policy(&page).unwrap(), POLICY);
        assert!(policy("<meta charset=\"utf-8\">").is_err());
        let expected = format!("{POLICY}; frame-ancestors 'none'");
        for at in ["/", "/index.html", "/guideline/en.html", "/gone"] {
            assert_eq!(
                value(&headers(), at, "Content-Security-Policy"),
                [expected.as_str()],
                "{at}"
            );
        }
    }

    #[test]
    fn only_files_named_by_their_content_are_kept_for_ever() {
        let headers = headers();
        let cache = |at| value(&headers, at, "Cache-Control");
        for at in [
            "/app-0123456789abcdef.css",
            "/reportmark-0123456789abcdef_bg.wasm",
        ] {
            assert_eq!(cache(at), [FOR_EVER], "{at}");
        }
        for at in ["/", "/index.html", "/find-worker.js", "/guideline/en.html"] {
            assert_eq!(cache(at), [ANEW], "{at}");
        }
        assert!(!is_hashed("reportmark-0123456789abcde.js"));
        assert!(!is_hashed("reportmark-0123456789abcdeg.js"));
        assert!(!is_hashed("report-0123456789abcdef.html"));
    }

    #[test]
    fn headers_come_back_as_they_were_written() {
        let headers = headers();
        assert_eq!(Headers::read(&headers.lines()).unwrap(), headers);
        assert!(Headers::read("  X: y").is_err());
        assert!(Headers::read("/*\n  nothing").is_err());
    }

    #[test]
    fn every_host_gets_every_header() {
        let headers = headers();
        let files = [
            headers.lines(),
            headers.apache(),
            headers.nginx(),
            headers.vercel().unwrap(),
            headers.iis(),
        ];
        for file in files {
            for (name, value) in headers.always() {
                assert!(file.contains(name.as_str()), "{name} in {file}");
                assert!(file.contains(value.as_str()), "{name} in {file}");
            }
            assert!(file.contains(FOR_EVER) && file.contains(ANEW), "{file}");
        }
    }

    #[test]
    fn values_need_no_escape_in_any_of_the_files() {
        for (_, value) in headers().always() {
            assert!(!value.contains(['"', '\\', '$', '<', '&', '%']), "{value}");
        }
    }
}
