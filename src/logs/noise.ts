/** What starting, stopping and leaving clients make programs say: never a cause. */
export const isNoise = (text: string): boolean => noise.some((pattern) => pattern.test(text));

const noise: readonly RegExp[] = [
  // Stopping.
  /^(?:\w+\.)*(?:KeyboardInterrupt|SystemExit|CancelledError|GeneratorExit|BrokenPipeError|WantReadError)\b/,
  /\b(?:SIGTERM|SIGINT|SIGHUP)\b|signal (?:15|2)\b|keyboard ?interrupt/i,
  /graceful(?:ly)? (?:shut|stop)|shutting down|shut down|terminating connection due to administrator command/i,
  /^context cancell?ed$|\b(?:http: Server closed|use of closed network connection|EPIPE|broken pipe)\b/i,
  /cannot schedule new futures after (?:interpreter )?shutdown|Event loop is closed/,
  // Starting.
  /the database system is (?:starting up|not yet accepting connections)/,
  /^Debugger warning: It seems that frozen modules|^0\.00s - |PYDEVD_DISABLE_FILE_VALIDATION/,
  /^Debugger attached\.|^Waiting for the debugger to disconnect/,
  /This is a development server\. Do not use it in a production/,
  // Others' advice.
  /^\[notice\]|^npm notice|InsecureRequestWarning|ev_epoll1?_linux|fork_posix|FD from fork parent still in poll list/,
  /\bfavicon\.ico\b|apple-touch-icon|\.well-known\/appspecific/,
];
