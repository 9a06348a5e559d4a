package org.meitheal.scheduler.lead;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A whole answer, in memory. */
public final class AnswerBytes {
  private final byte[] bytes;

  AnswerBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  public int length() {
    return bytes.length;
  }

  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }
}
