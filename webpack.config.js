const { chmodSync, existsSync, readdirSync } = require("node:fs");
const { join } = require("node:path");
const { EsbuildPlugin } = require("esbuild-loader");
const { BannerPlugin } = require("webpack");

const at = (...parts) => join(__dirname, ...parts);
const thatExist = (entries) =>
  Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)));

const shared = (mode, target) => ({
  mode: mode ?? "production",
  devtool: "source-map",
  resolve: { extensions: [".ts", ".mts", ".js", ".json"] },
  module: {
    rules: [
      { test: /\.m?ts$/, loader: "esbuild-loader", options: { target, tsconfig: at("tsconfig.json") } },
    ],
  },
  optimization: { chunkIds: "named", minimizer: [new EsbuildPlugin({ target, legalComments: "inline" })] },
  performance: { hints: false },
  stats: "errors-warnings",
});

// ssh is the system's, so the ssh2 behind dockerode, with its native add-ons, stays out; so does what only
// BuildKit's sessions need, which we open none of.
const withoutNative = {
  ssh2: false,
  "cpu-features": false,
  "@grpc/grpc-js": false,
  "@grpc/proto-loader": false,
  protobufjs: false,
};

const forNode = (mode) => {
  const base = shared(mode, "node18");
  return {
    ...base,
    name: "node",
    target: "node18",
    entry: thatExist({
      extension: at("src/extension.ts"),
      cli: at("src/cli/main.ts"),
      guardian: at("src/emulation/guardianMain.ts"),
    }),
    output: {
      path: at("dist"),
      filename: "[name].js",
      chunkFilename: "chunks/[name].js",
      library: { type: "commonjs2" },
      clean: { keep: /^(debugpy|test|webview)\// },
      devtoolModuleFilenameTemplate: "../[resource-path]",
    },
    resolve: { ...base.resolve, alias: withoutNative },
    externals: { vscode: "commonjs vscode" },
    plugins: [
      new BannerPlugin({ banner: "#!/usr/bin/env node", raw: true, test: /^cli\.js$/ }),
      executableCli,
    ],
  };
};

/** The tests that run inside the extension host: bundled, but never packed. */
const forHostTests = (mode) => {
  const folder = at("test/host");
  const tests = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".test.ts")) : [];
  if (tests.length === 0) return [];
  const base = shared(mode, "node18");
  return [
    {
      ...base,
      name: "host-tests",
      target: "node18",
      entry: { host: [...tests.map((name) => join(folder, name)), join(folder, "run.ts")] },
      output: { path: at("dist/test"), filename: "[name].js", library: { type: "commonjs2" } },
      resolve: { ...base.resolve, alias: withoutNative },
      externals: { vscode: "commonjs vscode" },
    },
  ];
};

/** Each folder of src/webview with a main.ts is a page of its own. */
const forWebviews = (mode) => {
  const folder = at("src/webview");
  const pages = existsSync(folder) ? readdirSync(folder) : [];
  const entry = thatExist(Object.fromEntries(pages.map((name) => [name, join(folder, name, "main.ts")])));
  if (Object.keys(entry).length === 0) return [];
  const base = shared(mode, "es2022");
  return [
    {
      ...base,
      name: "webview",
      target: "web",
      entry,
      output: { path: at("dist/webview"), filename: "[name].js" },
    },
  ];
};

const executableCli = {
  apply: (compiler) =>
    compiler.hooks.afterEmit.tap("executable cli", () => {
      const cli = at("dist/cli.js");
      if (existsSync(cli)) chmodSync(cli, 0o755);
    }),
};

module.exports = (_, { mode }) => [forNode(mode), ...forHostTests(mode), ...forWebviews(mode)];
