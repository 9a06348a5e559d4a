package org.meitheal.dashboard.live;

import java.util.Map;
import java.util.Set;

/** Has something to say on some topics. Asked once a frame, however many browsers look. */
public interface LiveSource {
  /**
   * @param topics that some page shows now; those of others may be among them
   * @return what it has for them, by topic
   */
  Map<String, LiveText> now(Set<String> topics);
}
