package org.meitheal.protocol.oip;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with 413 where more bytes come than a body may have. */
final class BoundedInputStream extends FilterInputStream {
  private final long limit;
  private long left;

  BoundedInputStream(InputStream in, long limit) {
    super(in);
    this.limit = limit;
    this.left = limit;
  }

  static OipException tooLarge(long limit) {
    return new OipException(413, "the body is larger than " + limit + " bytes");
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0 && --left < 0) {
      throw tooLarge(limit);
    }
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    // One byte past the limit is let in, to tell a body of exactly that size from a larger one.
    int count = super.read(bytes, offset, (int) Math.min(length, left + 1));
    if (count > 0 && (left -= count) < 0) {
      throw tooLarge(limit);
    }
    return count;
  }

  @Override
  public long skip(long bytes) throws IOException {
    byte[] scratch = new byte[(int) Math.min(8192, Math.max(bytes, 0))];
    int count = scratch.length == 0 ? 0 : read(scratch, 0, scratch.length);
    return Math.max(0, count);
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
