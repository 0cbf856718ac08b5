// Bundled for plain Node: the client that the tests drive adapters with.
export { DapClient } from "../../test/dap/client";
