//! What begins when the page stands and does not wait for anybody. Its code comes later.

use yew::Context;

use super::{App, Msg};
use crate::{
    app::Action,
    browser::{launch, offline},
};

/// The page is got ready to work without the network, and takes the files that it was opened with.
pub(super) fn beside(ctx: &Context<App>) {
    let link = ctx.link().clone();
    offline::start(move |news| link.send_message(Msg::Do(Action::Version(news))));
    let link = ctx.link().clone();
    launch::take(move |files| link.send_message(Msg::Files(files)));
}
