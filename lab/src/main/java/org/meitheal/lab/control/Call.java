package org.meitheal.lab.control;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.lab.LabApi;
import tools.jackson.core.JacksonException;

/**
 * What somebody asks.
 *
 * @param path its parts; the first is the room
 * @param who as the caller names itself
 */
record Call(String method, List<String> path, Map<String, String> query, String body, String who) {
  private static final int MOST_BYTES = 64 << 10;
  private static final int LONGEST_NAME = 100;

  static Call of(HttpExchange exchange) throws IOException {
    return new Call(
        exchange.getRequestMethod(),
        List.of(exchange.getRequestURI().getPath().substring(1).split("/", -1)),
        query(exchange.getRequestURI().getRawQuery()),
        new String(exchange.getRequestBody().readNBytes(MOST_BYTES), StandardCharsets.UTF_8),
        who(exchange.getRequestHeaders().getFirst(LabApi.WHO)));
  }

  private static Map<String, String> query(@Nullable String query) {
    Map<String, String> found = new HashMap<>();
    if (query != null) {
      for (String part : query.split("&", -1)) {
        String[] pair = part.split("=", 2);
        found.put(pair[0], pair.length > 1 ? decoded(pair[1]) : "");
      }
    }
    return found;
  }

  /** It is shown to people and written into a log, line by line. */
  private static String who(@Nullable String header) {
    String name = header == null ? "" : decoded(header).replaceAll("\\p{Cntrl}", " ").strip();
    if (name.isEmpty()) {
      return "somebody";
    }
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Such as {@code GET links}. */
  String asked() {
    return method + " " + path.getFirst();
  }

  String required(String name) {
    String value = query.get(name);
    if (value == null) {
      throw new IllegalArgumentException("'" + name + "' is missing");
    }
    return value;
  }

  /**
   * The body.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  <T> T as(Class<T> type) {
    try {
      return ProtocolJson.MAPPER.readValue(body, type);
    } catch (JacksonException unreadable) {
      String why =
          unreadable.getCause() instanceof IllegalArgumentException wrong
              ? String.valueOf(wrong.getMessage())
              : "the request is not the JSON that is expected";
      throw new IllegalArgumentException(why, unreadable);
    }
  }
}
