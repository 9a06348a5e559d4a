package org.meitheal.protocol.execution;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was used up already: the newest {@value #MAX_REMEMBERED}. For many threads. */
final class UsedTickets<K extends Record> {
  static final int MAX_REMEMBERED = 50_000;

  private final Map<K, Boolean> used =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Boolean> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /**
   * @throws TicketException if it was used before
   */
  void use(K key, String what) {
    synchronized (used) {
      if (used.put(key, true) != null) {
        throw new TicketException("ticket-used", what + " was taken before");
      }
    }
  }

  int remembered() {
    synchronized (used) {
      return used.size();
    }
  }
}
