package org.meitheal.protocol.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code text/event-stream} (HTML standard, 9.2) from a stream. Lines may end with CR, LF or
 * both; comments and unknown fields are skipped; an event that the end of the stream cuts off is
 * dropped. Bounded: an event beyond the limit is an {@link IOException}, not memory.
 */
public final class ServerSentEvents implements AutoCloseable {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final InputStream in;
  private final int maxEventBytes;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private boolean afterCarriageReturn;
  private boolean firstLine = true;
  private String lastId = "";

  /**
   * @param maxEventBytes bound on the lines of one event together
   */
  public ServerSentEvents(InputStream in, int maxEventBytes) {
    this.in = new BufferedInputStream(in, 16 << 10);
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

  private @Nullable String readLine() throws IOException {
    line.reset();
    while (true) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      boolean secondHalfOfLineEnd = next == '\n' && afterCarriageReturn;
      afterCarriageReturn = next == '\r';
      if (secondHalfOfLineEnd) {
        continue;
      }
      if (next == '\n' || next == '\r') {
        return withoutByteOrderMark(line.toString(UTF_8));
      }
      if (line.size() >= maxEventBytes) {
        throw new IOException("a line is longer than " + maxEventBytes + " bytes");
      }
      line.write(next);
    }
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
