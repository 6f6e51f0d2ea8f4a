//! Where the page starts.

#[cfg(target_arch = "wasm32")]
fn main() {
    if !reportmark::browser::rescue::is_all() {
        yew::Renderer::<reportmark::view::App>::new().render();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Reportmark is a page in the browser. Build and serve it with: cargo xtask serve");
    std::process::exit(2);
}
