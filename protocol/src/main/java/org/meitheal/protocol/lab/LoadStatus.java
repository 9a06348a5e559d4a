package org.meitheal.protocol.lab;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A load, and how it went so far. Every request that was due is either sent or not; of those sent,
 * each is waiting, in time, late, refused or failed.
 *
 * @param who started it
 * @param sending whether it still sends
 * @param notSent since too many were waiting for an answer already
 * @param waiting for an answer
 * @param inTime answered before the deadline
 * @param late answered after it
 * @param refused how many were answered with an error, by status
 * @param failed got no answer at all
 * @param p50Ms of those that were answered well; none before the first
 * @param lastError in words
 */
public record LoadStatus(
    LoadOrder order,
    String who,
    Instant startedAt,
    boolean sending,
    long sent,
    long notSent,
    long waiting,
    long inTime,
    long late,
    Map<String, Long> refused,
    long failed,
    @Nullable Double p50Ms,
    @Nullable Double p95Ms,
    @Nullable String lastError) {
  public LoadStatus {
    refused = Map.copyOf(refused);
  }

  /** For people: how many of each status. */
  public String refusedWords() {
    return refused.isEmpty()
        ? "0"
        : refused.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> each.getValue() + " with " + each.getKey())
            .collect(Collectors.joining(", "));
  }
}
