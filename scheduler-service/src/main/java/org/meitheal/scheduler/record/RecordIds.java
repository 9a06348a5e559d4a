package org.meitheal.scheduler.record;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids of the form {@code SITE.TIME-ORDERED}: 9 characters of milliseconds, 4 of a sequence, 6
 * at random, in an alphabet whose order is that of its bytes. So ids sort by time, name their
 * owner, and say on which day their row lies.
 */
public final class RecordIds {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int TIME_LENGTH = 9;
  private static final int SEQUENCE_LENGTH = 4;
  private static final int RANDOM_LENGTH = 6;

  private final String site;
  private final InstantSource clock;
  private final AtomicLong sequence = new AtomicLong();

  public RecordIds(String site, InstantSource clock) {
    this.site = site;
    this.clock = clock;
  }

  public String next() {
    StringBuilder id = new StringBuilder(site).append('.');
    // One atomic step gives time and sequence: ids of one process never go backwards.
    long moment =
        sequence.updateAndGet(last -> Math.max(last + 1, clock.millis() << (5 * SEQUENCE_LENGTH)));
    append(id, moment, TIME_LENGTH + SEQUENCE_LENGTH);
    append(id, ThreadLocalRandom.current().nextLong(), RANDOM_LENGTH);
    return id.toString();
  }

  /** When an id was made; none if it is no id. */
  public static Optional<Instant> time(String id) {
    int start = id.lastIndexOf('.') + 1;
    if (id.length() - start != TIME_LENGTH + SEQUENCE_LENGTH + RANDOM_LENGTH) {
      return Optional.empty();
    }
    long millis = 0;
    for (char digit : id.substring(start, start + TIME_LENGTH).toCharArray()) {
      int value = DIGITS.indexOf(digit);
      if (value < 0) {
        return Optional.empty();
      }
      millis = (millis << 5) | value;
    }
    return Optional.of(Instant.ofEpochMilli(millis));
  }

  private static void append(StringBuilder id, long value, int length) {
    for (int digit = length - 1; digit >= 0; digit--) {
      id.append(DIGITS.charAt((int) (value >>> (5 * digit)) & 31));
    }
  }
}
