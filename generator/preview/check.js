// The desk's list: it follows every build; with a token, pairs of actors are settled here.
const token = document.querySelector("script[data-token]")?.dataset.token;
const status = document.querySelector("[role=status]");

const events = new EventSource("/.breves/events?page=.breves/check");
let told = 0;
events.addEventListener("problems", () => { if (told++) location.reload(); });  // the first is what stands
addEventListener("pagehide", () => events.close());

async function send(where, about) {
  const answer = await fetch(where, { method: "POST", body: JSON.stringify(about), headers: { "X-Breves-Token": token, "Content-Type": "application/json" } });
  const found = await answer.json();
  status.textContent = answer.ok ? "Saved." : found.problem;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.say) send("/.breves/registry", { say: button.dataset.say, one: button.dataset.one, other: button.dataset.other });
  else if (button?.id === "undo") send("/.breves/undo", {});
});
