export interface Scrolled {
  readonly framesPerSecond: number;
  /** Of painted lines, those whose own number is the one that they stand for. */
  readonly right: number;
  readonly painted: number;
  /** Frames whose topmost line is where the scroll bar says, of all. */
  readonly inPlace: number;
  /** Lines painted before their text had come. */
  readonly empty: number;
}
