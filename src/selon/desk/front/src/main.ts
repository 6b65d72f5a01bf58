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
import { body } from "./lib/page";
import { say } from "./lib/strings";
import { toast } from "./lib/toast";

bindTheme();
bindHelp();
bindRows();
listen("reload", () => toast(say("missed"), { label: say("reload"), act: () => location.reload() }));
// A page that waits for stories is drawn anew once they are there.
if (body.dataset["linking"] && document.querySelector("main .notice")) {
  listen("linked", () => location.reload());
}
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
  button.addEventListener("click", () => print());
}
