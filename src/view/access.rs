//! The line that says that nothing can be changed here, and why. Its code comes later.

use yew::{Html, html};

use super::{Dispatch, send};
use crate::app::{Access, Action, State, keeping::Why, words};

/// The line, where nothing can be changed.
pub(super) fn access(state: &State, dispatch: &Dispatch) -> Html {
    let Access::Follows(why) = state.access else {
        return Html::default();
    };
    let language = state.language();
    html! {
        <div class="access" role="status" data-testid="access" data-why={tag(why)}>
            <p>{ words::access(why, language) }</p>
            if why != Why::Newer {
                <button type="button" class="primary" data-testid="take-over"
                    aria-disabled={(tag(why) == "asking").to_string()}
                    onclick={send(dispatch, || Action::TakeOver)}>
                    { language.pick("在此编辑", "Take over") }
                </button>
            }
            if matches!(why, Why::Overtaken(_) | Why::Newer) {
                <button type="button" data-testid="access-export"
                    onclick={send(dispatch, || Action::ExportNative)}>{ language.words().export_native }</button>
            }
        </div>
    }
}

const fn tag(why: Why) -> &'static str {
    match why {
        Why::Other => "other",
        Why::Overtaken(_) => "overtaken",
        Why::Newer => "newer",
        Why::Asking | Why::LettingGo => "asking",
    }
}
