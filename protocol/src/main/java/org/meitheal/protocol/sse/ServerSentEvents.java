package org.meitheal.protocol.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code text/event-stream} (HTML standard, 9.2) from a stream. Lines may end with CR, LF or
 * both; comments and unknown fields are skipped; an event that the end of the stream cuts off is
 * dropped. Bounded: an event beyond the limit is an {@link IOException}, not memory.
 */
public final class ServerSentEvents implements AutoCloseable {
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int CHUNK_BYTES = 16 << 10;

  private final InputStream in;
  private final int maxEventBytes;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int position;
  private int end;
  private byte[] line = new byte[256];
  private int length;
  private boolean afterCarriageReturn;
  private boolean firstLine = true;
  private String lastId = "";

  /**
   * @param maxEventBytes bound on the lines of one event together
   */
  public ServerSentEvents(InputStream in, int maxEventBytes) {
    this.in = in;
    this.maxEventBytes = maxEventBytes;
  }

  /**
   * Waits for the next event.
   *
   * @return null at the end of the stream
   */
  public @Nullable ServerSentEvent next() throws IOException {
    StringBuilder data = new StringBuilder();
    String event = "";
    boolean hasData = false;
    long bytes = 0;
    while (true) {
      String text = readLine();
      if (text == null) {
        return null;
      }
      if (text.isEmpty()) {
        if (hasData) {
          return new ServerSentEvent(lastId, event.isEmpty() ? "message" : event, data.toString());
        }
        event = "";
        bytes = 0;
        continue;
      }
      bytes += text.length();
      if (bytes > maxEventBytes) {
        throw new IOException("an event is larger than " + maxEventBytes + " bytes");
      }
      int colon = text.indexOf(':');
      String field = colon < 0 ? text : text.substring(0, colon);
      String value = colon < 0 ? "" : value(text, colon);
      switch (field) {
        case "data" -> {
          data.append(hasData ? "\n" : "").append(value);
          hasData = true;
        }
        case "event" -> event = value;
        case "id" -> lastId = value.indexOf('\0') < 0 ? value : lastId;
        default -> {
          // A comment, a retry time or a field of the future.
        }
      }
    }
  }

  private static String value(String text, int colon) {
    int start = colon + 1 < text.length() && text.charAt(colon + 1) == ' ' ? colon + 2 : colon + 1;
    return text.substring(start);
  }

  /** Runs between line ends are copied as a whole: large fleets send megabytes a second. */
  private @Nullable String readLine() throws IOException {
    length = 0;
    while (position < end || fill()) {
      if (afterCarriageReturn && chunk[position] == '\n') {
        position++;
        afterCarriageReturn = false;
        continue;
      }
      afterCarriageReturn = false;
      int start = position;
      while (position < end && chunk[position] != '\n' && chunk[position] != '\r') {
        position++;
      }
      append(start, position - start);
      if (position < end) {
        afterCarriageReturn = chunk[position++] == '\r';
        return withoutByteOrderMark(new String(line, 0, length, UTF_8));
      }
    }
    return null;
  }

  private boolean fill() throws IOException {
    position = 0;
    end = Math.max(0, in.read(chunk, 0, chunk.length));
    return end > 0;
  }

  private void append(int start, int count) throws IOException {
    if (count > maxEventBytes - length) {
      throw new IOException("a line is longer than " + maxEventBytes + " bytes");
    }
    if (count > line.length - length) {
      line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
    }
    System.arraycopy(chunk, start, line, length, count);
    length += count;
  }

  private String withoutByteOrderMark(String text) {
    boolean marked = firstLine && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    firstLine = false;
    return marked ? text.substring(1) : text;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
