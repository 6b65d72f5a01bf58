import "./style/tokens.css";
import "./style/base.css";
import "./style/card.css";
import "./style/text.css";
import "./style/desk.css";
import "./style/screens.css";
import "./style/print.css";
import { listen } from "./lib/events";
import { bindHelp, bindRows } from "./lib/help";
import { bindTheme } from "./lib/theme";
import { one } from "./lib/page";
import { say } from "./lib/strings";
import { toast } from "./lib/toast";

bindTheme();
bindHelp();
bindRows();
listen("reload", () => toast(say("missed"), { label: say("reload"), act: () => location.reload() }));
// A page of what is worked out across dispatches is drawn anew on demand, or by itself while there is nothing on it.
const waits = one(".notice.linking");
if (waits || one("#story, .stories, .due .counts")) {
  const empty = waits?.hasAttribute("data-empty") ?? false;
  listen<{ complete: boolean }>("linked", () => {
    if (empty) location.reload();
    else toast(say("linked"), { label: say("reload"), act: () => location.reload() }, false, "linked");
  });
  // It may have been told before this page listened.
  if (empty) setTimeout(() => location.reload(), 6_000);
}
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
  button.addEventListener("click", () => print());
}
