/** A sentence for the person, and the exit code it leads to: 2 their input, 3 this machine. */
export class CannotMake extends Error {
  /**
   * @param {string} message
   * @param {2 | 3} exit
   */
  constructor(message, exit) {
    super(message);
    this.exit = exit;
  }
}
