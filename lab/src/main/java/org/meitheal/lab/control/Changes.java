package org.meitheal.lab.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.meitheal.protocol.lab.LabChange;

/** Who changed what of the lab: the newest are kept, all are in its log. */
public final class Changes {
  static final int KEPT = 100;

  private final Path log;
  private final InstantSource clock;
  private final Deque<LabChange> newestFirst = new ArrayDeque<>();

  /**
   * @param log appended to, a line for each
   */
  public Changes(Path log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * @throws IOException if it cannot be written; it is kept all the same
   */
  synchronized void add(String who, String what) throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    newestFirst.addFirst(new LabChange(now, who, what));
    if (newestFirst.size() > KEPT) {
      newestFirst.removeLast();
    }
    Files.writeString(
        log,
        "%s %s: %s%n".formatted(now, who, what),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  synchronized List<LabChange> newestFirst() {
    return List.copyOf(newestFirst);
  }
}
