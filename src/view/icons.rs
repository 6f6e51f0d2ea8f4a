//! Icons, drawn in the colour of the text around them. Always beside or behind words.

use yew::{Html, html};

fn icon(path: &'static str) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d={path} />
        </svg>
    }
}

pub(super) fn undo() -> Html {
    icon("M6 3 2.5 6.5 6 10M3 6.5h6a4 4 0 0 1 0 8H6.5")
}

pub(super) fn redo() -> Html {
    icon("M10 3l3.5 3.5L10 10M13 6.5H7a4 4 0 0 0 0 8h2.500")
}

pub(super) fn open() -> Html {
    icon("M2 4.500h4l1.500 2H14v7H2z")
}

pub(super) fn paste() -> Html {
    icon("M5 3.500H3.500v10h9v-10H11M5.500 2.500h5v2.500h-5zM6 8h4M6 10.500h4")
}

pub(super) fn download() -> Html {
    icon("M8 2.500v8M4.500 7.500 8 11l3.500-3.500M2.500 13.500h11")
}

pub(super) fn bin() -> Html {
    icon("M3 4.500h10M6.500 4V2.500h3V4M4.500 4.500l.5 9h6l.5-9M7 7v4M9 7v4")
}

pub(super) fn rename() -> Html {
    icon("M10.500 3.500l2 2L6 12l-2.500.5L4 10zM9 5l2 2")
}

pub(super) fn file() -> Html {
    icon("M3 2.500h8.500l1.500 1.500v9.500H3zM5.500 2.500v3.500h5V2.500M5.500 13.500v-4h5v4")
}

pub(super) fn close() -> Html {
    icon("M4 4l8 8M12 4l-8 8")
}

pub(super) fn find() -> Html {
    icon("M7 2.500a4.500 4.500 0 1 0 0 9a4.500 4.500 0 0 0 0-9M10.500 10.500l3.500 3.500")
}

pub(super) fn suggest() -> Html {
    icon("M2.500 6V2.500H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10M5 8l2 2 4-4")
}

pub(super) fn keys() -> Html {
    icon("M1.500 4.500h13v7h-13zM4 7h.5M6.500 7H7M9 7h.5M11.500 7h.5M5 9.500h6")
}

pub(super) fn book() -> Html {
    icon(
        "M8 4.500C6.500 3.500 4.500 3 2.500 3v9.500c2 0 4 .5 5.500 1.500 1.500-1 3.500-1.500 5.500-1.500V3c-2 0-4 .5-5.500 1.500zM8 4.500V14",
    )
}

pub(super) fn theme() -> Html {
    icon("M8 2.500a5.500 5.500 0 1 0 0 11zM8 2.500a5.500 5.500 0 0 1 0 11")
}
