//! A small static server for the built page, on this machine only.

use std::fs;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use crate::hosts::{HEADERS, Headers};
use crate::project;

/// How many ports after the wanted one are tried.
const TRIES: u16 = 100;

/// A browser loads the few files of a page over several connections at once.
const THREADS: usize = 4;

/// A server that answers until the process ends.
pub(crate) struct Site {
    address: SocketAddr,
    threads: Vec<thread::JoinHandle<()>>,
}

impl Site {
    /// Serves `folder` at `port` or the next free one; port 0 means any.
    pub(crate) fn start(folder: &Path, port: u16) -> Result<Self> {
        let listener = listen(port)?;
        let address = listener.local_addr()?;
        let server = Server::from_listener(listener, None)
            .map_err(|error| anyhow!("cannot serve at {address}: {error}"))?;
        let server = Arc::new(server);
        let folder: Arc<Path> = folder
            .canonicalize()
            .with_context(|| format!("cannot find {}", folder.display()))?
            .into();
        let headers = Arc::new(headers_of(&folder)?);
        let threads = (0..THREADS)
            .map(|_| {
                let (server, folder) = (Arc::clone(&server), Arc::clone(&folder));
                let headers = Arc::clone(&headers);
                thread::spawn(move || {
                    for request in server.incoming_requests() {
                        // A browser that went away is no concern of the others.
                        let _ = answer(request, &folder, headers.as_ref().as_ref());
                    }
                })
            })
            .collect();
        Ok(Self { address, threads })
    }

    /// The address of the page.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves until the process is ended from outside.
    pub(crate) fn serve_forever(self) -> Result<()> {
        for thread in self.threads {
            thread
                .join()
                .map_err(|_| anyhow!("the server at {} broke down", self.address))?;
        }
        Ok(())
    }
}

fn listen(port: u16) -> Result<TcpListener> {
    let last = port.saturating_add(TRIES);
    for candidate in port..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(error).with_context(|| format!("cannot use port {candidate}"));
            }
        }
    }
    Err(anyhow!(
        "no free port from {port} to {last}: name another with --port"
    ))
}

/// The headers that the folder asks for, where it is a built page.
fn headers_of(folder: &Path) -> Result<Option<Headers>> {
    let file = folder.join(HEADERS);
    if !file.is_file() {
        return Ok(None);
    }
    Headers::read(&project::read(&file)?).map(Some)
}

fn answer(request: Request, folder: &Path, headers: Option<&Headers>) -> io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(plain(405, "Only GET and HEAD are served.\n"));
    }
    let Some((file, content)) = file_for(folder, request.url())
        .and_then(|file| fs::read(&file).ok().map(|content| (file, content)))
    else {
        return request.respond(plain(404, "There is no such file.\n"));
    };
    let mut response = Response::from_data(content).with_chunked_threshold(usize::MAX);
    response = with_header(response, header("Content-Type", content_type(&file)));
    match headers {
        Some(headers) => {
            let path = request.url().split(['?', '#']).next().unwrap_or_default();
            for (name, value) in headers.at(path) {
                response = with_header(response, header(name, value));
            }
        }
        None => response = with_header(response, header("Cache-Control", "no-cache")),
    }
    request.respond(response)
}

fn plain(status: u16, text: &str) -> Response<io::Cursor<Vec<u8>>> {
    let response = Response::from_data(text).with_status_code(StatusCode(status));
    with_header(
        response,
        header("Content-Type", "text/plain; charset=utf-8"),
    )
}

fn header(name: &str, value: &str) -> Option<Header> {
    Header::from_bytes(name, value).ok()
}

fn with_header<R: io::Read>(response: Response<R>, header: Option<Header>) -> Response<R> {
    match header {
        Some(header) => response.with_header(header),
        None => response,
    }
}

/// The file that a request asks for, if it is one inside the folder.
fn file_for(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?;
    let path = decoded(path)?;
    let mut file = folder.to_owned();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        // Nothing that could lead out of the folder, by any system's reading of a path.
        if part == "." || part == ".." || part.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    // A link in the folder may still lead out of it.
    let file = file.canonicalize().ok()?;
    (file.starts_with(folder) && file.is_file()).then_some(file)
}

/// Undoes the `%` writing of a URL.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_inside_the_folder_are_served() {
        let folder = project::root().join("xtask").canonicalize().unwrap();
        let manifest = Some(folder.join("Cargo.toml"));
        assert_eq!(file_for(&folder, "/Cargo.toml"), manifest);
        assert_eq!(file_for(&folder, "/Cargo.toml?v=1#top"), manifest);
        assert_eq!(file_for(&folder, "/%43argo.toml"), manifest);
        for url in [
            "/",
            "/src",
            "/nothing",
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "/src/..%5c..%5cCargo.toml",
            "/%zz",
            "/%",
        ] {
            assert_eq!(file_for(&folder, url), None, "{url}");
        }
    }

    #[test]
    fn the_program_goes_out_as_webassembly() {
        assert_eq!(content_type(Path::new("a/b_bg.wasm")), "application/wasm");
        assert_eq!(
            content_type(Path::new("index.html")),
            "text/html; charset=utf-8"
        );
    }

    #[test]
    fn a_taken_port_gives_way_to_the_next() {
        let taken = listen(0).unwrap();
        let port = taken.local_addr().unwrap().port();
        let next = listen(port).unwrap().local_addr().unwrap().port();
        assert!(next > port);
    }
}
