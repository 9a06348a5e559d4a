package org.meitheal.worker.bundle;

/** Who may have bundles: a neighbour, or the scheduler's model store. Each call is bounded. */
interface BundleSource {
  /** For people. */
  String name();

  /** A bundle's {@code model.json}, not yet verified. */
  byte[] manifest(String sha256) throws SourceException, InterruptedException;

  /**
   * A piece of one of its files, not yet verified.
   *
   * @param atMost bytes that are wanted; fewer at the file's end
   */
  Piece read(String bundle, String file, long from, int atMost)
      throws SourceException, InterruptedException;

  /**
   * @param total bytes that the whole file has
   */
  @SuppressWarnings("ArrayRecordComponent") // written to a file at once, and never compared
  record Piece(byte[] bytes, long total) {}
}
