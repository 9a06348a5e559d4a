package org.meitheal.dashboard.live;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What there is to say at one moment.
 *
 * @param number counts up with each frame
 * @param topics those that somebody looks at
 */
record Frame(long number, Map<String, Topic> topics) {
  static final Frame EMPTY = new Frame(0, Map.of());

  /** The frame after this one. */
  Frame next(Map<String, LiveText> texts) {
    Map<String, Topic> next = new LinkedHashMap<>();
    texts.forEach(
        (name, text) -> next.put(name, Topic.next(name, text, topics.get(name), number + 1)));
    return new Frame(number + 1, next);
  }

  /** The events for who wants these topics and saw the frame {@code seen} last; maybe none. */
  byte[] since(long seen, Set<String> wanted) {
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    for (String name : wanted) {
      Topic topic = topics.get(name);
      if (topic != null && topic.changedIn() > seen) {
        events.writeBytes(topic.since(seen));
      }
    }
    return events.toByteArray();
  }
}
