package org.meitheal.dashboard.live;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A topic in one frame: knows since when it says what it says, and writes that as events. */
sealed interface Topic {
  /** The number of the frame that it changed in last. */
  long changedIn();

  /** The event for who saw the frame {@code seen} last; made once for all who did. */
  byte[] since(long seen);

  static Topic next(String name, LiveText text, @Nullable Topic before, long frame) {
    return switch (text) {
      case LiveText.Html(String html) ->
          before instanceof Whole whole && whole.html.equals(html)
              ? whole
              : new Whole(name, html, frame);
      case LiveText.Lines(Map<String, String> json) ->
          before instanceof Changes changes
              ? changes.next(json, frame)
              : Changes.first(name, json, frame);
    };
  }

  private static byte[] event(String name, String data) {
    StringBuilder text = new StringBuilder("event:").append(name).append('\n');
    data.lines().forEach(line -> text.append("data:").append(line).append('\n'));
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Sent whole or not at all. */
  final class Whole implements Topic {
    private final String html;
    private final long changedIn;
    private final byte[] event;

    Whole(String name, String html, long changedIn) {
      this.html = html;
      this.changedIn = changedIn;
      this.event = Topic.event(name, html);
    }

    @Override
    public long changedIn() {
      return changedIn;
    }

    @Override
    public byte[] since(long seen) {
      return event;
    }
  }

  /**
   * Sent as {@code {"all":…,"lines":[…]}}.
   *
   * @param goneIn the frame in which something was gone: who saw less gets all that is left
   */
  record Changes(
      String name, Map<String, Line> lines, long changedIn, long goneIn, Map<Long, byte[]> made)
      implements Topic {
    record Line(String json, long changedIn) {}

    static Changes first(String name, Map<String, String> json, long frame) {
      return new Changes(
          name, lines(json, Map.of(), frame), frame, frame, new ConcurrentHashMap<>());
    }

    Changes next(Map<String, String> json, long frame) {
      Map<String, Line> next = lines(json, lines, frame);
      boolean gone = !next.keySet().containsAll(lines.keySet());
      boolean changed = gone || next.values().stream().anyMatch(one -> one.changedIn == frame);
      return new Changes(
          name,
          next,
          changed ? frame : changedIn,
          gone ? frame : goneIn,
          new ConcurrentHashMap<>());
    }

    private static Map<String, Line> lines(
        Map<String, String> json, Map<String, Line> before, long frame) {
      Map<String, Line> lines = HashMap.newHashMap(json.size());
      json.forEach((id, text) -> {
        Line known = before.get(id);
        lines.put(id, known != null && known.json.equals(text) ? known : new Line(text, frame));
      });
      return lines;
    }

    @Override
    public byte[] since(long seen) {
      return made.computeIfAbsent(seen, this::make);
    }

    private byte[] make(long seen) {
      boolean all = seen < goneIn;
      List<String> sent =
          lines.values().stream()
              .filter(line -> all || line.changedIn > seen)
              .map(Line::json)
              .toList();
      return event(name, "{\"all\":" + all + ",\"lines\":[" + String.join(",", sent) + "]}");
    }
  }
}
