import { key } from "./lib/keys";
import { one } from "./lib/page";
import { say } from "./lib/strings";
import { toast } from "./lib/toast";

const address = one<HTMLInputElement>("#calendar-url");
one("#copy")?.addEventListener("click", () => {
  if (!address) return;
  address.select();
  navigator.clipboard.writeText(address.value).then(
    () => toast(say("copied")),
    () => document.execCommand("copy"),
  );
});
key("n", () => one<HTMLAnchorElement>("a[rel=next]")?.click());
key("p", () => one<HTMLAnchorElement>("a[rel=prev]")?.click());
