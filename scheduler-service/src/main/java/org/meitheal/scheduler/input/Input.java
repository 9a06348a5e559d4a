package org.meitheal.scheduler.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A request's body. It is read from the client once, as it is passed on, and kept so that another
 * lead can be sent the same: in memory at first, then in a temporary file, then not at all, as
 * {@link InputStore} allows.
 *
 * <p>Not safe for concurrent use: one request, one thread.
 */
public final class Input implements AutoCloseable {
  private final InputStream source;
  private final long announced;
  private final long limit;
  private final KeptBytes kept;
  private final byte[] buffer;
  private long read;
  private boolean ended;

  Input(InputStream source, long announced, long limit, KeptBytes kept, byte[] buffer) {
    this.source = source;
    this.announced = announced;
    this.limit = limit;
    this.kept = kept;
    this.buffer = buffer;
  }

  /** In bytes; −1 while the end has not been read and the client did not announce it. */
  public long length() {
    return ended ? read : announced;
  }

  /** Whether {@link #writeTo} can be called again. */
  public boolean isRepeatable() {
    return kept.isWhole();
  }

  /**
   * The body's first bytes, without taking them off it.
   *
   * @return fewer than asked for where the body is shorter
   * @throws InputFailedException if the client's side fails
   */
  public byte[] head(int bytes) throws IOException {
    while (read < bytes && !ended) {
      readOn();
    }
    return kept.isWhole() ? kept.first((int) Math.min(bytes, read)) : new byte[0];
  }

  /** Reads to the end. */
  public void readAll() throws IOException {
    while (!ended) {
      readOn();
    }
  }

  /** Reads to the end, and gives all of it: for JSON, whose shapes may come after its data. */
  public InputStream whole() throws IOException {
    readAll();
    if (!kept.isWhole()) {
      throw new InputFailedException(503, "there is no room to keep the body now");
    }
    return kept.open();
  }

  /**
   * Writes the body: what was read of it before, then the rest as it comes.
   *
   * @throws InputFailedException if the client's side fails; any other {@link IOException} is
   *     {@code out}'s
   */
  public void writeTo(OutputStream out) throws IOException {
    if (!isRepeatable()) {
      throw new InputFailedException(503, "there is no room to keep the body now");
    }
    kept.writeTo(out);
    while (!ended) {
      int count = readOn();
      out.write(buffer, 0, count);
    }
    out.flush();
  }

  @Override
  public void close() {
    kept.close();
  }

  /** Takes the next bytes into the buffer and keeps them. */
  private int readOn() throws InputFailedException {
    int count = fill();
    read += count;
    if (read > limit) {
      throw new InputFailedException(413, "the body is larger than " + limit + " bytes");
    }
    kept.add(buffer, count);
    return count;
  }

  /** Fills the buffer where it can: each write costs the same, however short. */
  private int fill() throws InputFailedException {
    try {
      int filled = 0;
      while (filled < buffer.length) {
        int count = source.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
          end(read + filled);
          break;
        }
        filled += count;
        if (read + filled == announced) {
          ended = true;
          break;
        }
        if (source.available() == 0) {
          break;
        }
      }
      return filled;
    } catch (InputFailedException known) {
      throw known;
    } catch (IOException clientSide) {
      throw new InputFailedException(clientSide);
    }
  }

  private void end(long total) throws InputFailedException {
    if (announced >= 0 && total < announced) {
      throw new InputFailedException(
          400, "the body ended after " + total + " of " + announced + " bytes");
    }
    ended = true;
  }
}
