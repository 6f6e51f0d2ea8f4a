//! Where the page starts, and the program for the command line.

#[cfg(target_arch = "wasm32")]
fn main() {
    if !reportmark::browser::rescue::is_all() {
        yew::Renderer::<reportmark::view::App>::new().render();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    reportmark::cli::main()
}
