import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Dockerd, startDockerd } from "../engine/harness/dockerd";
import { docker, importBusybox } from "../engine/harness/images";
import { missingForEngines } from "./engines";
import { pictureOnFailure } from "./failure";
import { withFiles } from "./folders";
import { logLine, logPage } from "./logPane";
import { chooseOn, pressOn, row, showViews } from "./views";
import { openEditor, runCommand, screenshot, type Workbench, waitForText } from "./workbench";

const names = missingForEngines.map((what) => ` (no ${what})`).join("");

/** Numbers its lines, and ends when it is asked to. */
const writer =
  "trap 'exit 0' TERM; i=0; while true; do i=$((i + 1)); echo said $i; sleep 0.2 & wait $!; done";

// Two engines through all tests of this file; nothing on them is of an emulation.
describe.skipIf(missingForEngines.length > 0)(`the Containers view${names}`, () => {
  let one: Dockerd;
  let two: Dockerd;
  let workbench: Workbench;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    [one, two] = await Promise.all([startDockerd(), startDockerd()]);
    for (const { host } of [one, two]) importBusybox(host);
    const scenario = {
      version: 1,
      scenarios: {
        shop: {
          engines: { one: one.host, two: two.host },
          sides: { all: { source: { folder: "." } } },
          services: { hello: { side: "all", run: ["true"] } },
        },
      },
    };
    workbench = await openEditor({
      folder: withFiles({ ".vscode/backcompat.json": JSON.stringify(scenario) }),
      env: { DOCKER_HOST: "", DOCKER_CONTEXT: "" },
    });
  });
  afterAll(async () => {
    await workbench?.close();
    await Promise.all([one?.remove(), two?.remove()]);
  });

  const containers = (text: string | RegExp) => row(workbench, "Containers", text);
  const start = (host: string, name: string, ...more: readonly string[]): string =>
    docker(host, "run", "--detach", "--name", name, ...more, "busybox:local", "sh", "-c", writer);

  it("shows several engines, and a container as soon as it is started", async () => {
    await showViews(workbench);
    await containers(/one.*Docker .* 0 running/).waitFor();
    await containers(/two.*Docker .* 0 running/).waitFor();
    start(one.host, "web");
    await containers(/web.*up/).waitFor();
    const project = ["--label", "com.docker.compose.project=shop"];
    start(two.host, "shop-db-1", ...project, "--label", "com.docker.compose.service=db");
    await containers(/shop.*compose · 1 running/).waitFor();
    await containers(/shop-db-1.*up/).waitFor();
    await screenshot(workbench, "containers");
  });

  it("opens the log of a container, which follows it", async () => {
    await pressOn(containers(/web/), "Show Log of Container");
    await logPage(workbench).getByRole("heading", { name: "web — one" }).waitFor();
    const said = async (): Promise<number> =>
      Number(/said (\d+)/.exec((await logLine(workbench, /said/).textContent()) ?? "")?.[1]);
    const first = await said();
    await expect.poll(said, { timeout: 30_000 }).toBeGreaterThan(first);
    await screenshot(workbench, "containers-log");
  });

  it("looks into a container: all that its engine knows of it, and a shell", async () => {
    await chooseOn(workbench, containers(/web/), "Inspect Container");
    await waitForText(workbench, /"Status":."running"/, ".editor-group-container");
    await screenshot(workbench, "containers-inspect");
    await pressOn(containers(/web/), "Open Shell in Container");
    await workbench.page.locator(".terminal-wrapper .xterm").first().waitFor();
    await workbench.page.keyboard.type("echo $((6 * 7)) > /said; exit\n");
    const said = (): string => docker(one.host, "exec", "web", "sh", "-c", "cat /said 2>/dev/null || true");
    await expect.poll(said, { timeout: 30_000 }).toBe("42");
    await workbench.page.locator(".tab", { hasText: "web — one" }).click();
  });

  it("stops and starts a container by the buttons of its row", async () => {
    await pressOn(containers(/web/), "Stop Container");
    await containers(/web.*exited/).waitFor();
    await pressOn(containers(/web/), "Start Container");
    await containers(/web.*up/).waitFor();
  });

  it("says of an engine that died why it can't be reached, and what to do, while the other goes on", async () => {
    await two.kill();
    await containers(/two.*nobody listens/).waitFor();
    await containers(/What made it has died/).waitFor();
    await containers(/web.*up/).waitFor();
    await screenshot(workbench, "containers-dead");
    await two.start();
    await containers(/two.*Docker .* running/).waitFor();
  });

  it("greys a container that was removed, and keeps its log", async () => {
    await chooseOn(workbench, containers(/web/), "Remove Container");
    const dialog = workbench.page.locator(".monaco-dialog-box");
    await dialog.getByText("Remove container web on one?").waitFor();
    await dialog.getByText("Remove", { exact: true }).click();
    await containers(/web.*removed \d\d:\d\d, log kept/).waitFor();
    expect(docker(one.host, "ps", "--all", "--quiet")).toBe("");
    await logLine(workbench, /container removed; the log may end early/).waitFor();
    await screenshot(workbench, "containers-removed");
  });

  it("has them still after the window was loaded again", async () => {
    const loaded = workbench.page.waitForEvent("load");
    await runCommand(workbench, "Developer: Reload Window");
    await loaded;
    await logLine(workbench, /said \d+/).waitFor();
    await showViews(workbench);
    await containers(/web.*removed \d\d:\d\d, log kept/).waitFor();
    await screenshot(workbench, "containers-reloaded");
  });
});
